package io.dnsfailover.journal;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.RecordState;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.FailoverEvent.Header;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.health.Warning;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Printable;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.quorum.Verdict;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The kinds of events: the word of each, and what it has beside its header. */
enum EventKind {
    FAILED_OVER(
            "failed-over",
            FailoverEvent.FailedOver.class,
            (event, out) -> DecisionText.write(event.decision(), out),
            (in, header) -> new FailoverEvent.FailedOver(header, DecisionText.read(in))),
    FAILED_BACK(
            "failed-back",
            FailoverEvent.FailedBack.class,
            (event, out) -> DecisionText.write(event.decision(), out),
            (in, header) -> new FailoverEvent.FailedBack(header, DecisionText.read(in))),
    GAVE_UP(
            "gave-up",
            FailoverEvent.GaveUp.class,
            (event, out) -> DecisionText.write(event.decision(), out),
            (in, header) -> new FailoverEvent.GaveUp(header, DecisionText.read(in))),
    VERDICT_REACHED(
            "verdict-reached",
            FailoverEvent.VerdictReached.class,
            (event, out) -> DecisionText.ballot(
                    out.put("endpoint", event.endpointId())
                            .put("from", event.from())
                            .put("to", event.to()),
                    event.ballot()),
            (in, header) -> new FailoverEvent.VerdictReached(
                    header,
                    in.text("endpoint"),
                    in.word("from", Verdict.class),
                    in.word("to", Verdict.class),
                    DecisionText.ballot(in))),
    CANDIDATE_REJECTED(
            "candidate-rejected",
            FailoverEvent.CandidateRejected.class,
            (event, out) -> out.put("endpoint", event.endpointId()).put("why", event.why()),
            (in, header) -> new FailoverEvent.CandidateRejected(header, in.text("endpoint"), in.text("why"))),
    MOVE_WITHHELD(
            "move-withheld",
            FailoverEvent.MoveWithheld.class,
            (event, out) -> out.put("notice", event.notice()).put("holding", event.holding()),
            (in, header) -> new FailoverEvent.MoveWithheld(
                    header, in.word("notice", RecordState.Notice.class), in.text("holding"))),
    OVERRIDE_CHANGED(
            "override-changed",
            FailoverEvent.OverrideChanged.class,
            (event, out) -> out.put("endpoint", event.endpointId()).put("description", event.description()),
            (in, header) -> new FailoverEvent.OverrideChanged(header, in.text("endpoint"), in.text("description"))),
    PUBLISHED(
            "published",
            FailoverEvent.Published.class,
            (event, out) -> out.put("publisher", event.publisher())
                    .put("serves", StateText.recordSet(event.recordSet()))
                    .put("generation", event.generation())
                    .put("took", event.took().toString()),
            (in, header) -> new FailoverEvent.Published(
                    header,
                    in.text("publisher"),
                    in.read("serves", StateText::recordSet),
                    in.number("generation"),
                    in.duration("took"))),
    PUBLISH_FAILED(
            "publish-failed",
            FailoverEvent.PublishFailed.class,
            (event, out) -> out.put("publisher", event.publisher())
                    .put("effect", event.effect())
                    .put("message", Printable.unescaped(event.message())) // the event escapes it again
                    .put("attempt", event.attempt()),
            (in, header) -> new FailoverEvent.PublishFailed(
                    header, in.text("publisher"), in.text("effect"), in.text("message"), in.smallNumber("attempt"))),
    BRAKE_APPLIED(
            "brake-applied",
            FailoverEvent.BrakeApplied.class,
            (event, out) -> out.put("moved", event.moved())
                    .put("records", event.records())
                    .put("brake", HostText.brake(event.brake())),
            (in, header) -> new FailoverEvent.BrakeApplied(
                    header, in.smallNumber("moved"), in.smallNumber("records"), in.read("brake", HostText::brake))),
    BRAKE_RELEASED(
            "brake-released",
            FailoverEvent.BrakeReleased.class,
            (event, out) -> out.put("ordered", event.ordered() ? 1 : 0),
            (in, header) -> new FailoverEvent.BrakeReleased(header, in.number("ordered") == 1)),
    LOCATION_DOUBTED(
            "location-doubted",
            FailoverEvent.LocationDoubted.class,
            (event, out) -> out.put("location", HostText.location(event.location()))
                    .put("cause", event.cause())
                    .put("why", event.why()),
            (in, header) -> new FailoverEvent.LocationDoubted(
                    header, location(in), in.word("cause", Doubt.Cause.class), in.text("why"))),
    LOCATION_TRUSTED(
            "location-trusted",
            FailoverEvent.LocationTrusted.class,
            (event, out) -> out.put("location", HostText.location(event.location()))
                    .put("doubted-for", event.doubtedFor().toString()),
            (in, header) -> new FailoverEvent.LocationTrusted(header, location(in), in.duration("doubted-for"))),
    WARNING_RAISED(
            "warning-raised",
            FailoverEvent.WarningRaised.class,
            (event, out) -> warning(out.put("endpoint", event.endpointId()), event.warning()),
            (in, header) -> new FailoverEvent.WarningRaised(header, in.text("endpoint"), warning(in))),
    WARNING_CLEARED(
            "warning-cleared",
            FailoverEvent.WarningCleared.class,
            (event, out) -> warning(out.put("endpoint", event.endpointId()), event.warning())
                    .put("lasted", event.lasted().toString()),
            (in, header) ->
                    new FailoverEvent.WarningCleared(header, in.text("endpoint"), warning(in), in.duration("lasted"))),
    DRIFT_FOUND("drift-found", ServerEvent.DriftFound.class, ServerEventText::driftFound, ServerEventText::driftFound),
    DRIFT_ENDED("drift-ended", ServerEvent.DriftEnded.class, ServerEventText::driftEnded, ServerEventText::driftEnded),
    SERVERS_DIVERGED(
            "servers-diverged",
            ServerEvent.ServersDiverged.class,
            ServerEventText::diverged,
            ServerEventText::diverged),
    SERVERS_CONVERGED(
            "servers-converged",
            ServerEvent.ServersConverged.class,
            ServerEventText::converged,
            ServerEventText::converged),
    ANSWER_PROVEN("answer-proven", ProofEvent.AnswerProven.class, ProofEventText::proven, ProofEventText::proven),
    ANSWER_NOT_VISIBLE(
            "answer-not-visible",
            ProofEvent.AnswerNotVisible.class,
            ProofEventText::notVisible,
            ProofEventText::notVisible),
    PROVIDER_SILENT("provider-silent", ProofEvent.ProviderSilent.class, ProofEventText::silent, ProofEventText::silent),
    PROVIDER_ANSWERS(
            "provider-answers", ProofEvent.ProviderAnswers.class, ProofEventText::answers, ProofEventText::answers);

    private final String word;
    private final Class<? extends FailoverEvent> type;

    @SuppressWarnings("ImmutableEnumChecker") // the functions above capture nothing
    private final BiConsumer<FailoverEvent, LineWriter> writer;

    @SuppressWarnings("ImmutableEnumChecker") // nor do these
    private final BiFunction<LineReader, Header, FailoverEvent> reader;

    <E extends FailoverEvent> EventKind(
            String word, Class<E> type, BiConsumer<E, LineWriter> writer, BiFunction<LineReader, Header, E> reader) {
        this.word = word;
        this.type = type;
        this.writer = (event, out) -> writer.accept(type.cast(event), out);
        this.reader = reader::apply;
    }

    String word() {
        return word;
    }

    static EventKind of(FailoverEvent event) {
        for (EventKind kind : values()) {
            if (kind.type.isInstance(event)) {
                return kind;
            }
        }
        throw new IllegalStateException("no word for " + event.getClass());
    }

    static EventKind of(String word) {
        for (EventKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("'" + Printable.of(word) + "' is no kind of event");
    }

    void write(FailoverEvent event, LineWriter out) {
        writer.accept(event, out);
    }

    FailoverEvent read(LineReader in, Header header) {
        return reader.apply(in, header);
    }

    /** The decision that an event tells of; null for an event of another kind. */
    static @Nullable Decision decisionOf(FailoverEvent event) {
        if (event instanceof FailoverEvent.FailedOver over) {
            return over.decision();
        }
        if (event instanceof FailoverEvent.FailedBack back) {
            return back.decision();
        }
        return event instanceof FailoverEvent.GaveUp gaveUp ? gaveUp.decision() : null;
    }

    /** The same event with another text of its decision. */
    static FailoverEvent withDecision(FailoverEvent event, Decision decision) {
        return switch (of(event)) {
            case FAILED_OVER -> new FailoverEvent.FailedOver(event.header(), decision);
            case FAILED_BACK -> new FailoverEvent.FailedBack(event.header(), decision);
            case GAVE_UP -> new FailoverEvent.GaveUp(event.header(), decision);
            default -> event;
        };
    }

    private static LineWriter warning(LineWriter out, Warning warning) {
        return out.put("kind", warning.kind())
                .put("text", Printable.unescaped(warning.text())); // the warning escapes it again
    }

    private static Warning warning(LineReader in) {
        return new Warning(in.word("kind", Warning.Kind.class), in.text("text"));
    }

    private static Location location(LineReader in) {
        return in.read("location", HostText::location);
    }
}
