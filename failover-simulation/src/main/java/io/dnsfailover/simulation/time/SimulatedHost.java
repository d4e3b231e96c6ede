package io.dnsfailover.simulation.time;

import java.time.Instant;

/**
 * The clocks of one machine. The monotonic clock drifts, and stands still while the machine is suspended; the wall clock drifts with it,
 * goes on during a suspension, and can be stepped.
 */
public final class SimulatedHost {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MILLION = 1_000_000;

    private final Timeline timeline;
    private final long originNanos;
    private final int driftPpm;
    private long wallOffsetNanos;
    private long asleepNanos;
    private long asleepSince;
    private int sleeps;
    private int steps;

    /**
     * A machine whose clocks run.
     *
     * @param timeline the true time
     * @param originNanos what its monotonic clock shows at the true time zero
     * @param driftPpm how much faster its clocks run, in millionths; negative for slower
     * @param skewNanos how far its wall clock is ahead at the true time zero
     */
    public SimulatedHost(Timeline timeline, long originNanos, int driftPpm, long skewNanos) {
        this.timeline = timeline;
        this.originNanos = originNanos;
        this.driftPpm = driftPpm;
        this.wallOffsetNanos = skewNanos;
    }

    /** What the monotonic clock shows now. */
    public long monotonicNanos() {
        return originNanos + driven((sleeps > 0 ? asleepSince : timeline.nowNanos()) - asleepNanos);
    }

    /** What the wall clock shows now. */
    public Instant wall() {
        return EPOCH.plusNanos(driven(timeline.nowNanos()) + wallOffsetNanos);
    }

    /** Sets the wall clock forward or, with a negative number, back. */
    public void stepWallClock(long nanos) {
        wallOffsetNanos += nanos;
        steps++;
    }

    /** How often the wall clock leapt against the monotonic one. */
    public int steps() {
        return steps;
    }

    /** The machine is suspended. */
    public void suspend() {
        if (sleeps++ == 0) {
            asleepSince = timeline.nowNanos();
        }
    }

    /** The machine goes on, once it was told so as often as it was suspended. The wall clock leaps, the monotonic one does not know. */
    public void resume() {
        if (--sleeps == 0) {
            asleepNanos += timeline.nowNanos() - asleepSince;
            steps++;
        }
    }

    /** Whether it is suspended. */
    public boolean isAsleep() {
        return sleeps > 0;
    }

    /** The true time at which the monotonic clock will show something, if the machine is not suspended until then. */
    long trueNanosAt(long monotonicNanos) {
        long ahead = monotonicNanos - monotonicNanos();
        if (driftPpm == 0 || ahead <= 0) {
            return timeline.nowNanos() + ahead;
        }
        long seconds = ahead / MILLION * driftPpm;
        return timeline.nowNanos() + ahead - seconds * MILLION / (MILLION + driftPpm) + 2;
    }

    private long driven(long nanos) {
        return nanos + nanos / MILLION * driftPpm;
    }
}
