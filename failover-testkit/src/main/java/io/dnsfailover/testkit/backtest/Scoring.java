package io.dnsfailover.testkit.backtest;

import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.FailoverPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts and measures what became of one record, against the truth of its endpoints. */
final class Scoring {
    private final History history;
    private final Truth truth;
    private final FailoverPolicy policy;
    private final List<Duration> detections = new ArrayList<>();
    private int failovers;
    private int falseFailovers;
    private int failbacks;
    private int gaveUp;
    private int ordered;

    Scoring(History history, Truth truth, FailoverPolicy policy) {
        this.history = history;
        this.truth = truth;
        this.policy = policy;
    }

    Score of(List<History.Move> moves, List<TimeLine> servers) {
        for (History.Move move : moves) {
            if (move.decided().policy().equals(policy.name())) {
                count(move);
            }
        }
        double seconds = 0;
        Duration longest = Duration.ZERO;
        for (TimeLine server : servers) {
            for (TimeLine.Answer answer : server.answers()) {
                seconds += unavailableSeconds(answer) / servers.size();
                Duration unlucky = longest(answer);
                longest = unlucky.compareTo(longest) > 0 ? unlucky : longest;
            }
        }
        Duration unavailable = Duration.ofNanos(Math.round(seconds * 1e9));
        return new Score(failovers, falseFailovers, failbacks, gaveUp, ordered, detections, unavailable, longest);
    }

    private void count(History.Move move) {
        Decision.Cause cause = move.decided().cause();
        if (cause == Decision.Cause.FAILBACK) {
            failbacks++;
        } else if (cause == Decision.Cause.ALL_DOWN) {
            gaveUp++;
        } else {
            failover(move);
        }
    }

    private void failover(History.Move move) {
        Endpoint left = move.decided().from() instanceof Holding.Single single
                ? policy.endpoint(single.endpointId()).orElse(null)
                : null;
        if (left != null && isForcedDown(left.id(), move.nanos())) {
            ordered++;
            return;
        }
        failovers++;
        Truth.Outage outage = left == null ? null : lastOutage(left, move.nanos());
        if (left == null) {
            return; // it left what is no endpoint: neither false, nor was anything detected
        }
        if (outage == null || isNothing(outage, move.nanos())) {
            falseFailovers++;
        } else {
            detections.add(Duration.ofNanos(move.nanos() - outage.span().from()));
        }
    }

    private boolean isNothing(Truth.Outage outage, long decided) {
        Duration damping =
                policy.confirmAfter().multipliedBy(policy.damping().fall()).plus(policy.timeout());
        return outage.isOver() && outage.lastFailure() <= decided + damping.toNanos();
    }

    private Truth.@Nullable Outage lastOutage(Endpoint endpoint, long before) {
        Truth.Outage last = null;
        for (Truth.Outage outage : truth.outages(policy, endpoint)) {
            if (outage.span().from() <= before) {
                last = outage;
            }
        }
        return last;
    }

    private boolean isForcedDown(String endpointId, long nanos) {
        boolean forced = false;
        for (History.Order order : history.orders) {
            boolean isIt = order.nanos() <= nanos
                    && order.policy().equals(policy.name())
                    && order.command() instanceof Command.Force force
                    && force.endpointId().equals(endpointId);
            if (isIt) {
                Command.Force force = (Command.Force) order.command();
                Duration lasts = force.duration();
                boolean isOver = lasts != null && order.nanos() + lasts.toNanos() <= nanos;
                forced = force.kind() == StandingOrder.Kind.FORCED_DOWN && !isOver;
            }
        }
        return forced;
    }

    /** An answer that points at nothing that was checked, such as the last resort, is none that works. */
    private double unavailableSeconds(TimeLine.Answer answer) {
        List<Endpoint> endpoints = answer.endpoints(policy);
        if (endpoints.isEmpty()) {
            return Exposure.seconds(answer.given(), answer.ttlNanos(), new Span(0, history.end));
        }
        double seconds = 0;
        for (Endpoint endpoint : endpoints) {
            for (Span outage : truth.spans(policy, endpoint)) {
                seconds += Exposure.seconds(answer.given(), answer.ttlNanos(), outage) / endpoints.size();
            }
        }
        return seconds;
    }

    private Duration longest(TimeLine.Answer answer) {
        List<Endpoint> endpoints = answer.endpoints(policy);
        Duration longest = endpoints.isEmpty()
                ? Exposure.longest(answer.given(), answer.ttlNanos(), new Span(0, history.end))
                        .length()
                : Duration.ZERO;
        for (Endpoint endpoint : endpoints) {
            for (Span outage : truth.spans(policy, endpoint)) {
                Duration here = Exposure.longest(answer.given(), answer.ttlNanos(), outage)
                        .length();
                longest = here.compareTo(longest) > 0 ? here : longest;
            }
        }
        return longest;
    }
}
