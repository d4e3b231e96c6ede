package io.dnsfailover.probes.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSession;

/** What carries a {@link TlsLayer}. Loop only, but for {@link #ended}. */
interface TlsLine {
    /**
     * Runs work on a worker, and then a step on the loop.
     *
     * @param goesOn whether it is not the first
     */
    void elsewhere(boolean goesOn, Runnable work, StreamConversation.ThrowingStep after);

    /** Bytes as they go over the wire. */
    void wire(ByteBuffer bytes) throws IOException;

    /** The handshake is done, and what the server showed is right. */
    void secured(SSLSession session) throws IOException;

    /** Bytes in the clear; all of them are consumed. */
    void clear(ByteBuffer bytes) throws IOException;

    /** The endpoint has said that it says nothing more. */
    void closed();

    /** Whether nothing more is of interest. */
    boolean ended();
}
