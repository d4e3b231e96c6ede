package io.dnsfailover.testkit;

import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.Reason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one endpoint behaves, as a script that a test writes while time stands still. A new instruction takes the place of
 * the one before it and holds for checks that start from then on. An endpoint without instructions is up.
 *
 * <pre>{@code
 * scenario.endpoint("192.0.2.10").goesDown();
 * scenario.endpoint("192.0.2.10").goesDownBetween(Duration.ofMinutes(3), Duration.ofMinutes(9));
 * scenario.endpoint("192.0.2.20").flaps(Outcome.FAIL, Outcome.FAIL, Outcome.PASS);
 * }</pre>
 */
public final class EndpointScript {
    private final SimulatedTime time;
    private final Runnable whenChanged;
    private @Nullable Behaviour behaviour;

    EndpointScript(SimulatedTime time, Runnable whenChanged) {
        this.time = time;
        this.whenChanged = whenChanged;
    }

    /** Passes every check, within 5 ms. */
    public void comesBack() {
        behave(Behaviour.UP);
    }

    /** Refuses every check at once. */
    public void goesDown() {
        failsWith(Reason.REFUSED);
    }

    /** Answers nothing: every check runs into its timeout, as behind a firewall that drops packets. */
    public void goesSilent() {
        behave(Behaviour.always(new Behaviour.Answer.Silence()));
    }

    /**
     * Ends every check for the same reason, within 5 ms: a wrong body is {@link Reason#CONTENT}, a resolver of ours that
     * does not answer {@link Reason#UNRESOLVED}.
     *
     * @param reason why each check ends
     */
    public void failsWith(Reason reason) {
        behave(Behaviour.always(Behaviour.Answer.of(reason, Behaviour.USUAL_LATENCY)));
    }

    /**
     * Passes every check that has the patience.
     *
     * @param latency how long an answer takes; from the timeout of a check on, it fails
     */
    public void answersAfter(Duration latency) {
        behave(Behaviour.always(Behaviour.Answer.of(Reason.EXPECTED, latency)));
    }

    /**
     * Answers in turn, again and again. Each location goes through the whole list for itself.
     *
     * @param outcomes one outcome for each check, at least one
     */
    public void flaps(Outcome... outcomes) {
        if (outcomes.length == 0) {
            throw new IllegalArgumentException("an endpoint flaps through one outcome at least");
        }
        behave(Behaviour.inTurn(List.of(outcomes)));
    }

    /** Gives every check our own trouble instead of an answer: {@link Reason#LOCAL_TROUBLE}. */
    public void isUncheckable() {
        failsWith(Reason.LOCAL_TROUBLE);
    }

    /** Makes the probe throw. */
    public void breaksTheProbe() {
        behave(Behaviour.always(new Behaviour.Answer.Thrown()));
    }

    /** Makes the probe run for ever, past its timeout, which no probe may. */
    public void hangsTheProbe() {
        behave(Behaviour.always(new Behaviour.Answer.Never()));
    }

    /**
     * Goes down for a while, later. Several of them add up.
     *
     * @param from when it goes down, from now
     * @param to when it comes back, from now
     */
    public void goesDownBetween(Duration from, Duration to) {
        if (from.isNegative() || to.compareTo(from) <= 0) {
            throw new IllegalArgumentException("from " + from + " to " + to + " is no time span that lies ahead");
        }
        time.schedule(from, this::goesDown);
        time.schedule(to, this::comesBack);
    }

    /** Forgets all instructions: what is said of the endpoint elsewhere holds, or else it is up. */
    public void behavesAsElsewhere() {
        behaviour = null;
        whenChanged.run();
    }

    @Nullable
    Behaviour behaviour() {
        return behaviour;
    }

    private void behave(Behaviour next) {
        behaviour = next;
        whenChanged.run();
    }
}
