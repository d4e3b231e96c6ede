package io.dnsfailover.dns.listen;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Answers a query that came over TCP with several messages, such as a zone transfer (RFC 5936). */
@FunctionalInterface
public interface StreamHandler {
    /**
     * Begins an answer. Called from the listener's TCP thread, which waits meanwhile.
     *
     * @param query the message, from position to limit; valid during the call only
     * @param client where it came from
     * @return the messages of the answer; null when the query is for the listener's other handler
     */
    @Nullable
    MessageStream open(ByteBuffer query, InetSocketAddress client);
}
