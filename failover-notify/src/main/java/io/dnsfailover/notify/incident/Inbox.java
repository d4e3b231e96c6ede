package io.dnsfailover.notify.incident;

import io.dnsfailover.notify.route.Allowance;
import io.dnsfailover.notify.route.Recipient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** One recipient: its tokens, and what has been due and found none. Belongs to its judge. */
final class Inbox {
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private static final long DAY = Duration.ofDays(1).toNanos();

    private final Recipient recipient;
    private final Allowance allowance;
    private final Deque<Long> spent = new ArrayDeque<>(); // within the last hour, oldest first
    private final Set<Entry> overdue = new LinkedHashSet<>();
    private Unsaid unsaid = Unsaid.NOTHING;
    private long unsaidUntil = Entry.NEVER;
    private long digestNanos;
    private boolean hadDigest;
    private long wakeNanos = Entry.NEVER;

    Inbox(Recipient recipient, Allowance allowance) {
        this.recipient = recipient;
        this.allowance = allowance;
    }

    /** Who it is, by the list through which it was reached first. */
    Recipient recipient() {
        return recipient;
    }

    Set<Entry> overdue() {
        return overdue;
    }

    void leaveUnsaid(Unsaid more, long nowNanos) {
        unsaidUntil = Math.min(unsaidUntil, nowNanos + DAY);
        unsaid = unsaid.plus(more);
    }

    Unsaid sayAll() {
        Unsaid all = unsaid;
        unsaid = Unsaid.NOTHING;
        unsaidUntil = Entry.NEVER;
        return all;
    }

    /** When what is unsaid has to be said; never when there is nothing. */
    long unsaidUntil() {
        return unsaidUntil;
    }

    long wakeNanos() {
        return wakeNanos;
    }

    void wakeAt(long nanos) {
        wakeNanos = nanos;
    }

    int tokens(long nowNanos) {
        while (!spent.isEmpty() && nowNanos - spent.peekFirst() >= HOUR) {
            spent.removeFirst();
        }
        return allowance.perHour() - spent.size();
    }

    /** The tokens that are not kept for digests. */
    int tokensForOne(long nowNanos) {
        return Math.max(0, tokens(nowNanos) - allowance.keptForDigests());
    }

    void spend(long nowNanos) {
        spent.addLast(nowNanos);
    }

    void digested(long nowNanos) {
        digestNanos = nowNanos;
        hadDigest = true;
    }

    /** The least time between two digests. */
    long digestPauseNanos() {
        return allowance.digest().toNanos();
    }

    /** When a digest may go out: now, or later. */
    long digestFrom(long nowNanos) {
        long paced =
                hadDigest ? Math.max(nowNanos, digestNanos + allowance.digest().toNanos()) : nowNanos;
        boolean empty = tokens(nowNanos) == 0;
        return empty ? Math.max(paced, spent.getFirst() + HOUR) : paced;
    }
}
