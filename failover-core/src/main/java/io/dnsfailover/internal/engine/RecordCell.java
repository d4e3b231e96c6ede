package io.dnsfailover.internal.engine;

import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.Decider;
import io.dnsfailover.decision.Effect;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.Permission;
import io.dnsfailover.decision.RecordState;
import io.dnsfailover.decision.Step;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.policy.Drift;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.StoredState;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One record in the engine: carries what is observed to the decider, and what it decides to the store, then to readers,
 * name servers and notifiers, in this order. All methods but the readers' run on the engine loop.
 */
final class RecordCell implements RecordServers.Owner {
    private final EngineParts parts;
    private final EventLog events;
    private final EndpointChecks checks;
    private final RecordServers servers;
    private FailoverPolicy policy; // engine loop only
    private @Nullable RecordState state; // engine loop only; null until the name servers were read
    private @Nullable StoredState remembered; // engine loop only; null when nothing is, and from then on
    private final LoopTimer wakeUp;
    private int movesBeingStored; // engine loop only
    private boolean removed; // engine loop only
    private final Shown shown = new Shown();

    RecordCell(EngineParts parts, FailoverPolicy policy, @Nullable StoredState stored) {
        this.parts = parts;
        this.wakeUp = new LoopTimer(parts.loop());
        this.policy = policy;
        this.events = new EventLog(parts, policy, () -> state == null ? 0 : state.generation());
        this.checks =
                new EndpointChecks(parts, policy, stored == null ? List.of() : stored.down(), new WhatIsSeen(), events);
        this.servers = new RecordServers(parts.loop(), parts.publishers(), parts.delegations(), this);
    }

    RecordServers servers() {
        return servers;
    }

    /** Hears of what the locations see. */
    private final class WhatIsSeen implements EndpointChecks.Listener {
        @Override
        public void observed(boolean mayChange) {
            RecordState current = state;
            if (current != null && (mayChange || current.verification() != null)) {
                evaluate();
            }
        }

        @Override
        public void cautioned() {
            evaluate(); // what the status shows of an endpoint belongs to one evaluation
        }

        @Override
        public @Nullable Holding holding() {
            return state == null ? null : state.holding();
        }
    }

    @Override
    public RecordSetKey key() {
        return policy.record();
    }

    @Override
    public Drift drift() {
        return policy.drift();
    }

    FailoverPolicy policy() {
        return policy;
    }

    /** What readers see. Any thread, no lock. */
    Shown shown() {
        return shown;
    }

    /** Whether every endpoint was checked once, and the record knows what it holds. */
    boolean isReady() {
        return shown.recordSet() != null && checks.isFirstRoundOver();
    }

    /**
     * Begins to check at once, reads the name servers, and knows then what it holds. Runs {@code progress} when it may have become
     * {@linkplain #isReady ready}.
     */
    void start(@Nullable StoredState stored, long spreadNanos, Runnable progress) {
        remembered = stored;
        checks.start(spreadNanos, progress);
        parts.firstReads().read(this, held -> {
            if (!removed) {
                begin(held, progress);
            }
        });
    }

    private void begin(ServersHeld held, Runnable progress) {
        parts.journal().serversRead(policy.name(), held);
        StoredState stored = remembered;
        remembered = null;
        Moment now = parts.loop().now();
        FirstHolding first = FirstHolding.of(policy, stored, held.served());
        RecordState initial = RecordState.initial(policy, first.holding(), first.generation(), now)
                .askedBefore(parts.asks().last());
        state = stored == null ? initial : Remembered.restored(initial, stored, now);
        storeThenPublish(now, progress);
    }

    /** The present state was decided: store it, then show it, then publish it. */
    private void storeThenPublish(Moment decidedAt, Runnable then) {
        storeThenPublish(decidedAt, List.of(), then);
    }

    /** The same, with the event of the decision. */
    private void storeThenPublish(Moment decidedAt, List<Parcel> event, Runnable then) {
        RecordState decided = known();
        movesBeingStored++;
        parts.store().save(policy.name(), Remembered.of(decided, key(), decidedAt), event, () -> {
            movesBeingStored--;
            if (!removed) {
                RecordSet desired = decided.holding().recordSet(policy);
                shown.publish(desired);
                servers.publish(desired, decided.generation(), decidedAt);
            }
            then.run();
            evaluate();
        });
    }

    /** Looks at everything anew. Does nothing while a decision is being stored: that ends with an evaluation. */
    void evaluate() {
        if (state == null || movesBeingStored > 0 || removed) {
            return;
        }
        Moment now = parts.loop().now();
        Permission permission = parts.brake().permission(policy.name());
        apply(Decider.evaluate(state, checks.sightings(), policy, now, permission), now);
    }

    private void apply(Step step, Moment now) {
        RecordState before = known();
        state = step.state();
        @Nullable FailoverEvent moved = null;
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.AskCheck ask) {
                checks.askFresh(ask.endpointId(), ask.ask());
            } else if (effect instanceof Effect.Move move) {
                parts.journal().decided(policy.name(), move.decision());
                moved = events.decided(move.decision(), now);
            } else {
                events.tell(effect, step.state(), now);
            }
        }
        refreshStatus();
        parts.brake().evaluated(this, step.state().notice(), moved != null);
        if (moved != null) {
            FailoverEvent event = moved;
            parts.tally().decisions.increment();
            storeThenPublish(now, parts.outbox().pack(event), () -> events.log(event));
        } else {
            shown.refresh(SoonestChange.outlook(policy, step.state(), checks.sightings(), now));
            storeIfChanged(before, step.state(), now);
        }
        wakeAt(step.wakeAtNanos());
    }

    private void storeIfChanged(RecordState before, RecordState after, Moment now) {
        StoredState remembered = Remembered.of(after, key(), now);
        if (!remembered.equals(Remembered.of(before, key(), now))) {
            parts.store().save(policy.name(), remembered, List.of(), () -> {});
        }
    }

    private void wakeAt(long nanos) {
        wakeUp.cancel();
        if (nanos != Long.MAX_VALUE) {
            wakeUp.set(nanos - parts.loop().nanoTime(), this::wake);
        }
    }

    /** Looks again because time went by. */
    void wake() {
        parts.journal().woken(policy.name());
        evaluate();
    }

    /**
     * Applies an operator's order, and runs {@code stored} when it will survive a restart.
     *
     * @throws IllegalArgumentException when the endpoint does not exist
     * @throws IllegalStateException when the record is not ready, or there is nothing to return to
     */
    void order(Command command, Runnable stored) {
        if (state == null) {
            throw new IllegalStateException("policy '" + policy.name() + "' does not know yet what its record holds");
        }
        Moment now = parts.loop().now();
        Step step = command.apply(state, policy, now);
        state = step.state();
        step.effects().forEach(effect -> events.tell(effect, step.state(), now));
        parts.store().save(policy.name(), Remembered.of(step.state(), key(), now), List.of(), stored);
        evaluate();
    }

    /** Goes on under a changed policy for the same record. What the record holds moves only by a decision. */
    void change(FailoverPolicy next, long spreadNanos) {
        FailoverPolicy before = policy;
        policy = next;
        events.follow(next);
        checks.change(next, spreadNanos);
        if (state == null) {
            remembered = remembered == null ? null : Remembered.carriedOver(remembered, before, next);
            return;
        }
        Moment now = parts.loop().now();
        RecordState kept = Remembered.carriedOver(state.under(next, now), before, next, now);
        boolean same = FirstHolding.refreshed(kept.holding(), next)
                .recordSet(next)
                .equals(kept.holding().recordSet(before));
        state = same ? kept : kept.moved(FirstHolding.refreshed(kept.holding(), next));
        if (same) {
            evaluate();
        } else {
            storeThenPublish(now, () -> {});
        }
    }

    /** Ends. What is published stays published. */
    void remove() {
        removed = true;
        shown.remove();
        if (state != null) {
            parts.asks().retire(state.lastAsk());
        }
        checks.remove();
        parts.brake().forget(this);
        wakeAt(Long.MAX_VALUE);
        servers.remove();
    }

    /** Takes in what a location that is not probed from here saw. */
    boolean feed(Station station, String endpointId, ProbeResult result, long ask) {
        return checks.feed(station, endpointId, result, ask);
    }

    /** Takes in what a location saw, as a journal tells it. */
    void replay(Station station, Observation seen) {
        if (station.prober() == null) {
            checks.feed(station, seen.endpointId(), seen.result(), seen.ask());
        } else {
            checks.replay(seen);
        }
    }

    @Override
    public void serverIsAhead(String publisher, Published holds, boolean settled) {
        if (state == null || removed || holds.generation() <= state.generation()) {
            return; // another name server was farther ahead, and what this one has to hold by now is on its way
        }
        parts.journal().ahead(policy.name(), publisher, holds, settled);
        String what = "holds " + holds.recordSet() + " of generation " + holds.generation() + " already, newer than "
                + state.generation();
        emit(header -> new FailoverEvent.PublishFailed(header, publisher, PublishEffect.CONFLICT.name(), what, 1));
        Optional<Endpoint> endpoint = FirstHolding.endpointOf(policy, holds.recordSet());
        boolean adopt = !settled && endpoint.isPresent();
        state = adopt
                ? state.adopted(Holding.of(endpoint.get()), holds.generation())
                : state.adopted(state.holding(), holds.generation());
        if (adopt) {
            storeThenPublish(parts.loop().now(), () -> {});
        }
    }

    @Override
    public void serversChanged() {
        shown.refresh(servers.statuses());
    }

    @Override
    public void proofChanged() {
        shown.refresh(servers.proven());
    }

    @Override
    public void emit(Function<FailoverEvent.Header, FailoverEvent> event) {
        events.emit(event, state == null ? 0 : state.generation(), parts.loop().now());
    }

    private RecordState known() {
        RecordState current = state;
        if (current == null) {
            throw new IllegalStateException("the record does not know yet what it holds");
        }
        return current;
    }

    private void refreshStatus() {
        RecordState current = known();
        RecordSet published = shown.recordSet();
        if (published != null) {
            shown.refresh(checks.status(policy, current, published, servers));
        }
    }
}
