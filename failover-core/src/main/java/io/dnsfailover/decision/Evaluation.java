package io.dnsfailover.decision;

import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Moment;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.quorum.Vote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One evaluation of one record: the arguments that stay the same, and the effects so far. */
final class Evaluation {
    private final Sightings seen;
    private final FailoverPolicy policy;
    private final Moment now;
    private final Permission permission;
    private final Map<String, Ballot> ballots = new TreeMap<>();
    private final List<Effect> effects = new ArrayList<>();

    Evaluation(RecordState before, Sightings seen, FailoverPolicy policy, Moment now, Permission permission) {
        this.seen = seen;
        this.policy = policy;
        this.now = now;
        this.permission = permission;
        long expiryNanos = policy.voteExpiry().toNanos();
        before.endpoints().keySet().forEach(id -> ballots.put(id, seen.standing(id, now.nanos(), expiryNanos)));
    }

    Step run(RecordState before) {
        RecordState state = settle(judged(forgetting(before)));
        return new Step(state, effects, WakeUp.at(state, seen, ballots, policy, now));
    }

    /** Drops what is over: overrides, rejections, moves that no longer count. */
    private RecordState forgetting(RecordState state) {
        Map<String, EndpointState> endpoints = new TreeMap<>(state.endpoints());
        endpoints.replaceAll((id, known) -> {
            StandingOrder override = known.override();
            if (override == null || !override.isOver(now)) {
                return known;
            }
            effects.add(new Effect.OverrideChanged(id, override.kind() + " is over, measured " + known.measured()));
            return known.with(null);
        });
        StandingOrder hold = state.hold();
        if (hold != null && hold.isOver(now)) {
            effects.add(new Effect.OverrideChanged("*", "the hold is over"));
            hold = null;
        }
        Map<String, Long> rejected = new HashMap<>(state.rejected());
        rejected.values().removeIf(until -> until <= now.nanos());
        long counts = now.nanos() - policy.moveBudget().window().toNanos();
        return state.withEndpoints(endpoints)
                .withHold(hold)
                .withRejected(rejected)
                .withMoves(state.moves().stream().filter(move -> move > counts).toList());
    }

    /** Notes the verdicts that changed. */
    private RecordState judged(RecordState state) {
        Map<String, EndpointState> endpoints = new TreeMap<>(state.endpoints());
        endpoints.replaceAll((id, known) -> {
            Ballot ballot = ballot(id);
            Verdict verdict = policy.quorum().decide(ballot);
            if (verdict == Verdict.UNDECIDED || verdict == known.measured()) {
                return known;
            }
            effects.add(new Effect.VerdictChanged(id, known.measured(), verdict, ballot));
            return known.judged(verdict, now);
        });
        return state.withEndpoints(endpoints);
    }

    /** Follows the plan as far as it goes now. Each further round has one more endpoint rejected. */
    private RecordState settle(RecordState before) {
        RecordState state = before;
        while (true) {
            Plan plan = Plan.of(state, verdicts(state), policy, now);
            if (plan instanceof Plan.Stay) {
                return withoutOrder(state).verifying(null).noticing(RecordState.Notice.NONE);
            }
            if (plan instanceof Plan.StayDown) {
                return withheld(withoutOrder(state), RecordState.Notice.ALL_DOWN);
            }
            if (state.hold() != null) {
                return withheld(state, RecordState.Notice.HELD);
            }
            if (isBudgetSpent(state) && !isOrdered(state, plan)) {
                return withheld(state, RecordState.Notice.BUDGET_SPENT);
            }
            if (permission == Permission.BRAKED && !isOrdered(state, plan)) {
                return withheld(state, RecordState.Notice.BRAKED);
            }
            if (plan instanceof Plan.GiveUp give) {
                return moved(state, give.holding(), Decision.Cause.ALL_DOWN, null);
            }
            Plan.MoveTo move = (Plan.MoveTo) plan;
            RecordState next = verified(state, move);
            if (next != null) {
                return next;
            }
            state = rejected(state, move.endpoint());
        }
    }

    /** An order to return that cannot be followed now is over: it must not move the record days later. */
    private RecordState withoutOrder(RecordState state) {
        if (!state.failbackOrdered()) {
            return state;
        }
        effects.add(new Effect.OverrideChanged("*", "the failback is off: nothing preferred is up"));
        return state.withFailbackOrdered(false);
    }

    private boolean isBudgetSpent(RecordState state) {
        return state.moves().size() >= policy.moveBudget().moves();
    }

    /** Whether an operator asked for this very move, so that neither budget nor brake holds it back. */
    private boolean isOrdered(RecordState state, Plan plan) {
        boolean forcedOut = state.holding()
                .endpoint(policy)
                .filter(e -> state.endpoint(e.id()).isForced(StandingOrder.Kind.FORCED_DOWN))
                .isPresent();
        if (!(plan instanceof Plan.MoveTo move)) {
            return forcedOut;
        }
        boolean forcedIn = state.endpoint(move.endpoint().id()).isForced(StandingOrder.Kind.FORCED_UP);
        boolean orderedBack = state.failbackOrdered() && !move.leaving();
        return forcedOut || forcedIn || orderedBack;
    }

    /**
     * Asks for a fresh check of the endpoint, waits for it, or moves when it passed.
     *
     * @return the next state; null when the check failed
     */
    private @Nullable RecordState verified(RecordState state, Plan.MoveTo move) {
        String id = move.endpoint().id();
        if (state.endpoint(id).isForced(StandingOrder.Kind.FORCED_UP)) {
            return moved(state, Holding.of(move.endpoint()), move.cause(), null);
        }
        Verification asked = state.verification();
        if (asked == null || !asked.endpointId().equals(id) || asked.leaving() != move.leaving()) {
            return asking(state, move);
        }
        Ballot fresh = seen.fresh(id, asked.ask());
        int needed = policy.quorum().votesNeeded(fresh.domains());
        boolean inTime = now.nanos() < asked.deadlineNanos();
        if (fresh.count(Vote.UP) < needed) {
            return inTime && isPossible(fresh, needed) ? state : null;
        }
        Endpoint left = SecondLook.at(state, move, policy);
        if (left != null) {
            Ballot again = seen.fresh(left.id(), asked.ask());
            if (inTime && isPossible(again, needed)) {
                return state;
            }
            if (again.count(Vote.UP) >= needed) {
                return asking(state, move);
            }
        }
        return moved(state, Holding.of(move.endpoint()), move.cause(), fresh);
    }

    private static boolean isPossible(Ballot fresh, int needed) {
        return fresh.count(Vote.UP) + fresh.count(Vote.SILENT) >= needed;
    }

    private RecordState asking(RecordState state, Plan.MoveTo move) {
        String id = move.endpoint().id();
        long ask = state.lastAsk() + 1;
        long patienceNanos =
                policy.timeout().multipliedBy(2).plus(policy.confirmAfter()).toNanos();
        effects.add(new Effect.AskCheck(id, ask));
        Endpoint left = SecondLook.at(state, move, policy);
        if (left != null) {
            effects.add(new Effect.AskCheck(left.id(), ask));
        }
        // Neither held nor out of budget nor braked any more; that no endpoint works is true until this one has passed.
        RecordState.Notice notice =
                state.notice() == RecordState.Notice.ALL_DOWN ? RecordState.Notice.ALL_DOWN : RecordState.Notice.NONE;
        return state.noticing(notice)
                .verifying(new Verification(id, move.leaving(), ask, now, now.nanos() + patienceNanos));
    }

    private RecordState rejected(RecordState state, Endpoint endpoint) {
        Verification asked = Objects.requireNonNull(state.verification());
        Ballot fresh = seen.fresh(asked.endpointId(), asked.ask());
        String why = "failed its fresh check: " + fresh;
        effects.add(new Effect.CandidateRejected(endpoint.id(), fresh, why));
        Map<String, Long> rejected = new HashMap<>(state.rejected());
        rejected.put(endpoint.id(), now.nanos() + policy.interval().toNanos());
        return state.withRejected(rejected).verifying(null).withFailbackOrdered(false);
    }

    private RecordState withheld(RecordState state, RecordState.Notice notice) {
        if (state.notice() != notice) {
            effects.add(new Effect.MoveWithheld(notice));
        }
        return state.verifying(null).noticing(notice);
    }

    private RecordState moved(RecordState state, Holding to, Decision.Cause cause, @Nullable Ballot fresh) {
        Decision decision =
                new Decision(state.generation() + 1, cause, state.holding(), to, evidence(state, to, fresh), now);
        effects.add(new Effect.Move(decision));
        List<Long> moves = new ArrayList<>(state.moves());
        moves.add(now.nanos());
        RecordState.Notice notice =
                cause == Decision.Cause.ALL_DOWN ? RecordState.Notice.ALL_DOWN : RecordState.Notice.NONE;
        return state.moved(to).withMoves(moves).noticing(notice);
    }

    private Evidence evidence(RecordState state, Holding to, @Nullable Ballot fresh) {
        Map<String, StandingOrder> overrides = new HashMap<>();
        List<Rejection> rejected = new ArrayList<>();
        boolean passedChosen = false;
        for (Endpoint endpoint : policy.endpoints()) {
            EndpointState known = state.endpoint(endpoint.id());
            if (known.override() != null) {
                overrides.put(endpoint.id(), known.override());
            }
            passedChosen =
                    passedChosen || to.endpoint(policy).filter(endpoint::equals).isPresent();
            if (!passedChosen) {
                rejected.add(new Rejection(endpoint.id(), whyNot(state, endpoint.id())));
            }
        }
        Endpoint left = state.holding().endpoint(policy).orElse(policy.primary());
        Endpoint judged = verdicts(state).get(left.id()) == Verdict.DOWN
                ? left
                : to.endpoint(policy).orElse(left);
        return new Evidence(
                ballots,
                fresh,
                seen.byEndpoint(),
                new TreeSet<>(seen.doubted()),
                overrides,
                rejected,
                troubleBegan(judged.id()),
                state.endpoint(judged.id()).since(),
                fresh == null
                        ? null
                        : Objects.requireNonNull(state.verification()).started());
    }

    private String whyNot(RecordState state, String endpointId) {
        if (state.rejected().containsKey(endpointId)) {
            return "failed its fresh check";
        }
        EndpointState known = state.endpoint(endpointId);
        return known.override() != null
                ? known.override().toString()
                : ballot(endpointId).toString();
    }

    private @Nullable Moment troubleBegan(String endpointId) {
        Moment first = null;
        for (LocationHealth view : seen.of(endpointId)) {
            Moment began = view.troubleSince();
            if (began != null && (first == null || began.nanos() < first.nanos())) {
                first = began;
            }
        }
        return first;
    }

    private Map<String, Verdict> verdicts(RecordState state) {
        Map<String, Verdict> verdicts = new TreeMap<>();
        state.endpoints()
                .forEach((id, known) ->
                        verdicts.put(id, known.effective(policy.quorum().decide(ballot(id)))));
        return verdicts;
    }

    private Ballot ballot(String endpointId) {
        return Objects.requireNonNull(ballots.get(endpointId));
    }
}
