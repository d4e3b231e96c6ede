package io.dnsfailover.dns.answer;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Turns one DNS query into one response, in wire format. {@link Answerer} is one; a host puts its own logic before or
 * behind it with a few lines, see {@link Answerer#orElse(QueryHandler)}.
 */
@FunctionalInterface
public interface QueryHandler {
    /** What {@link #handle} returns when there is no response to send. */
    int DROPPED = 0;

    /**
     * Answers a query. Called from the threads of a listener, several at once, each with buffers of its own; whoever
     * blocks here keeps the other clients of that thread waiting.
     *
     * @param query the message, from position to limit; valid during the call only
     * @param client where the query came from
     * @param transport what the query came over
     * @param response takes the response from its position on; its position stands behind the response afterwards
     * @return the length of the response in octets, or {@link #DROPPED}
     */
    int handle(ByteBuffer query, InetSocketAddress client, Transport transport, ByteBuffer response);
}
