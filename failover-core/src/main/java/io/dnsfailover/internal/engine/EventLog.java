package io.dnsfailover.internal.engine;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Effect;
import io.dnsfailover.decision.RecordState;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.health.Warning;
import io.dnsfailover.model.Moment;
import io.dnsfailover.policy.FailoverPolicy;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what happens to one record: one line in the log and one parcel for each notifier, with the same event id. The
 * log's name is {@code io.dnsfailover.events}. On the engine loop only.
 */
final class EventLog implements Cautions.Listener {
    private static final Logger LOG = LoggerFactory.getLogger("io.dnsfailover.events");

    private final EngineParts parts;
    private final LongSupplier generation;
    private FailoverPolicy policy;

    EventLog(EngineParts parts, FailoverPolicy policy, LongSupplier generation) {
        this.parts = parts;
        this.policy = policy;
        this.generation = generation;
    }

    void follow(FailoverPolicy changed) {
        policy = changed;
    }

    /** The event of a decision; it is told when it is stored with the decision. */
    FailoverEvent decided(Decision decision, Moment at) {
        FailoverEvent.Header header = header("#" + decision.generation(), at);
        return switch (decision.cause()) {
            case FAILOVER -> new FailoverEvent.FailedOver(header, decision);
            case FAILBACK -> new FailoverEvent.FailedBack(header, decision);
            case ALL_DOWN -> new FailoverEvent.GaveUp(header, decision);
        };
    }

    /** Tells what an effect says that moves nothing; an effect that only asks for something says nothing. */
    void tell(Effect effect, RecordState state, Moment at) {
        if (effect instanceof Effect.VerdictChanged changed) {
            emit(
                    header -> new FailoverEvent.VerdictReached(
                            header, changed.endpointId(), changed.from(), changed.to(), changed.ballot()),
                    state.generation(),
                    at);
        } else if (effect instanceof Effect.CandidateRejected rejected) {
            emit(
                    header -> new FailoverEvent.CandidateRejected(header, rejected.endpointId(), rejected.why()),
                    state.generation(),
                    at);
        } else if (effect instanceof Effect.MoveWithheld withheld) {
            String holding = state.holding().toString();
            emit(header -> new FailoverEvent.MoveWithheld(header, withheld.notice(), holding), state.generation(), at);
        } else if (effect instanceof Effect.OverrideChanged changed) {
            emit(
                    header -> new FailoverEvent.OverrideChanged(header, changed.endpointId(), changed.description()),
                    state.generation(),
                    at);
        }
    }

    @Override
    public void raised(String endpointId, Warning warning) {
        emit(
                header -> new FailoverEvent.WarningRaised(header, endpointId, warning),
                generation.getAsLong(),
                parts.loop().now());
    }

    @Override
    public void cleared(String endpointId, Warning warning, Duration lasted) {
        emit(
                header -> new FailoverEvent.WarningCleared(header, endpointId, warning, lasted),
                generation.getAsLong(),
                parts.loop().now());
    }

    void emit(Function<FailoverEvent.Header, FailoverEvent> event, long generation, Moment at) {
        long number = parts.outbox().nextEventNumber();
        FailoverEvent made = event.apply(header("#" + generation + "." + parts.runId() + "." + number, at));
        log(made);
        parts.outbox().tell(made);
    }

    private FailoverEvent.Header header(String suffix, Moment at) {
        return new FailoverEvent.Header(policy.name() + suffix, policy.name(), policy.record(), at);
    }

    /** The line in the log, and what the journal has of it. */
    void log(FailoverEvent event) {
        String line = "[{}] {}: {}";
        FailoverEvent.Header header = event.header();
        boolean trouble = event instanceof FailoverEvent.PublishFailed
                || event instanceof FailoverEvent.MoveWithheld
                || event instanceof FailoverEvent.WarningRaised
                || event instanceof ServerEvent.DriftFound
                || event instanceof ServerEvent.ServersDiverged
                || event instanceof ProofEvent.AnswerNotVisible;
        if (trouble) {
            LOG.warn(line, header.id(), header.subject(), event.describe());
        } else {
            LOG.info(line, header.id(), header.subject(), event.describe());
        }
        parts.journal().told(event);
    }
}
