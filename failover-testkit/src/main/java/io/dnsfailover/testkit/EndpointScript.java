package io.dnsfailover.testkit;

import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.Notes;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How one endpoint behaves, as a script that a test writes while time stands still. A new instruction takes the place of
 * the one before it and holds for checks that start from then on. An endpoint without instructions is up.
 *
 * <pre>{@code
 * scenario.endpoint("192.0.2.10").goesDown();
 * scenario.endpoint("192.0.2.10").goesDownBetween(minutes(3), minutes(9));
 * scenario.endpoint("192.0.2.20").flaps(2, 3);
 * scenario.endpoint("192.0.2.30").after(minutes(5), EndpointScript::answersWithWrongContent);
 * }</pre>
 */
public final class EndpointScript {
    private final SimulatedTime time;
    private final String name;
    private final Consumer<String> whenChanged;
    private @Nullable Behaviour behaviour;
    private @Nullable Notes notes;

    EndpointScript(SimulatedTime time, String name, Consumer<String> whenChanged) {
        this.time = time;
        this.name = name;
        this.whenChanged = whenChanged;
    }

    /** Passes every check, within 5 ms. */
    public void comesBack() {
        behave("comes back", Behaviour.UP);
    }

    /** Refuses every check at once. */
    public void goesDown() {
        behave("goes down", answering(Reason.REFUSED));
    }

    /** Answers nothing: every check runs into its timeout, as behind a firewall that drops packets. */
    public void goesSilent() {
        behave("goes silent", Behaviour.always(new Behaviour.Answer.Silence()));
    }

    /**
     * Ends every check for the same reason, within 5 ms: a wrong status is {@link Reason#STATUS}, a resolver of ours that
     * does not answer {@link Reason#UNRESOLVED}.
     *
     * @param reason why each check ends
     */
    public void failsWith(Reason reason) {
        behave("ends every check with " + reason, answering(reason));
    }

    /** Answers every check, but not with what is expected, such as a wrong body: {@link Reason#CONTENT}. */
    public void answersWithWrongContent() {
        behave("answers with wrong content", answering(Reason.CONTENT));
    }

    /**
     * Passes every check that has the patience.
     *
     * @param latency how long an answer takes; from the timeout of a check on, it fails
     */
    public void answersAfter(Duration latency) {
        behave(
                "answers after " + DurationText.of(requireNotNegative(latency)),
                Behaviour.always(Behaviour.Answer.of(Reason.EXPECTED, latency)));
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
        behave("flaps through " + List.of(outcomes), Behaviour.inTurn(List.of(outcomes)));
    }

    /**
     * Fails some of the checks in a row, then passes the rest, again and again: {@code flaps(2, 3)} is FAIL, FAIL, PASS.
     * Each location goes through them for itself.
     *
     * @param failures how many fail, at least one
     * @param of of how many checks; more than fail
     */
    public void flaps(int failures, int of) {
        if (failures < 1 || of <= failures) {
            throw new IllegalArgumentException(
                    failures + " of " + of + " checks is no flapping: at least one fails, and fewer than all");
        }
        List<Outcome> turn = new ArrayList<>(Collections.nCopies(failures, Outcome.FAIL));
        turn.addAll(Collections.nCopies(of - failures, Outcome.PASS));
        behave("fails " + failures + " of " + of + " checks", Behaviour.inTurn(turn));
    }

    /**
     * Loses a share of the checks at random, so that they run into their timeout: a grey endpoint, or a bad line to it. The
     * others see what is said of the endpoint elsewhere. All locations that this script holds for draw from the same numbers.
     *
     * @param share from 0 to 1
     * @param seed the same seed draws the same numbers
     */
    public void losesChecks(double share, long seed) {
        behaveAtRandom("loses", new Behaviour.Answer.Silence(), share, seed);
    }

    /**
     * Gives a share of the checks our own trouble instead of an answer: {@link Reason#LOCAL_TROUBLE}. The others see what is
     * said of the endpoint elsewhere.
     *
     * @param share from 0 to 1
     * @param seed the same seed draws the same numbers
     */
    public void leavesInDoubt(double share, long seed) {
        behaveAtRandom(
                "leaves in doubt", Behaviour.Answer.of(Reason.LOCAL_TROUBLE, Behaviour.USUAL_LATENCY), share, seed);
    }

    /** Gives every check our own trouble instead of an answer: {@link Reason#LOCAL_TROUBLE}. */
    public void isUncheckable() {
        behave("is uncheckable", answering(Reason.LOCAL_TROUBLE));
    }

    /** Makes the probe throw. */
    public void breaksTheProbe() {
        behave("breaks the probe", Behaviour.always(new Behaviour.Answer.Thrown()));
    }

    /** Makes the probe run for ever, past its timeout, which no probe may. */
    public void hangsTheProbe() {
        behave("hangs the probe", Behaviour.always(new Behaviour.Answer.Never()));
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
        after(from, EndpointScript::goesDown);
        after(to, EndpointScript::comesBack);
    }

    /**
     * Gives an instruction later. What was given for the same time is followed in that order.
     *
     * @param delay when, from now
     * @param instruction what it does from then on, such as {@code EndpointScript::goesSilent}
     */
    public void after(Duration delay, Consumer<EndpointScript> instruction) {
        time.schedule(requireNotNegative(delay), () -> instruction.accept(this));
    }

    /** Forgets all instructions: what is said of the endpoint elsewhere holds, or else it is up. */
    public void behavesAsElsewhere() {
        notes = null;
        behave("behaves as elsewhere", null);
    }

    /**
     * Lets every check that passes notice something to warn of, beside what it does.
     *
     * @param warning one line, such as {@code certificate ends in 6 days}
     */
    public void warns(String warning) {
        Notes before = noted();
        note("warns of " + warning, new Notes(warning, before.certificateEnds(), before.contentDigest()));
    }

    /** Ends a warning; whatever else checks notice stays. */
    public void ceasesToWarn() {
        Notes before = noted();
        note("ceases to warn", new Notes(null, before.certificateEnds(), before.contentDigest()));
    }

    /**
     * Lets every check that passes see a certificate.
     *
     * @param end when it ceases to be valid, by the wall clock
     */
    public void showsCertificateUntil(Instant end) {
        note(
                "shows a certificate until " + end,
                plain().withCertificateEnds(end).notes());
    }

    /**
     * Lets every check that passes see this content, by its digest: endpoints of the same content serve the same.
     *
     * @param digest 1 to 128 printable ASCII characters without spaces
     */
    public void servesContent(String digest) {
        note("serves the content " + digest, plain().withContentDigest(digest).notes());
    }

    /** What passing checks notice; null when nothing is said of it here. */
    @Nullable
    Notes notes() {
        return notes;
    }

    private Notes noted() {
        return notes == null ? Notes.NONE : notes;
    }

    private ProbeResult plain() {
        return ProbeResult.of(Reason.EXPECTED, "", Timings.total(Duration.ZERO)).with(noted());
    }

    private void note(String does, Notes next) {
        notes = next;
        whenChanged.accept(name + " " + does);
    }

    @Nullable
    Behaviour behaviour() {
        return behaviour;
    }

    private static Behaviour answering(Reason reason) {
        return Behaviour.always(Behaviour.Answer.of(reason, Behaviour.USUAL_LATENCY));
    }

    private void behaveAtRandom(String does, Behaviour.Answer answer, double share, long seed) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of the checks is from 0 to 1, not " + share);
        }
        behave(does + " a share of " + share + " of the checks", Behaviour.atRandom(answer, share, seed));
    }

    private static Duration requireNotNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(duration + " lies in the past");
        }
        return duration;
    }

    private void behave(String does, @Nullable Behaviour next) {
        behaviour = next;
        whenChanged.accept(name + " " + does);
    }
}
