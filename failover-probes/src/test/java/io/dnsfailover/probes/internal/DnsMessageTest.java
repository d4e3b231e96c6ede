package io.dnsfailover.probes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DnsMessageTest {
    /** One question for a.b. A, one answer at a pointer to it, 10.0.0.1. */
    private static final String GOOD =
            "1234 8180 0001 0001 0000 0000 0161 0162 00 0001 0001 c00c 0001 0001 0000003c 0004 0a000001";

    private static ByteBuffer hex(String digits) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    private static void refused(String digits) {
        assertThatExceptionOfType(DnsFormatException.class).isThrownBy(() -> DnsMessage.parse(hex(digits)));
    }

    @Test
    void goodMessage_isRead() throws Exception {
        DnsMessage message = DnsMessage.parse(hex(GOOD));

        assertThat(message.id()).isEqualTo(0x1234);
        assertThat(message.question()).isEqualTo(new DnsMessage.Question("a.b.", 1, 1));
        assertThat(message.answers()).containsExactly(new DnsMessage.Answer("a.b.", 1, 1, "10.0.0.1"));
    }

    @Test
    @DisplayName("pointers that lead forward, to themselves or round and round are refused")
    void pointersThatDoNotEnd_areRefused() {
        refused("1234 8180 0001 0000 0000 0000 c00c 0001 0001");
        refused("1234 8180 0001 0000 0000 0000 c00e c00c 0001 0001");
        refused("1234 8180 0001 0000 0000 0000 0161 c00c 0001 0001");
        refused("1234 8180 0001 0000 0000 0000 c0ff 0001 0001");
    }

    @Test
    void namesThatAreTooLong_areRefused() {
        refused("1234 8180 0001 0000 0000 0000 " + "3f" + "61".repeat(63) + ("3f" + "61".repeat(63)).repeat(3)
                + "00 0001 0001");
        refused("1234 8180 0001 0000 0000 0000 80 61 00 0001 0001");
    }

    @Test
    void recordsThatLieAboutTheirLength_areRefused() {
        refused(GOOD.replace("0004 0a000001", "0005 0a000001"));
        refused(GOOD.replace("0004 0a000001", "0003 0a000001"));
        refused(GOOD.replace("0001 0001 0000003c 0004", "0010 0001 0000003c 0004"));
        refused(GOOD.replace("8180 0001 0001", "8180 0001 ffff"));
        refused(GOOD.replace("8180 0001 0001", "8180 0002 0001"));
        refused("1234 8180");
        refused("");
    }

    @Test
    @DisplayName("a hundred thousand broken messages: read or refused, nothing else")
    void noise_neverThrowsAnythingElse() {
        Random random = new Random(42);
        byte[] good = hex(GOOD).array();
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = good.clone();
            if (i % 3 == 0) {
                bytes = new byte[random.nextInt(120)];
                random.nextBytes(bytes);
            }
            for (int j = 0; j < 1 + i % 4 && bytes.length > 0; j++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                DnsMessage.parse(ByteBuffer.wrap(bytes));
                read++;
            } catch (DnsFormatException expected) {
                // as it should be
            }
        }

        assertThat(read).isPositive();
    }
}
