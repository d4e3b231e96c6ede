package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A client's question for the time, version 4 (RFC 5905 section 7.3). Its transmit time is a random number, which the answer
 * repeats: so it says nothing of our clock, and nobody else can answer.
 */
final class NtpDialogue implements UdpDialogue {
    private static final int BYTES = 48;
    private static final int VERSION_4_CLIENT = 0b00_100_011;
    private static final int SERVER = 4;
    private static final int NOT_SYNCHRONIZED = 3;
    private static final int MAX_STRATUM = 15;
    private static final int REFERENCE = 12;
    private static final int ORIGINATE = 24;
    private static final int TRANSMIT = 40;

    private final long number = ProbeThreads.random();

    @Override
    public ByteBuffer question() {
        return ByteBuffer.allocate(BYTES).put(0, (byte) VERSION_4_CLIENT).putLong(TRANSMIT, number);
    }

    @Override
    public @Nullable Finding judge(ByteBuffer answer) {
        if (answer.remaining() < BYTES) {
            return Finding.of(Reason.MALFORMED, "not NTP: " + answer.remaining() + " bytes");
        }
        ByteBuffer packet = answer.slice();
        if (packet.getLong(ORIGINATE) != number) {
            return null; // an answer to somebody else's question
        }
        int mode = packet.get(0) & 7;
        int stratum = packet.get(1) & 0xff;
        if (mode != SERVER) {
            return Finding.of(Reason.MALFORMED, "not an NTP server: mode " + mode);
        }
        if (stratum == 0) {
            byte[] code = new byte[4];
            packet.get(REFERENCE, code);
            return Finding.of(
                    Reason.STATUS, "the NTP server turns us away: " + new String(code, StandardCharsets.ISO_8859_1));
        }
        if (stratum > MAX_STRATUM || (packet.get(0) >> 6 & 3) == NOT_SYNCHRONIZED || packet.getLong(TRANSMIT) == 0) {
            return Finding.of(Reason.CONTENT, "the NTP server has no time: stratum " + stratum);
        }
        return Finding.of(Reason.EXPECTED, "the time came, stratum " + stratum);
    }
}
