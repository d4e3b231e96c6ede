package io.dnsfailover.dns.answer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;

/**
 * What a stranger may send to the answerer. Whatever it is: no exception, no fault inside, and either silence or a response that
 * dnsjava can read, with the id of the query, no longer than what the transport takes.
 */
public final class QueryFuzz {
    private static final int HEADER = 12;
    private static final Answerer ALL = Fixture.answerer(Fixture.directory());
    private static final Answerer RECORDS =
            Answerer.over(Fixture.directory()).scope(Scope.RECORDS).build();

    private QueryFuzz() {}

    /** Takes one input: the first octet chooses the transport and who is asked, the rest is the message. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] query = Arrays.copyOfRange(input, 1, input.length);
        Transport transport = (input[0] & 1) == 0 ? Transport.UDP : Transport.TCP;
        Answerer answerer = (input[0] & 2) == 0 ? ALL : RECORDS;
        byte @Nullable [] response = (input[0] & 4) == 0
                ? answerer.answer(query, transport)
                : answerer.answerIfOurs(query, transport).orElse(null);
        check(answerer.failures() == 0, "a fault inside");
        boolean mayBeAnswered = query.length >= HEADER && query[2] >= 0;
        check(response == null || mayBeAnswered, "an answer to what is no query");
        if (response != null) {
            check(response[0] == query[0] && response[1] == query[1], "another id");
            check(response[2] < 0, "not marked as a response");
            check(transport == Transport.TCP || response.length <= Response.MAX_DATAGRAM, "too long for a datagram");
            new Message(response);
        }
        intoSmallBuffer(query, transport, answerer);
    }

    /** A buffer that is too small for the answer must neither be overrun nor make it fail. */
    private static void intoSmallBuffer(byte[] query, Transport transport, Answerer answerer) {
        ByteBuffer small = ByteBuffer.allocate(query.length);
        int length = answerer.answer(ByteBuffer.wrap(query), transport, small);
        check(length == small.position(), "says another length than it wrote");
        check(answerer.failures() == 0, "a fault with a small buffer");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
