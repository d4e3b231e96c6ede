package io.dnsfailover.notify.report;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Evidence;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.FailoverEvent.FailedBack;
import io.dnsfailover.event.FailoverEvent.FailedOver;
import io.dnsfailover.event.FailoverEvent.GaveUp;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.notify.internal.Moves;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.quorum.Vote;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The story of an event in one line that sorts and filters well, such as
 * {@code [FAILOVER] www.example.com A: fra1 192.0.2.10 -> ams1 198.51.100.10 (2 of 3 locations down)}.
 */
public final class Subject {
    /** The longest subject, in characters: what is longer is cut. */
    public static final int MAX_CHARS = 180;

    private static final int MAX_NAME = 80;
    private static final int MAX_HOLDING = 60;
    private static final int MAX_PUBLISHER = 40;

    private static final Map<Class<? extends FailoverEvent>, Function<FailoverEvent, String>> TAGS = tags();

    private Subject() {}

    /**
     * The subject of a message that tells of an event.
     *
     * @param event the event
     * @return at most {@link #MAX_CHARS} characters of printable ASCII; begins with a word in brackets, {@code EVENT} for a kind
     *     of event that is younger than this module
     */
    public static String of(FailoverEvent event) {
        String line = "[" + tag(event) + "] " + about(event.header().record()) + ": " + story(event);
        return Shown.cut(Shown.line(line), MAX_CHARS);
    }

    private static String about(@Nullable RecordSetKey record) {
        if (record == null) {
            return "host";
        }
        String owner = record.owner().toString();
        String name = owner.equals(".") ? owner : owner.substring(0, owner.length() - 1);
        return Shown.cut(name, MAX_NAME) + " " + record.type();
    }

    /**
     * The word for a kind of event.
     *
     * @param event the event
     * @return capital letters, such as {@code ALL DOWN}
     */
    static String tag(FailoverEvent event) {
        return TAGS.getOrDefault(event.getClass(), any -> "EVENT").apply(event);
    }

    private static Map<Class<? extends FailoverEvent>, Function<FailoverEvent, String>> tags() {
        Map<Class<? extends FailoverEvent>, Function<FailoverEvent, String>> tags = new LinkedHashMap<>();
        tags.put(FailedOver.class, event -> "FAILOVER");
        tags.put(FailedBack.class, event -> "FAILBACK");
        tags.put(GaveUp.class, event -> "ALL DOWN");
        tags.put(
                FailoverEvent.VerdictReached.class,
                event -> ((FailoverEvent.VerdictReached) event).to().name());
        tags.put(FailoverEvent.CandidateRejected.class, event -> "REJECTED");
        tags.put(FailoverEvent.MoveWithheld.class, event -> "WITHHELD");
        tags.put(FailoverEvent.OverrideChanged.class, event -> "OVERRIDE");
        tags.put(FailoverEvent.Published.class, event -> "PUBLISHED");
        tags.put(FailoverEvent.PublishFailed.class, event -> "PUBLISH FAILED");
        tags.put(FailoverEvent.BrakeApplied.class, event -> "BRAKE");
        tags.put(FailoverEvent.BrakeReleased.class, event -> "BRAKE RELEASED");
        tags.put(FailoverEvent.LocationDoubted.class, event -> "DOUBT");
        tags.put(FailoverEvent.LocationTrusted.class, event -> "TRUSTED");
        tags.put(FailoverEvent.WarningRaised.class, event -> "WARNING");
        tags.put(FailoverEvent.WarningCleared.class, event -> "WARNING OVER");
        tags.put(ServerEvent.DriftFound.class, event -> "DRIFT");
        tags.put(ServerEvent.DriftEnded.class, event -> "DRIFT OVER");
        tags.put(ServerEvent.ServersDiverged.class, event -> "SERVERS DIFFER");
        tags.put(ServerEvent.ServersConverged.class, event -> "SERVERS AGREE");
        tags.put(ProofEvent.AnswerProven.class, event -> "PROVEN");
        tags.put(ProofEvent.AnswerNotVisible.class, event -> "NOT VISIBLE");
        tags.put(ProofEvent.ProviderSilent.class, event -> "PROVIDER SILENT");
        tags.put(ProofEvent.ProviderAnswers.class, event -> "PROVIDER ANSWERS");
        return Map.copyOf(tags);
    }

    private static String story(FailoverEvent event) {
        Decision decision = Moves.decisionOf(event);
        if (decision != null) {
            return shown(decision.from()) + " -> " + shown(decision.to()) + because(decision);
        }
        if (event instanceof FailoverEvent.VerdictReached reached) {
            return Shown.cut(reached.endpointId(), MAX_HOLDING) + " was " + reached.from()
                    + counted(reached.ballot(), reached.to() == Verdict.UP ? Vote.UP : Vote.DOWN, false);
        }
        if (event instanceof FailoverEvent.Published published) {
            return Shown.cut(published.publisher(), MAX_PUBLISHER) + " serves "
                    + String.join(", ", published.recordSet().rdata()) + " after " + Span.of(published.took());
        }
        if (event instanceof FailoverEvent.PublishFailed failed) {
            return Shown.cut(failed.publisher(), MAX_PUBLISHER) + ", attempt " + failed.attempt() + ", effect "
                    + failed.effect();
        }
        if (event instanceof ProofEvent.AnswerProven proven) {
            return counted(proven.servers(), ProofEvent.Stand.SERVES) + " serve "
                    + String.join(", ", proven.recordSet().rdata()) + " after " + Span.of(proven.took());
        }
        if (event instanceof ProofEvent.AnswerNotVisible hidden) {
            return counted(hidden.servers(), ProofEvent.Stand.LAGS) + " do not serve "
                    + String.join(", ", hidden.recordSet().rdata()) + ", accepted " + Span.of(hidden.accepted())
                    + " ago";
        }
        if (event instanceof ProofEvent.ProviderSilent silent) {
            List<String> names =
                    silent.available().stream().map(DnsName::toString).toList();
            return Shown.cut(silent.provider(), MAX_PUBLISHER) + " does not answer for zone "
                    + Shown.cut(silent.zone().toString(), MAX_NAME)
                    + (names.isEmpty() ? ", nor does anybody" : "; still answering: " + String.join(", ", names));
        }
        return event.describe();
    }

    private static String counted(List<ProofEvent.Seen> servers, ProofEvent.Stand stand) {
        long count = servers.stream().filter(server -> server.stand() == stand).count();
        return count + " of " + servers.size() + " authoritative servers";
    }

    /** Id and target, or the target alone when that is the id. */
    static String shown(Holding holding) {
        return Shown.cut(holding.toString(), MAX_HOLDING);
    }

    private static String because(Decision decision) {
        Evidence evidence = decision.evidence();
        boolean back = decision.cause() == Decision.Cause.FAILBACK;
        Holding judged = back ? decision.to() : decision.from();
        if (!(judged instanceof Holding.Single single)) {
            return "";
        }
        Ballot ballot = evidence.ballots().get(single.endpointId());
        if (ballot == null) {
            return "";
        }
        int locations = evidence.sightings()
                .getOrDefault(single.endpointId(), List.of())
                .size();
        return counted(ballot, back ? Vote.UP : Vote.DOWN, locations == ballot.domains());
    }

    /** The quorum counts failure domains; they are called locations where each is one. */
    private static String counted(Ballot ballot, Vote vote, boolean locations) {
        return " (" + ballot.count(vote) + " of " + ballot.domains() + (locations ? " locations " : " failure domains ")
                + (vote == Vote.UP ? "up" : "down") + ")";
    }
}
