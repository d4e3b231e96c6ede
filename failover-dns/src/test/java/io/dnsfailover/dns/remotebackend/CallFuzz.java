package io.dnsfailover.dns.remotebackend;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.answer.Fixture;
import io.dnsfailover.dns.internal.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What may come over the socket of the remote backend: it is refused as no call, or answered with JSON. */
public final class CallFuzz {
    private static final Answerer ANSWERER = Fixture.answerer(Fixture.directory());
    private static final Calls CALLS = new Calls(ANSWERER);

    private CallFuzz() {}

    /** Takes a line. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        String answer;
        try {
            answer = CALLS.answer(new String(input, StandardCharsets.UTF_8));
        } catch (IOException refused) {
            return;
        }
        if (answer.indexOf('\n') >= 0) {
            throw new AssertionError("two lines: " + answer);
        }
        Json.parse(answer);
        if (ANSWERER.failures() > 0) {
            throw new AssertionError("a fault inside");
        }
    }
}
