package io.dnsfailover.dns.primary;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What a stranger may send to a hidden primary: it is no query, or everything that the primary asks of it has an answer. */
public final class TransferQueryFuzz {
    private static final int HEADER = 12;

    private TransferQueryFuzz() {}

    /** Takes a message. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < HEADER) {
            return; // the listener drops it
        }
        @Nullable PrimaryQuery query = PrimaryQuery.read(ByteBuffer.wrap(input));
        if (query == null) {
            return;
        }
        query.serial();
        query.signature();
        query.isStandardQuery();
        boolean fits = query.udpSize() >= 512 && query.udpSize() <= 1232;
        if (!fits || query.question().length < 5 || query.id() != (((input[0] & 0xff) << 8) | (input[1] & 0xff))) {
            throw new AssertionError("read wrongly: " + query.message());
        }
    }
}
