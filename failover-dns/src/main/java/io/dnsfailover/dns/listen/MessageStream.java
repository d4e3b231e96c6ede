package io.dnsfailover.dns.listen;

import java.nio.ByteBuffer;

/**
 * An answer of several messages, made one at a time: the next one when the client has taken the one before. Used from
 * the listener's TCP thread only.
 */
public interface MessageStream extends AutoCloseable {
    /** What {@link #next} returns behind the last message; the connection goes on with the next query. */
    int END = 0;

    /** What {@link #next} returns when the rest will not come; the connection ends. */
    int BROKEN_OFF = -1;

    /**
     * Makes the next message.
     *
     * @param message takes the message from its position on, 65,535 octets at most; its position stands behind it
     *     afterwards
     * @return the length of the message in octets, {@link #END} or {@link #BROKEN_OFF}
     */
    int next(ByteBuffer message);

    /** Called once, when the last message is sent, the client is gone or too slow, or the listener closes. */
    @Override
    void close();
}
