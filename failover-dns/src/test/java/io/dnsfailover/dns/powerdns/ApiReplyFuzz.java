package io.dnsfailover.dns.powerdns;

import io.dnsfailover.dns.internal.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What may come from where the API of a PowerDNS server is thought to be: a reply that is read, or refused with the exceptions that
 * are for it; and what is a whole reply stays one, however much more comes.
 */
public final class ApiReplyFuzz {
    private ApiReplyFuzz() {}

    /** Takes one input: the first octet says where the reply is cut in two, the rest is the reply. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] all = Arrays.copyOfRange(input, 1, input.length);
        byte[] begin = Arrays.copyOf(all, all.length * (input[0] & 0xff) / 256);
        @Nullable HttpReply early;
        try {
            early = HttpReply.parse(begin, false);
        } catch (IOException refused) {
            return;
        }
        try {
            HttpReply whole = HttpReply.parse(all, true);
            if (whole == null || (early != null && early.status() != whole.status())) {
                throw new AssertionError("another reply when more had come");
            }
            Json.parse(new String(whole.body(), StandardCharsets.UTF_8));
        } catch (IOException refused) {
            // as it should be
        }
    }
}
