package io.dnsfailover.notify.incident;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.notify.Severity;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event begins and what it ends. A trouble is called by words that are the same at its beginning and at its end, such as
 * {@code endpoint 192.0.2.10 of www}.
 *
 * <p>An endpoint is in trouble from DOWN until UP, a record from its failover until its return where the policy returns by itself, else
 * the endpoint alone counts: nobody knows when an operator will order the return. A record that gave up is in trouble until it moves again.
 *
 * @param begins the troubles that begin
 * @param ends the troubles that end
 */
record Troubles(List<String> begins, List<String> ends) {
    private static final Troubles NONE = new Troubles(List.of(), List.of());

    static Troubles of(FailoverEvent event, @Nullable FailoverPolicy policy) {
        String name = event.header().policy();
        String record = "record of " + name;
        if (event instanceof FailoverEvent.VerdictReached reached) {
            String endpoint = "endpoint " + reached.endpointId() + " of " + name;
            return switch (reached.to()) {
                case DOWN -> begin(endpoint);
                case UP -> end(endpoint);
                case UNDECIDED -> NONE;
            };
        }
        if (event instanceof FailoverEvent.FailedOver) {
            return returnsByItself(policy) ? begin(record) : end(record);
        }
        if (event instanceof FailoverEvent.GaveUp) {
            return begin(record);
        }
        if (event instanceof FailoverEvent.FailedBack) {
            return end(record);
        }
        if (event instanceof FailoverEvent.PublishFailed failed) {
            return begin(failed.publisher() + " for " + name);
        }
        if (event instanceof FailoverEvent.Published published) {
            return end(published.publisher() + " for " + name);
        }
        return ofTheServers(event, name);
    }

    private static Troubles ofTheServers(FailoverEvent event, String name) {
        if (event instanceof ServerEvent.DriftFound found) {
            return begin("content of " + found.publisher() + " for " + name);
        }
        if (event instanceof ServerEvent.DriftEnded ended) {
            return end("content of " + ended.publisher() + " for " + name);
        }
        if (event instanceof ServerEvent.ServersDiverged) {
            return begin("name servers of " + name);
        }
        return event instanceof ServerEvent.ServersConverged ? end("name servers of " + name) : ofTheProof(event, name);
    }

    private static Troubles ofTheProof(FailoverEvent event, String name) {
        if (event instanceof ProofEvent.AnswerNotVisible) {
            return begin("visibility of " + name);
        }
        if (event instanceof ProofEvent.AnswerProven) {
            return end("visibility of " + name);
        }
        if (event instanceof ProofEvent.ProviderSilent silent) {
            return begin(silent.provider() + " for zone " + silent.zone());
        }
        return event instanceof ProofEvent.ProviderAnswers answers
                ? end(answers.provider() + " for zone " + answers.zone())
                : ofTheHost(event);
    }

    private static Troubles ofTheHost(FailoverEvent event) {
        if (event instanceof FailoverEvent.LocationDoubted doubted) {
            return begin("location " + doubted.location().id());
        }
        if (event instanceof FailoverEvent.LocationTrusted trusted) {
            return end("location " + trusted.location().id());
        }
        if (event instanceof FailoverEvent.BrakeApplied) {
            return begin("brake");
        }
        return event instanceof FailoverEvent.BrakeReleased ? end("brake") : NONE;
    }

    private static boolean returnsByItself(@Nullable FailoverPolicy policy) {
        return policy != null
                && (policy.failback() instanceof Failback.Automatic
                        || policy.failback() instanceof Failback.AfterUpFor);
    }

    private static Troubles begin(String trouble) {
        return new Troubles(List.of(trouble), List.of());
    }

    private static Troubles end(String trouble) {
        return new Troubles(List.of(), List.of(trouble));
    }

    /** How much that mattered which an event ends, where its beginning is not known any more, as after a restart. */
    static Severity severityOfWhatEnded(FailoverEvent event) {
        if (event instanceof FailoverEvent.FailedBack || event instanceof FailoverEvent.BrakeReleased) {
            return Severity.CRITICAL;
        }
        boolean wasDown = event instanceof FailoverEvent.VerdictReached reached && reached.from() == Verdict.DOWN;
        boolean agree = event instanceof ServerEvent.DriftEnded
                || event instanceof ServerEvent.ServersConverged
                || event instanceof ProofEvent.ProviderAnswers;
        return wasDown || agree || event instanceof FailoverEvent.LocationTrusted
                ? Severity.WARNING
                : Severity.of(event);
    }
}
