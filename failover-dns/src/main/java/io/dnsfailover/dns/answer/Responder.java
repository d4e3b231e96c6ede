package io.dnsfailover.dns.answer;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.spi.RecordDirectory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From one message to the other: reads, looks up, resolves, writes; and keeps the index of names up to date. */
final class Responder {
    private static final Logger LOG = LoggerFactory.getLogger(Answerer.class);

    private final RecordDirectory directory;
    private final List<ZoneInfo> zones;
    private final Remarks remarks;
    private final Resolver resolver;
    private final AtomicBoolean rebuilding = new AtomicBoolean();
    private final AtomicLong failures = new AtomicLong();
    /** Written by the one thread that holds {@link #rebuilding}. */
    private volatile NameIndex index;

    Responder(RecordDirectory directory, List<ZoneInfo> zones, Remarks remarks, Resolver resolver) {
        this.directory = directory;
        this.zones = zones;
        this.remarks = remarks;
        this.resolver = resolver;
        this.index = NameIndex.of(directory.keys(), zones, remarks);
    }

    long failures() {
        return failures.get();
    }

    Set<DnsName> zones() {
        return names().zones();
    }

    boolean exists(DnsName name) {
        return names().holds(name);
    }

    /**
     * Answers a query.
     *
     * <p>Catches any Throwable: a StackOverflowError of a query that came in deep inside the host, an OutOfMemoryError or a
     * fault of the directory must end neither the host's thread nor the service.
     *
     * @param onlyOurs whether to leave alone what is not ours, instead of refusing it
     * @return a length, or one of the two constants
     */
    int answer(ByteBuffer query, Transport transport, ByteBuffer response, boolean onlyOurs) {
        int start = response.position();
        try {
            return process(query, transport, response, onlyOurs);
        } catch (Throwable fault) {
            try {
                response.position(start);
                int length = onlyOurs ? Answerer.NOT_OURS : serverFailure(query, response);
                count(fault);
                return length;
            } catch (Throwable again) {
                return onlyOurs ? Answerer.NOT_OURS : QueryHandler.DROPPED;
            }
        }
    }

    private void count(Throwable fault) {
        long count = failures.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            LOG.warn("{} queries met a fault while they were answered; the last one", count, fault);
        }
    }

    private int process(ByteBuffer message, Transport transport, ByteBuffer out, boolean onlyOurs) {
        Query query = Query.read(message);
        if (query.rcode == Query.SILENCE) {
            return onlyOurs ? Answerer.NOT_OURS : QueryHandler.DROPPED;
        }
        NameIndex names = names();
        Node closest = null;
        if (query.hasQuestion && query.questionClass == Wire.CLASS_IN) {
            Node found = names.closest(message, query.nameAt(), query.nameLength, query.labels);
            closest = found != null && resolver.isOurs(found, query.nameLength, query.type) ? found : null;
        }
        if (closest == null && onlyOurs) {
            return Answerer.NOT_OURS;
        }
        Response response = Response.to(query, message, transport, out);
        if (response == null) {
            return QueryHandler.DROPPED;
        }
        if (query.rcode != Wire.NOERROR) {
            return response.finish(query.rcode);
        }
        return response.finish(closest == null ? Wire.REFUSED : resolver.resolve(names, closest, query, response));
    }

    private NameIndex names() {
        NameIndex present = index;
        if (!present.isOutdated(directory) || !rebuilding.compareAndSet(false, true)) {
            return present;
        }
        try {
            if (index.isOutdated(directory)) {
                NameIndex fresh = NameIndex.of(directory.keys(), zones, remarks);
                resolver.countChange();
                index = fresh;
            }
            return index;
        } finally {
            rebuilding.set(false);
        }
    }

    private static int serverFailure(ByteBuffer message, ByteBuffer out) {
        if (message.remaining() < Wire.HEADER || out.remaining() < Wire.HEADER) {
            return QueryHandler.DROPPED;
        }
        int flags = Wire.u16(message, message.position() + 2);
        if ((flags & Wire.FLAG_QR) != 0) {
            return QueryHandler.DROPPED;
        }
        int start = out.position();
        Wire.putU16(out, start, Wire.u16(message, message.position()));
        Wire.putU16(out, start + 2, Wire.FLAG_QR | (flags & (Wire.OPCODE_MASK | Wire.FLAG_RD)) | Wire.SERVFAIL);
        Wire.putU32(out, start + 4, 0);
        Wire.putU32(out, start + 8, 0);
        out.position(start + Wire.HEADER);
        return Wire.HEADER;
    }
}
