package io.dnsfailover.probes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LinearPatternTest {
    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void match_overPieces_isFound() {
        Wanted.Search search = new LinearPattern("b.+d").begin();

        assertThat(search.find(bytes("ab"))).isFalse();
        assertThat(search.find(bytes("cc"))).isFalse();
        assertThat(search.find(bytes("d"))).isTrue();
        assertThat(search.find(bytes("x"))).isTrue();
    }

    @Test
    void text_isReadAsUtf8() {
        assertThat(new LinearPattern("^\u00e4.$").begin().find(bytes("\u00e4\u20ac")))
                .isTrue();
        assertThat(new LinearPattern("x").begin().find(ByteBuffer.wrap(new byte[] {(byte) 0xff, 'x'})))
                .isTrue();
    }

    @Test
    @DisplayName("many bytes, one by one, cost a bounded number of looks, and what matched is found at the end")
    void dribble_isLookedAtNowAndThen() {
        Wanted.Search search = new LinearPattern("(x|y|z)+needle(a|b)*$").begin();
        long start = System.nanoTime();
        boolean found = false;
        for (int i = 0; i < LinearPattern.MAX_BYTES - 6; i++) {
            found |= search.find(bytes("x"));
        }

        assertThat(found).isFalse();
        assertThat(search.find(bytes("needle")) || search.end()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("nothing is kept beyond the limit")
    void beyondTheLimit_isForgotten() {
        Wanted.Search search = new LinearPattern("needle").begin();
        search.find(bytes("x".repeat(LinearPattern.MAX_BYTES)));

        assertThat(search.find(bytes("needle"))).isFalse();
        assertThat(search.end()).isFalse();
    }
}
