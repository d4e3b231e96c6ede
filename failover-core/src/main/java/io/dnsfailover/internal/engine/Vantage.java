package io.dnsfailover.internal.engine;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.status.LocationStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What one location has shown of itself. Two things come of it, each at the same small cost for every observation, however many
 * endpoints there are:
 *
 * <ul>
 *   <li><b>A failure needs a witness.</b> A failed check counts only when the location reached something in another network in the
 *       meantime. A few checks elsewhere are hurried to find out, so that this costs a real outage no time; and a location that is
 *       cut off counts nothing from the first moment, long before it can tell that everything is gone.
 *   <li><b>Doubt.</b> When so many networks fail together that {@link Doubt} says so, the location abstains until it is well.
 * </ul>
 *
 * <p>On the engine loop only, but for {@link #status}.
 */
final class Vantage {
    private static final long TOGETHER_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long CALM_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long STEADY_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long HURRY_NANOS = Duration.ofMillis(250).toNanos();
    private static final long CONTROL_COUNTS_NANOS =
            ControlChecks.INTERVAL.multipliedBy(3).toNanos();
    private static final int HURRIED = 3;
    private static final int STEPS = 12;

    /** Somebody told of a change of mind. */
    interface Listener {
        void changed(LocationStatus status, Moment since);
    }

    private final Loop loop;
    private final Doubt doubt;
    private final Location location;
    private final Listener listener;
    private final Executor later;
    private final Map<String, Network> networks = new HashMap<>();
    private final List<Network> ring = new ArrayList<>(); // all networks, to take turns
    private final Set<Network> failing = new LinkedHashSet<>(); // the first to fail comes first
    private final List<Network.Member> controls = new ArrayList<>();
    private final Witnesses witnesses = new Witnesses();
    private int answering;
    private int failingTogether;
    private int gone;
    private int turn;
    private long hurriedAtNanos;
    private boolean hurriedEver;
    private Doubt.Cause cause = Doubt.Cause.NONE;
    private @Nullable Moment since;
    private long unwellNanos;
    private long restlessNanos;
    private volatile LocationStatus status;

    Vantage(Loop loop, Doubt doubt, Location location, Listener listener, Executor later) {
        this.loop = loop;
        this.doubt = doubt;
        this.location = location;
        this.listener = listener;
        this.later = later;
        this.status = shown();
    }

    Location location() {
        return location;
    }

    /** The location for readers. Any thread, no lock. */
    LocationStatus status() {
        return status;
    }

    boolean isDoubted() {
        return cause != Doubt.Cause.NONE;
    }

    /**
     * Begins to watch an endpoint; {@code check} is null at a location that is fed. Those that share a check share what stands for it in its
     * network, so that what one check shows is known as a whole before the first of them thinks about it.
     */
    Network.Member watch(Endpoint endpoint, @Nullable LocalCheck check) {
        SharedCheck shared = check == null ? null : check.shared();
        Network.Member known = shared == null ? null : shared.member();
        if (known != null) {
            known.watchers++;
            return known;
        }
        Network network = networks.computeIfAbsent(endpoint.target().network(), name -> {
            Network made = new Network(name);
            made.ringIndex = ring.size();
            ring.add(made);
            return made;
        });
        Network.Member member = network.join(shared);
        if (shared != null) {
            shared.member(member);
        }
        return member;
    }

    /** The same for a control target. */
    Network.Member watchControl(Endpoint endpoint, LocalCheck check) {
        Network.Member member = watch(endpoint, check);
        controls.add(member);
        return member;
    }

    /** Ceases to watch. */
    void leave(Network.Member member) {
        if (--member.watchers > 0) {
            return;
        }
        if (member.check != null) {
            member.check.member(null);
        }
        Network network = member.network;
        boolean empty = network.leave(member);
        settle(network);
        if (empty) {
            networks.remove(network.name);
            Network moved = ring.remove(ring.size() - 1);
            if (moved != network) {
                ring.set(network.ringIndex, moved);
                moved.ringIndex = network.ringIndex;
            }
        }
        status = shown();
    }

    /** Something answered: a check that began at {@code fromNanos}. */
    void passed(Network.Member member, long fromNanos) {
        note(member, Outcome.PASS);
        witnesses.answered(member.network, fromNanos);
        witnesses.credit(loop.nanoTime(), later::execute);
    }

    /**
     * Something did not answer.
     *
     * @param fromNanos from when on something else must have answered; {@code patienceNanos} after now is too late
     * @param credited runs on the loop when a witness is found later
     * @return whether the failure counts already
     */
    boolean failed(Network.Member member, long fromNanos, long patienceNanos, Runnable credited) {
        note(member, Outcome.FAIL);
        if (isDoubted()) {
            return false;
        }
        if (!doubt.needsWitness(networks.size() - gone) || witnesses.answeredOutside(member.network, fromNanos)) {
            return true;
        }
        witnesses.await(member.network, fromNanos, loop.nanoTime() + patienceNanos, credited);
        hurryOthers(member.network);
        return false;
    }

    /** A failure that changes no mind, and so needs no witness; it counts, but for a location in doubt. */
    boolean failedAgain(Network.Member member) {
        note(member, Outcome.FAIL);
        return !isDoubted();
    }

    /** Checks a few things in other networks now: constant work, however much fails. */
    private void hurryOthers(Network network) {
        long now = loop.nanoTime();
        if (hurriedEver && now - hurriedAtNanos < HURRY_NANOS) {
            return;
        }
        hurriedEver = true;
        hurriedAtNanos = now;
        int hurried = 0;
        for (int steps = Math.min(STEPS, ring.size()); steps > 0 && hurried < HURRIED; steps--) {
            turn = (turn + 1) % ring.size();
            Network other = ring.get(turn);
            boolean canTell = other.state == Network.State.ANSWERING || other.state == Network.State.UNSEEN;
            if (other != network && canTell && other.checkOne()) {
                hurried++;
            }
        }
    }

    private void note(Network.Member member, Outcome outcome) {
        member.lastAtNanos = loop.nanoTime();
        if (member.last != outcome) {
            member.network.note(member, outcome);
            settle(member.network);
            status = shown();
        }
        if (!isDoubted()) {
            forgetTheGone();
        }
        judge();
    }

    private void settle(Network network) {
        Network.State before = network.state;
        Network.State after = network.shown();
        if (before == after) {
            return;
        }
        count(network, -1);
        network.state = after;
        if (after == Network.State.FAILING) {
            network.failingSinceNanos = loop.nanoTime();
        }
        network.answeredEver |= after == Network.State.ANSWERING;
        count(network, 1);
    }

    private void count(Network network, int by) {
        switch (network.state) {
            case ANSWERING -> answering += by;
            case GONE -> gone += by;
            case FAILING -> {
                failingTogether += network.answeredEver ? by : 0;
                if (by > 0) {
                    failing.add(network);
                } else {
                    failing.remove(network);
                }
            }
            case UNSEEN -> {}
        }
    }

    /** What has been failing for long, while something else answered, has an outage of its own. */
    private void forgetTheGone() {
        while (!failing.isEmpty()) {
            Network first = failing.iterator().next();
            boolean isLong = loop.nanoTime() - first.failingSinceNanos >= TOGETHER_NANOS;
            if (!isLong || !witnesses.answeredOutside(first, first.failingSinceNanos)) {
                return;
            }
            count(first, -1);
            first.state = Network.State.GONE;
            count(first, 1);
            status = shown();
        }
    }

    private void judge() {
        Doubt.Networks seen = new Doubt.Networks(failingTogether, answering);
        Doubt.Controls always = controls();
        Doubt.Cause found = doubt.judge(seen, always);
        long now = loop.nanoTime();
        if (found != Doubt.Cause.NONE) {
            unwellNanos = now;
            restlessNanos = now;
            if (!isDoubted()) {
                become(found);
            }
        } else if (isDoubted()) {
            restlessNanos = doubt.isCalm(seen, always) ? restlessNanos : now;
            if (now - restlessNanos >= CALM_NANOS || now - unwellNanos >= STEADY_NANOS) {
                become(Doubt.Cause.NONE);
            }
        }
    }

    private void become(Doubt.Cause next) {
        Moment now = loop.now();
        Moment began = since == null ? now : since;
        cause = next;
        since = next == Doubt.Cause.NONE ? null : now;
        witnesses.dropAll();
        status = shown();
        listener.changed(status, began);
    }

    private Doubt.Controls controls() {
        if (controls.isEmpty()) {
            return Doubt.Controls.NONE;
        }
        int fail = 0;
        int pass = 0;
        Set<Network> answered = new LinkedHashSet<>();
        for (Network.Member control : controls) {
            boolean counts = loop.nanoTime() - control.lastAtNanos < CONTROL_COUNTS_NANOS;
            if (counts && control.last == Outcome.FAIL) {
                fail++;
            } else if (counts && control.last == Outcome.PASS) {
                pass++;
                answered.add(control.network);
            }
        }
        return new Doubt.Controls(controls.size(), fail, pass, answered.size());
    }

    private LocationStatus shown() {
        return new LocationStatus(
                location, cause, since, networks.size(), new Doubt.Networks(failingTogether, answering), controls());
    }
}
