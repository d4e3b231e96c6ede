package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a web server may answer. It is read without an exception, and the verdict does not depend on how the network cuts it into
 * pieces.
 */
public final class HttpReplyFuzz {
    private static final HttpAsk ASK = ask();

    private HttpReplyFuzz() {}

    /** Takes one input: the first octet is the length of the pieces, the rest the response. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        ByteBuffer response = ByteBuffer.wrap(input, 1, input.length - 1).slice();
        Finding whole = read(response.duplicate(), Integer.MAX_VALUE);
        Finding pieces = read(response.duplicate(), 1 + (input[0] & 0x1f));
        if (whole.reason() != pieces.reason()) {
            throw new AssertionError("in one piece " + whole + ", in several " + pieces);
        }
        if (whole.reason() == Reason.EXPECTED && !new String(input, StandardCharsets.ISO_8859_1).contains("HTTP/1.")) {
            throw new AssertionError("a success that is not HTTP/1");
        }
    }

    private static Finding read(ByteBuffer response, int length) {
        HttpReader reader = new HttpReader(new HttpJudge(ASK));
        while (response.hasRemaining()) {
            int end = Math.min(response.remaining(), length) + response.position();
            @Nullable Finding verdict = reader.read(response.duplicate().limit(end));
            if (verdict != null) {
                return verdict;
            }
            response.position(end);
        }
        return reader.closed();
    }

    private static HttpAsk ask() {
        try {
            SSLContext tls = SSLContext.getDefault();
            return new HttpAsk(
                    new HttpAsk.Message(null, "GET", "/", List.of(), null),
                    new HttpAsk.Channel(
                            HttpAsk.Security.PLAIN, new HttpAsk.Tls(null, List.of(), tls, tls), false, null),
                    new HttpExpected(
                            status -> status == 200,
                            "200",
                            List.of(),
                            List.of(new HttpExpected.Contains(
                                    "ok", new BytePattern("ok".getBytes(StandardCharsets.US_ASCII)))),
                            1000,
                            true),
                    new HttpAsk.Redirects(0, Set.of()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
