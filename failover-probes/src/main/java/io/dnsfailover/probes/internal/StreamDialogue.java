package io.dnsfailover.probes.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSession;

/** What is said over one connection; one for each check. Loop thread only. */
interface StreamDialogue {
    /** The connection stands. */
    void opened(StreamConversation line) throws IOException;

    /** Bytes came, by now in the clear; all of them must be consumed. */
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
}
