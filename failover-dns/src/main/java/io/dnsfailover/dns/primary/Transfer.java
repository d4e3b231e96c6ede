package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.internal.DnsThreads;
import io.dnsfailover.dns.listen.MessageStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One zone transfer: the records of one version of the zone, as many in a message as fit. Used by one thread at a time. */
final class Transfer implements MessageStream {
    /** Long enough that a signature costs little, short enough for many readers at a time. */
    private static final int MESSAGE_OCTETS = 16 * 1024;

    private final PrimaryQuery query;
    private final Iterator<Entry> entries;
    private final long deadline;
    private final Consumer<Boolean> whenOver;
    private @Nullable Entry waiting;
    private boolean complete;

    /**
     * @param entries from the first SOA record to the last
     * @param limitNanos how long it may take
     * @param whenOver told once whether the last message was made
     */
    Transfer(PrimaryQuery query, Iterator<Entry> entries, long limitNanos, Consumer<Boolean> whenOver) {
        this.query = query;
        this.entries = entries;
        this.deadline = DnsThreads.nanoTime() + limitNanos;
        this.whenOver = whenOver;
    }

    @Override
    public int next(ByteBuffer message) {
        if (complete) {
            return END;
        }
        if (DnsThreads.nanoTime() - deadline >= 0) {
            return BROKEN_OFF;
        }
        Reply reply = Reply.to(query, message, 0);
        boolean empty = true;
        while (waiting != null || entries.hasNext()) {
            Entry entry = waiting == null ? entries.next() : waiting;
            waiting = null;
            if (!empty && reply.length() + entry.wire().length > MESSAGE_OCTETS) {
                waiting = entry;
                return reply.finish();
            }
            reply.add(Reply.ANSWERS, entry.wire());
            empty = false;
        }
        complete = true;
        whenOver.accept(true);
        return reply.finish();
    }

    @Override
    public void close() {
        if (!complete) {
            complete = true;
            whenOver.accept(false);
        }
    }
}
