package io.dnsfailover.probes.internal;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How fast checks may follow one another: to one address, and altogether. What a second allows may come at once; after that
 * each has its turn (the generic cell rate algorithm: one time is kept for each address that is not idle). Loop only.
 */
final class Pace {
    /** What {@link #reserve} says when the turn would come too late; nothing is reserved then. */
    static final long TOO_LATE = -1;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ProbeLimits limits;
    private final long targetStep;
    private final long totalStep;
    private final Map<InetAddress, Turns> busy = new HashMap<>();
    private long allBusyUntil;

    /** The turns of one address that are given away. */
    private static final class Turns {
        private long until;

        Turns(long now) {
            until = now;
        }
    }

    /** All idle at {@code now}. */
    Pace(ProbeLimits limits, long now) {
        this.limits = limits;
        this.targetStep = SECOND / limits.perTarget();
        this.totalStep = SECOND / limits.perSecond();
        this.allBusyUntil = now;
    }

    ProbeLimits limits() {
        return limits;
    }

    /**
     * Reserves the next turn.
     *
     * @param to the address that is checked
     * @param now by the monotonic clock
     * @param patience how long it may wait, in nanoseconds
     * @return how long it has to wait, in nanoseconds, mostly 0; or {@link #TOO_LATE}
     */
    long reserve(InetAddress to, long now, long patience) {
        Turns turns = busy.get(to);
        long until = turns == null || turns.until - now < 0 ? now : turns.until;
        long allBusy = allBusyUntil - now < 0 ? now : allBusyUntil;
        long wait = Math.max(0, Math.max(until - now - SECOND + targetStep, allBusy - now - SECOND + totalStep));
        if (wait > 0 && wait > patience) {
            return TOO_LATE;
        }
        if (turns == null) {
            turns = new Turns(now);
            busy.put(to, turns);
        }
        turns.until = until + targetStep;
        allBusyUntil = allBusy + totalStep;
        return wait;
    }

    /** Forgets the addresses that are idle. */
    void forgetIdle(long now) {
        busy.values().removeIf(turns -> turns.until - now <= 0);
    }

    /** How many addresses are remembered. */
    int remembered() {
        return busy.size();
    }
}
