package io.dnsfailover.notify.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A socket from which only so much can be read, and that no system property leads through a proxy. */
final class BoundedSocket extends Socket {
    private final AtomicLong left;
    private final long bound;

    BoundedSocket(long bound) {
        super(Proxy.NO_PROXY);
        this.bound = bound;
        this.left = new AtomicLong(bound);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                return counted(super.read(), 1);
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                return counted(count, count);
            }
        };
    }

    /** Passes on what a read returned; octets is what it read, or at most 0 at the end. */
    private int counted(int returned, int octets) throws IOException {
        if (returned >= 0 && left.addAndGet(-octets) < 0) {
            throw new IOException("the server sent more than " + bound + " octets");
        }
        return returned;
    }
}
