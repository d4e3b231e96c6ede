package io.dnsfailover.decision;

import io.dnsfailover.health.HealthState;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What must hold after every step, whatever happened. Counts votes, orders, dwells and moves once more in its own plain way, and
 * trusts nothing that the state says of them.
 */
final class WalkRules {
    private final FailoverPolicy policy;
    private final Set<Target> allowed = new HashSet<>();
    private final Map<String, Verdict> decisive = new HashMap<>();
    private final Map<String, Long> decisiveSince = new HashMap<>();
    private final Map<String, StandingOrder.Kind> forced = new HashMap<>();
    private final Map<String, Long> forcedUntil = new HashMap<>();
    private final Map<String, Long> rejectedUntil = new HashMap<>();
    private final List<Long> moves = new ArrayList<>();
    private boolean held;
    private long heldUntil;
    private boolean failbackOrdered;

    WalkRules(FailoverPolicy policy) {
        this.policy = policy;
        policy.endpoints().forEach(endpoint -> allowed.add(endpoint.target()));
        if (policy.allDown() instanceof AllDown.LastResort resort) {
            allowed.add(resort.target());
        }
    }

    void ordered(Command command, long now) {
        if (command instanceof Command.Force force) {
            forced.remove(force.endpointId());
            if (force.kind() != null) {
                forced.put(force.endpointId(), force.kind());
                forcedUntil.put(
                        force.endpointId(),
                        force.duration() == null
                                ? Long.MAX_VALUE
                                : now + force.duration().toNanos());
            }
        } else if (command instanceof Command.Hold hold) {
            held = true;
            heldUntil = hold.duration() == null
                    ? Long.MAX_VALUE
                    : now + hold.duration().toNanos();
        } else if (command instanceof Command.Release) {
            held = false;
        } else {
            failbackOrdered = true;
        }
    }

    void refused(Command command) {
        require(command instanceof Command.FailBack, "only a failback is refused, not " + command);
    }

    void check(RecordState before, Step step, Map<String, List<LocationHealth>> views, long now) {
        forced.keySet().removeIf(id -> forcedUntil.get(id) <= now);
        rejectedUntil.values().removeIf(until -> until <= now);
        held = held && heldUntil > now;
        views.forEach((id, of) -> note(id, measured(of, now), now));
        RecordState after = step.state();
        List<Target> published = after.holding().published();
        require(!published.isEmpty(), "never nothing");
        require(allowed.containsAll(published), "nothing that is not configured");
        require(step.wakeAtNanos() > now, "wakes in the future");
        int made = 0;
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.CandidateRejected rejected) {
                rejectedUntil.put(rejected.endpointId(), now + policy.interval().toNanos());
                failbackOrdered = false;
            }
            if (effect instanceof Effect.Move move) {
                made++;
                moved(before, move.decision(), views, now);
                require(after.holding().equals(move.decision().to()), "holds what was decided");
                require(after.generation() == move.decision().generation(), "the generation of the decision");
            }
        }
        require(made <= 1, "one move at most in a step");
        require(after.generation() == before.generation() + made, "the generation grows by one for each move");
        require(made == 1 || after.holding().equals(before.holding()), "no move, no change");
        require(after.lastAsk() >= before.lastAsk(), "asks grow");
    }

    /** An evaluation that follows at once finds nothing to do. */
    void checkSettled(Step again, Step step) {
        // Giving up on a primary that is up by the standing vote but failed its fresh check is forgotten at once: it
        // stands there.
        RecordState settled = again.state().noticing(step.state().notice());
        if (!again.effects().isEmpty() || !settled.equals(step.state())) {
            throw new AssertionError("settled, but then " + again + "\n  after " + step);
        }
        require(again.wakeAtNanos() == step.wakeAtNanos(), "wakes at the same time");
    }

    private void note(String id, Verdict verdict, long now) {
        if (verdict != Verdict.UNDECIDED && decisive.put(id, verdict) != verdict) {
            decisiveSince.put(id, now);
        }
    }

    private void moved(RecordState before, Decision decision, Map<String, List<LocationHealth>> views, long now) {
        require(!held, "a held record never moves");
        String active = before.holding() instanceof Holding.Single single ? single.endpointId() : null;
        boolean leave = active == null || effective(active, views, now) == Verdict.DOWN;
        String to = decision.to() instanceof Holding.Single single ? single.endpointId() : null;
        long spent = moves.stream()
                .filter(at -> at > now - policy.moveBudget().window().toNanos())
                .count();
        boolean ordered = failbackOrdered
                || forced.get(active) == StandingOrder.Kind.FORCED_DOWN
                || forced.get(to) == StandingOrder.Kind.FORCED_UP;
        require(ordered || spent < policy.moveBudget().moves(), "within the budget");
        if (decision.cause() == Decision.Cause.ALL_DOWN) {
            gaveUp(leave, decision, views, now);
        } else {
            movedTo(before, active, leave, to, views, now);
        }
        moves.add(now);
        failbackOrdered = false;
    }

    private void gaveUp(boolean leave, Decision decision, Map<String, List<LocationHealth>> views, long now) {
        require(leave, "gives up only what does not work");
        require(!(policy.allDown() instanceof AllDown.KeepLast), "keep-last moves nowhere");
        for (String id : views.keySet()) {
            boolean works = effective(id, views, now) != Verdict.DOWN && !isRejected(id);
            require(!works, "gives up only when nothing works, but " + id);
        }
        require(!decision.to().equals(decision.from()), "moves somewhere else");
    }

    private void movedTo(
            RecordState before,
            String active,
            boolean leave,
            String to,
            Map<String, List<LocationHealth>> views,
            long now) {
        require(to != null && !to.equals(active), "moves to another endpoint");
        require(effective(to, views, now) == Verdict.UP, "moves only to what is up");
        require(!isRejected(to), "not to what was rejected just now");
        require(
                forced.get(to) == StandingOrder.Kind.FORCED_UP || isVerified(before, to, views),
                "verified or forced up");
        List<String> order =
                policy.endpoints().stream().map(endpoint -> endpoint.id()).toList();
        if (!leave) {
            require(order.indexOf(to) < order.indexOf(active), "leaves what works only for something better");
            require(mayReturn(to, now), "returns only as the failback mode says");
        }
        for (String better : order.subList(0, order.indexOf(to))) {
            boolean wanted = effective(better, views, now) == Verdict.UP && !isRejected(better);
            require(!wanted || (!leave && !mayReturn(better, now)), "in the order of preference, but " + better);
        }
    }

    private boolean isRejected(String id) {
        return rejectedUntil.containsKey(id) && forced.get(id) != StandingOrder.Kind.FORCED_UP;
    }

    private boolean isVerified(RecordState before, String to, Map<String, List<LocationHealth>> views) {
        Verification asked = before.verification();
        if (asked == null || !asked.endpointId().equals(to)) {
            return false;
        }
        int passed = domains(views.get(to), view -> answered(view, asked.ask(), Outcome.PASS))
                - both(views.get(to), asked.ask());
        return passed >= needed(views.get(to));
    }

    private static int both(List<LocationHealth> views, long ask) {
        Set<String> passed = domainsOf(views, view -> answered(view, ask, Outcome.PASS));
        passed.retainAll(domainsOf(views, view -> answered(view, ask, Outcome.FAIL)));
        return passed.size();
    }

    private static boolean answered(LocationHealth view, long ask, Outcome outcome) {
        Observation latest = view.latest();
        return latest != null && latest.ask() >= ask && latest.result().outcome() == outcome;
    }

    private boolean mayReturn(String to, long now) {
        if (failbackOrdered || policy.failback() instanceof Failback.Automatic) {
            return true;
        }
        if (policy.failback() instanceof Failback.AfterUpFor after) {
            boolean dwelt = decisive.get(to) == Verdict.UP
                    && now - decisiveSince.get(to) >= after.dwell().toNanos();
            return dwelt || forced.get(to) == StandingOrder.Kind.FORCED_UP;
        }
        return false;
    }

    private Verdict effective(String id, Map<String, List<LocationHealth>> views, long now) {
        if (forced.containsKey(id)) {
            return forced.get(id) == StandingOrder.Kind.FORCED_UP ? Verdict.UP : Verdict.DOWN;
        }
        return measured(views.get(id), now);
    }

    private Verdict measured(List<LocationHealth> views, long now) {
        Set<String> up = domainsOf(views, view -> says(view, now, HealthState.UP, HealthState.SUSPECT));
        Set<String> down = domainsOf(views, view -> says(view, now, HealthState.DOWN, HealthState.RECOVERING));
        Set<String> torn = new TreeSet<>(up);
        torn.retainAll(down);
        if (down.size() - torn.size() >= needed(views)) {
            return Verdict.DOWN;
        }
        return up.size() - torn.size() >= needed(views) ? Verdict.UP : Verdict.UNDECIDED;
    }

    private boolean says(LocationHealth view, long now, HealthState one, HealthState other) {
        Observation latest = view.latestConclusive();
        HealthState state = view.health().state();
        return latest != null
                && now - latest.at().nanos() < policy.voteExpiry().toNanos()
                && (state == one || state == other);
    }

    private int needed(List<LocationHealth> views) {
        return policy.quorum().votesNeeded(domains(views, view -> true));
    }

    private static int domains(List<LocationHealth> views, Predicate<LocationHealth> which) {
        return domainsOf(views, which).size();
    }

    private static Set<String> domainsOf(List<LocationHealth> views, Predicate<LocationHealth> which) {
        Set<String> domains = new TreeSet<>();
        views.stream().filter(which).forEach(view -> domains.add(view.location().failureDomain()));
        return domains;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new AssertionError(rule);
        }
    }
}
