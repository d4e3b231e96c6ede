package io.dnsfailover.simulation.rule;

import io.dnsfailover.health.Damping;
import io.dnsfailover.health.HealthState;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.simulation.world.Witness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one place knows of one endpoint, kept a second time: written from the documentation of the damping, not from its code, so that the two
 * can disagree. An engine may leave a failure uncounted, because the place may itself be what failed; it may not make one up. So there is a
 * small set of states in which it may be, and what the engine shows must be one of them.
 */
final class View {
    private static final int UNKNOWN = 0;
    private static final int WORKS = 1;
    private static final int FAILED = 2;
    private static final int BITS = 10; // thresholds are at most a thousand

    private int[] possible = new int[8];
    private int count;
    private int shown;
    private long shownAt = Long.MIN_VALUE;
    private long newestConclusive = Long.MIN_VALUE;
    private boolean doubted;
    private boolean latestPassed;
    private boolean latestFailed;
    private boolean atOnce;
    private long latestAt = Long.MIN_VALUE;
    private boolean fromLiar;
    private long latestStartedTruly = Long.MIN_VALUE;
    private long failureStartedTruly = Long.MIN_VALUE;
    private long failedByTruly = Long.MIN_VALUE;

    View(boolean failedBefore) {
        shown = state(failedBefore ? FAILED : UNKNOWN, 0, 0);
        only(shown);
    }

    private static int state(int kind, int failures, int passes) {
        return kind << (2 * BITS) | failures << BITS | passes;
    }

    private static int kind(int state) {
        return state >> (2 * BITS);
    }

    private static int failures(int state) {
        return state >> BITS & (1 << BITS) - 1;
    }

    private static int passes(int state) {
        return state & (1 << BITS) - 1;
    }

    private void only(int state) {
        possible[0] = state;
        count = 1;
    }

    private void also(int state) {
        for (int i = 0; i < count; i++) {
            if (possible[i] == state) {
                return;
            }
        }
        if (count == possible.length) {
            possible = Arrays.copyOf(possible, 2 * count);
        }
        possible[count++] = state;
    }

    void sees(Witness.Seen seen, Damping damping, boolean liar) {
        latestPassed = seen.outcome() == Outcome.PASS;
        latestFailed = seen.outcome() == Outcome.FAIL;
        atOnce = latestAt == seen.startedLocally();
        latestAt = seen.startedLocally();
        latestStartedTruly = seen.startedTruly();
        if (seen.outcome() == Outcome.INCONCLUSIVE) {
            return;
        }
        newestConclusive = Math.max(newestConclusive, seen.startedLocally());
        fromLiar = liar;
        int before = count;
        if (latestPassed) {
            int[] from = possible.clone();
            count = 0;
            for (int i = 0; i < before; i++) {
                also(passed(from[i], damping));
            }
        } else {
            failureStartedTruly = seen.startedTruly();
            for (int i = 0; i < before; i++) {
                also(failed(possible[i], damping));
            }
        }
    }

    private static int passed(int state, Damping damping) {
        int passes = passes(state) + 1;
        if (kind(state) == FAILED) {
            return passes >= damping.rise() ? state(WORKS, 0, 0) : state(FAILED, 0, passes);
        }
        boolean forgiven = failures(state) == 0 || passes >= damping.ok();
        return forgiven ? state(WORKS, 0, 0) : state(WORKS, failures(state), passes);
    }

    private static int failed(int state, Damping damping) {
        int failures = failures(state) + 1;
        boolean fails = kind(state) == FAILED || failures >= damping.fall();
        return fails ? state(FAILED, 0, 0) : state(kind(state), failures, 0);
    }

    /** Whether what the engine shows follows from the evidence. */
    boolean isExplainedBy(LocationHealth health) {
        int next = stateOf(health);
        for (int i = 0; i < count; i++) {
            if (possible[i] == next) {
                return atOf(health) <= newestConclusive;
            }
        }
        return false;
    }

    /** Goes on from what the engine shows. */
    void shows(LocationHealth health, Damping damping, boolean inDoubt) {
        int next = stateOf(health);
        doubted = inDoubt;
        if (kind(next) == FAILED && kind(shown) != FAILED) {
            failedByTruly = failureStartedTruly;
        }
        shown = next;
        shownAt = atOf(health);
        only(next);
        if (latestFailed
                && (shownAt != latestAt || atOnce)) { // not counted yet, as it seems: it may be, a little later
            also(failed(next, damping));
        }
    }

    private static int stateOf(LocationHealth health) {
        return state(
                kind(health.health().state()),
                health.health().failures(),
                health.health().passes());
    }

    private static long atOf(LocationHealth health) {
        Observation conclusive = health.latestConclusive();
        return conclusive == null ? Long.MIN_VALUE : conclusive.at().nanos();
    }

    private static int kind(HealthState state) {
        return switch (state) {
            case UNKNOWN -> UNKNOWN;
            case UP, SUSPECT -> WORKS;
            case DOWN, RECOVERING -> FAILED;
        };
    }

    boolean saysUp(long now, long expiry) {
        return kind(shown) == WORKS && isHeard(now, expiry);
    }

    boolean saysDown(long now, long expiry) {
        return kind(shown) == FAILED && isHeard(now, expiry);
    }

    private boolean isHeard(long now, long expiry) {
        return !doubted && shownAt != Long.MIN_VALUE && now - shownAt < expiry;
    }

    boolean isFromLiar() {
        return fromLiar;
    }

    /** When the check began that made it fail, in true time. */
    long failedByTruly() {
        return failedByTruly;
    }

    /** Whether the newest check passed, and was started after something. */
    boolean passedAfter(long truly) {
        return !doubted && latestPassed && latestStartedTruly >= truly;
    }

    @Override
    public String toString() {
        return String.join(" ", names());
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(kind(possible[i]) + "/" + failures(possible[i]) + "/" + passes(possible[i]));
        }
        return names;
    }
}
