package io.dnsfailover.probes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BytePatternTest {
    private static String random(SplittableRandom random, int max) {
        int length = 1 + random.nextInt(max);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }

    @Test
    @DisplayName("whatever the pieces, it finds what String.contains finds")
    void search_agreesWithContains() {
        SplittableRandom random = new SplittableRandom(4711);
        for (int round = 0; round < 5000; round++) {
            String wanted = random(random, 8);
            String text = random(random, 40);
            BytePattern pattern = new BytePattern(wanted.getBytes(StandardCharsets.US_ASCII));

            int state = 0;
            for (int at = 0; at < text.length(); ) {
                int end = Math.min(text.length(), at + 1 + random.nextInt(5));
                state = pattern.search(
                        state, ByteBuffer.wrap(text.substring(at, end).getBytes(StandardCharsets.US_ASCII)));
                at = end;
            }

            assertThat(pattern.found(state)).as("%s in %s", wanted, text).isEqualTo(text.contains(wanted));
        }
    }

    @Test
    void search_isByBytes_alsoNegativeOnes() {
        BytePattern pattern = new BytePattern(new byte[] {(byte) 0xff, 0, (byte) 0x80});

        int state = pattern.search(0, ByteBuffer.wrap(new byte[] {1, (byte) 0xff, (byte) 0xff, 0, (byte) 0x80, 7}));

        assertThat(pattern.found(state)).isTrue();
    }
}
