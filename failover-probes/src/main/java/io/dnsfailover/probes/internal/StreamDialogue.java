package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSession;

/** What is said over one connection; one for each check. Loop thread only. */
interface StreamDialogue {
    /** The most that is read from most endpoints, the handshake included. */
    int MAX_RECEIVED_BYTES = 256 * 1024;

    /** The connection stands. */
    void opened(StreamConversation line) throws IOException;

    /** Bytes came, by now in the clear; what is not consumed is of no interest. */
    void received(StreamConversation line, ByteBuffer bytes) throws IOException;

    /** The handshake that was asked for has succeeded. */
    default void secured(StreamConversation line, SSLSession session) throws IOException {
        throw new IllegalStateException("nobody asked for TLS");
    }

    /** What it means that the endpoint closed the connection. */
    Finding closed();

    /**
     * What it means that the deadline came while the connection stood.
     *
     * @param patience how long was waited, for people
     */
    Finding late(String patience);

    /** The same, during a handshake. */
    default Finding lateHandshake(String patience) {
        return Finding.of(Reason.TLS_FAILED, "no handshake within " + patience);
    }

    /** How many bytes the endpoint may send, as they go over the wire. */
    default int maxReceived() {
        return MAX_RECEIVED_BYTES;
    }
}
