package io.dnsfailover.probes.internal;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLSession;

/** Two buffers of the size of a record, for one thread: they hold nothing whenever nobody is inside {@link TlsLayer}. */
final class TlsScratch {
    private ByteBuffer record = ByteBuffer.allocate(0);
    private ByteBuffer clear = record;

    /** Empty, for one record as it goes over the wire. */
    ByteBuffer record(SSLSession session) {
        if (record.capacity() < session.getPacketBufferSize()) {
            record = ByteBuffer.allocate(session.getPacketBufferSize());
        }
        return record.clear();
    }

    /** Empty, for what is in one record. */
    ByteBuffer clear(SSLSession session) {
        if (clear.capacity() < session.getApplicationBufferSize()) {
            clear = ByteBuffer.allocate(session.getApplicationBufferSize());
        }
        return clear.clear();
    }
}
