package io.dnsfailover.notify.report;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.notify.report.Block.Words;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Ballot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the record does next if nobody does anything. */
final class Next {
    private static final String BRAKED =
            "Records that would move wait until the moves of late are older than the window of the brake, or until an operator"
                    + " releases it.";

    private Next() {}

    static List<Block> of(Report report) {
        FailoverPolicy policy = report.policy();
        String said = policy == null ? withoutPolicy(report) : said(report, policy);
        return said == null ? List.of() : List.of(new Words(said));
    }

    private static @Nullable String withoutPolicy(Report report) {
        if (report.event() instanceof FailoverEvent.MoveWithheld withheld) {
            return untilWhen(withheld);
        }
        if (report.event() instanceof FailoverEvent.BrakeApplied) {
            return BRAKED;
        }
        if (report.event() instanceof FailoverEvent.LocationDoubted doubted) {
            return "The location " + doubted.location().id()
                    + " abstains until it sees enough of what it watches answer again.";
        }
        if (report.event() instanceof FailoverEvent.PublishFailed failed) {
            return failed.publisher() + " is written again after a pause that grows, until it takes the change.";
        }
        if (report.event() instanceof ServerEvent.DriftFound drift) {
            return drift.restored()
                    ? "What was published is written again, once for each time that something else is found."
                    : "It stays as it is until the record moves, or the process starts anew.";
        }
        return ofTheProof(report.event());
    }

    private static @Nullable String ofTheProof(FailoverEvent event) {
        if (event instanceof ProofEvent.AnswerNotVisible) {
            return "The servers that lag are asked every few seconds until they serve it. Until then a part of the resolvers gets what"
                    + " they answer instead. Look at the transfer of the zone to them.";
        }
        if (event instanceof ProofEvent.ProviderSilent silent) {
            String zone = "zone " + silent.zone();
            return silent.available().isEmpty()
                    ? "No name server of " + zone + " answers: its names do not resolve once the caches are empty."
                    : "Resolvers try one name server after another, so that answers are slow at worst. While it lasts, the delegation of "
                            + zone + " can be cut to "
                            + String.join(
                                    ", ",
                                    silent.available().stream()
                                            .map(Object::toString)
                                            .toList())
                            + ", at the registrar or at the parent zone.";
        }
        return null;
    }

    private static @Nullable String said(Report report, FailoverPolicy policy) {
        Decision decision = report.decision();
        if (decision == null) {
            return withoutPolicy(report);
        }
        return switch (decision.cause()) {
            case FAILOVER -> failback(decision, policy);
            case FAILBACK -> settled(decision, policy);
            case ALL_DOWN -> {
                String then =
                        "The record moves to the first endpoint that is up again by the quorum and passes a fresh check.";
                yield policy.allDown() instanceof AllDown.KeepLast
                        ? then
                        : then + " All-down rule: " + policy.allDown() + ".";
            }
        };
    }

    private static String settled(Decision decision, FailoverPolicy policy) {
        boolean home = decision.to() instanceof Holding.Single single
                && single.endpointId().equals(policy.primary().id());
        return home
                ? "The record stands on its primary and stays there while that works."
                : "The record stands on " + decision.to() + ". " + mode(policy.failback(), "a more preferred endpoint");
    }

    private static String failback(Decision decision, FailoverPolicy policy) {
        if (!(decision.from() instanceof Holding.Single left)) {
            return mode(policy.failback(), "a more preferred endpoint");
        }
        String what = mode(policy.failback(), left.endpointId());
        Duration earliest = earliest(policy);
        if (earliest == null) {
            return what;
        }
        Instant at = decision.at().wall().plus(earliest);
        return what + " It has to pass " + policy.damping().rise() + " checks in a row from "
                + places(decision, left, policy) + " and then a fresh check: not before " + Shown.time(at) + ".";
    }

    private static String places(Decision decision, Holding.Single left, FailoverPolicy policy) {
        Ballot ballot = decision.evidence().ballots().get(left.endpointId());
        if (ballot == null) {
            return "as many places as the quorum needs";
        }
        int needed = policy.quorum().votesNeeded(ballot.domains());
        return needed + " of " + ballot.domains() + (ballot.domains() == 1 ? " place" : " places");
    }

    private static String mode(Failback failback, String endpoint) {
        if (failback instanceof Failback.AfterUpFor after) {
            return "Failback: the record returns to " + endpoint + " when that has been up for "
                    + Span.of(after.dwell()) + " without a break.";
        }
        if (failback instanceof Failback.Automatic) {
            return "Failback is automatic: the record returns to " + endpoint + " as soon as that is up again.";
        }
        if (failback instanceof Failback.Manual) {
            return "Failback is manual: the record stays until an operator orders its return, or until the endpoint that it"
                    + " stands on fails.";
        }
        return "There is no failback: the record stays until the endpoint that it stands on fails, or an operator moves it.";
    }

    /** The first moment at which a failback is possible, from the decision: the shortest way through the rise, and the dwell. */
    private static @Nullable Duration earliest(FailoverPolicy policy) {
        Duration rise = policy.confirmAfter().multipliedBy(policy.damping().rise() - 1L);
        if (policy.failback() instanceof Failback.AfterUpFor after) {
            return rise.plus(after.dwell());
        }
        return policy.failback() instanceof Failback.Automatic ? rise : null;
    }

    private static String untilWhen(FailoverEvent.MoveWithheld withheld) {
        return switch (withheld.notice()) {
            case NONE -> "Nothing is wrong.";
            case ALL_DOWN -> "The record moves as soon as one endpoint is up by the quorum and passes a fresh check.";
            case HELD -> "The record stays until the operator's order ends or is released.";
            case BRAKED -> BRAKED;
            case BUDGET_SPENT ->
                "The record stays until a move of it is older than the window of its budget, or an operator moves it.";
        };
    }
}
