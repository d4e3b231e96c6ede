package io.dnsfailover.notify.incident;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is due when: news of one incident for one recipient, or the next digest of a recipient. Belongs to its judge. */
final class Agenda {
    private final PriorityQueue<Item> items =
            new PriorityQueue<>(Comparator.comparingLong(Item::nanos).thenComparingLong(Item::number));
    private long number;

    /** An item is void when its entry, or its inbox, has another time by now. */
    private record Item(long nanos, long number, @Nullable Entry entry, Inbox inbox) {
        boolean isVoid() {
            return nanos != (entry == null ? inbox.wakeNanos() : entry.dueNanos());
        }
    }

    /** An item that fell due. */
    record Due(@Nullable Entry entry, Inbox inbox) {}

    void put(Entry entry, long nanos) {
        entry.dueAt(nanos);
        if (nanos != Entry.NEVER) {
            items.add(new Item(nanos, number++, entry, entry.inbox()));
        }
    }

    void wake(Inbox inbox, long nanos) {
        if (nanos != inbox.wakeNanos()) {
            inbox.wakeAt(nanos);
            items.add(new Item(nanos, number++, null, inbox));
        }
    }

    /** The next that is due by now; null when nothing is. Its time is taken away from it. */
    @Nullable
    Due poll(long nowNanos) {
        dropVoid();
        Item first = items.peek();
        if (first == null || first.nanos() > nowNanos) {
            return null;
        }
        items.remove();
        if (first.entry() != null) {
            first.entry().dueAt(Entry.NEVER);
        } else {
            first.inbox().wakeAt(Entry.NEVER);
        }
        return new Due(first.entry(), first.inbox());
    }

    /** When something is due next; {@link Entry#NEVER} when nothing is. */
    long next() {
        dropVoid();
        Item first = items.peek();
        return first == null ? Entry.NEVER : first.nanos();
    }

    private void dropVoid() {
        while (!items.isEmpty() && items.peek().isVoid()) {
            items.remove();
        }
    }
}
