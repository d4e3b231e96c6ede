package io.dnsfailover.dns.powerdns;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Octets to and from a server. For one thread; each call ends at the deadline of the exchange. */
interface Pipe {
    /** Takes all that remains in the buffer. */
    void write(ByteBuffer from) throws IOException, InterruptedException;

    /** Adds at least one octet to the buffer; returns -1 at the end. */
    int read(ByteBuffer to) throws IOException, InterruptedException;
}
