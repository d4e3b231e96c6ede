package io.dnsfailover.simulation.rule;

import io.dnsfailover.health.Damping;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.simulation.world.Witness;

/**
 * What one place knows of one endpoint, kept a second time: written from the documentation of the damping, not from its code, so that the two
 * can disagree.
 */
final class View {
    private enum State {
        UNKNOWN,
        WORKS,
        FAILED
    }

    private State state = State.UNKNOWN;
    private int failures;
    private int passes;
    private boolean judged;
    private long judgedAt;
    private boolean latestPassed;
    private long latestStartedTruly = Long.MIN_VALUE;
    private boolean fromLiar;

    static View ofFailed() {
        View view = new View();
        view.state = State.FAILED;
        return view;
    }

    void sees(Witness.Seen seen, Damping damping, boolean liar) {
        latestPassed = seen.outcome() == Outcome.PASS;
        latestStartedTruly = seen.startedTruly();
        if (seen.outcome() == Outcome.INCONCLUSIVE) {
            return;
        }
        judged = true;
        judgedAt = seen.startedLocally();
        fromLiar = liar;
        if (latestPassed) {
            passed(damping);
        } else {
            failed(damping);
        }
    }

    private void passed(Damping damping) {
        if (state == State.FAILED) {
            becomeIf(++passes >= damping.rise(), State.WORKS);
        } else if (failures > 0) {
            state = State.WORKS; // suspected until enough passes in a row forgive
            becomeIf(++passes >= damping.ok(), State.WORKS);
        } else {
            state = State.WORKS;
        }
    }

    private void failed(Damping damping) {
        passes = 0;
        if (state != State.FAILED) {
            becomeIf(++failures >= damping.fall(), State.FAILED);
        }
    }

    private void becomeIf(boolean settled, State next) {
        if (settled) {
            state = next;
            failures = 0;
            passes = 0;
        }
    }

    boolean saysUp(long now, long expiry) {
        return state == State.WORKS && isYoung(now, expiry);
    }

    boolean saysDown(long now, long expiry) {
        return state == State.FAILED && isYoung(now, expiry);
    }

    private boolean isYoung(long now, long expiry) {
        return judged && now - judgedAt < expiry;
    }

    boolean isFromLiar() {
        return fromLiar;
    }

    /** Whether the newest check passed, and was started after something. */
    boolean passedAfter(long truly) {
        return latestPassed && latestStartedTruly >= truly;
    }
}
