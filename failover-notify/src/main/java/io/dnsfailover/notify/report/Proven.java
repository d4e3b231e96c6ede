package io.dnsfailover.notify.report;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest word on whether the authoritative servers serve what a report is about. */
final class Proven {
    private Proven() {}

    /** The event that says it: the report's own, or the newest about its decision; null when there is none. */
    static @Nullable ProofEvent of(Report report) {
        if (report.event() instanceof ProofEvent own) {
            return own;
        }
        Decision decision = report.decision();
        ProofEvent newest = null;
        for (FailoverEvent event : report.related()) {
            if (decision != null && event instanceof ProofEvent proof && isAbout(proof, decision)) {
                newest = proof;
            }
        }
        return newest;
    }

    private static boolean isAbout(ProofEvent event, Decision decision) {
        if (event instanceof ProofEvent.AnswerProven proven) {
            return proven.generation() == decision.generation();
        }
        return event instanceof ProofEvent.AnswerNotVisible hidden && hidden.generation() == decision.generation();
    }

    static List<ProofEvent.Seen> seen(Report report) {
        ProofEvent event = of(report);
        if (event instanceof ProofEvent.AnswerProven proven) {
            return proven.servers();
        }
        if (event instanceof ProofEvent.AnswerNotVisible hidden) {
            return hidden.servers();
        }
        return event instanceof ProofEvent.ProviderSilent silent ? silent.servers() : List.of();
    }

    static @Nullable Instant goneBy(Report report) {
        return of(report) instanceof ProofEvent.AnswerProven proven ? proven.goneBy() : null;
    }
}
