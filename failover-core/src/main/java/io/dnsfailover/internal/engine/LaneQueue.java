package io.dnsfailover.internal.engine;

import io.dnsfailover.model.DnsName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a lane has still to do, in order: first reads, and writes, which go together where they are of one zone. */
final class LaneQueue {
    private static final int MAX_LOOKED_AT = 1_000; // for company of one write, however many records wait

    /** A first read, or a record to write. */
    private record Job(@Nullable Runnable read, @Nullable ServerSlot write) {}

    private final Deque<Job> jobs = new ArrayDeque<>();

    void add(Runnable read) {
        jobs.add(new Job(read, null));
    }

    void add(ServerSlot write) {
        jobs.add(new Job(null, write));
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    /** The next job if that is a read; null when it is a write. */
    @Nullable
    Runnable takeRead() {
        Job first = jobs.getFirst();
        if (first.read() != null) {
            jobs.removeFirst();
        }
        return first.read();
    }

    /** The next write, with others of its zone that wait already. */
    List<ServerSlot> takeWrites(int most) {
        List<ServerSlot> taken = new ArrayList<>();
        @Nullable DnsName zone = null;
        Iterator<Job> iterator = jobs.iterator();
        for (int looked = 0; iterator.hasNext() && taken.size() < most && looked < MAX_LOOKED_AT; looked++) {
            ServerSlot slot = iterator.next().write();
            if (slot != null && (zone == null || zone.equals(slot.key.zone()))) {
                zone = slot.key.zone();
                taken.add(slot);
                iterator.remove();
            }
        }
        return taken;
    }
}
