package io.dnsfailover.probes.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What a name server may answer to a check: it is read, or refused with the one exception that is for it. */
public final class DnsReplyFuzz {
    private static final int MOST_TEXT = 4 * 255; // an octet of a name takes four characters at most

    private DnsReplyFuzz() {}

    /** Takes a message. */
    public static void fuzzerTestOneInput(byte[] input) {
        DnsMessage message;
        try {
            message = DnsMessage.parse(ByteBuffer.wrap(input));
        } catch (DnsFormatException refused) {
            return;
        }
        for (DnsMessage.Answer answer : message.answers()) {
            if (!isName(answer.name())) {
                throw new AssertionError("no name in presentation form: " + Arrays.toString(input));
            }
        }
    }

    private static boolean isName(String text) {
        return text.endsWith(".") && text.length() <= MOST_TEXT && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }
}
