package io.dnsfailover.notify.report;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.notify.report.Block.Cell;
import io.dnsfailover.notify.report.Block.Fact;
import io.dnsfailover.notify.report.Block.Facts;
import io.dnsfailover.notify.report.Block.Tone;
import io.dnsfailover.notify.report.Block.Words;
import io.dnsfailover.quorum.Ballot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened, when, and by which votes. */
final class Story {
    private Story() {}

    static List<Block> of(Report report) {
        FailoverEvent event = report.event();
        FailoverEvent.Header header = event.header();
        Decision decision = report.decision();
        List<Fact> facts = new ArrayList<>();
        RecordSetKey record = header.record();
        if (record != null) {
            facts.add(Fact.of("Record", record + " in zone " + record.zone()));
            facts.add(Fact.of("Policy", header.policy()));
        }
        if (decision != null) {
            addDecision(facts, decision);
        } else if (event instanceof FailoverEvent.VerdictReached reached) {
            facts.add(Fact.of("Votes", reached.ballot().toString()));
        } else if (event instanceof ProofEvent.AnswerProven proven) {
            facts.add(Fact.of("Generation", Long.toString(proven.generation())));
            facts.add(Fact.of("Served by all after", Span.of(proven.took())));
            Instant goneBy = proven.goneBy();
            facts.add(Fact.of(
                    "Last cached answer gone by", goneBy == null ? "nothing was answered before" : Shown.time(goneBy)));
        }
        facts.add(Fact.of("Time", Shown.time(header.at().wall())));
        facts.add(Fact.of("Event", header.id()));
        return List.of(new Words(sentence(report.event(), decision)), new Facts(facts));
    }

    private static void addDecision(List<Fact> facts, Decision decision) {
        boolean over = decision.cause() != Decision.Cause.FAILBACK;
        boolean works = decision.cause() != Decision.Cause.ALL_DOWN;
        facts.add(new Fact("From", new Cell(decision.from().toString(), over ? Tone.BAD : Tone.PLAIN)));
        facts.add(new Fact("To", new Cell(decision.to().toString(), works ? Tone.GOOD : Tone.WARN)));
        String left = verdict(decision.from(), decision);
        if (left != null) {
            facts.add(Fact.of("Votes on what was left", left));
        }
        Ballot fresh = decision.evidence().verification();
        String chosen = fresh == null ? verdict(decision.to(), decision) : fresh.toString();
        if (chosen != null) {
            String what = fresh == null ? "Votes on what was chosen" : "Fresh check of what was chosen";
            facts.add(Fact.of(what, chosen));
        }
        decision.evidence()
                .overrides()
                .forEach((endpoint, order) ->
                        facts.add(new Fact("Order in force", new Cell(endpoint + ": " + order, Tone.WARN))));
        for (Location location : decision.evidence().doubted()) {
            String abstained = location.id() + " abstained: it may itself be what failed";
            facts.add(new Fact("Location in doubt", new Cell(abstained, Tone.WARN)));
        }
        facts.add(Fact.of("Generation", Long.toString(decision.generation())));
    }

    private static @Nullable String verdict(Holding holding, Decision decision) {
        if (!(holding instanceof Holding.Single single)) {
            return null;
        }
        Ballot ballot = decision.evidence().ballots().get(single.endpointId());
        return ballot == null ? null : ballot.toString();
    }

    private static String sentence(FailoverEvent event, @Nullable Decision decision) {
        String record = event.header().subject();
        if (decision == null) {
            return record + ": " + event.describe() + ".";
        }
        String moved = record + " moved from " + decision.from() + " to " + decision.to();
        return moved
                + switch (decision.cause()) {
                    case FAILOVER -> ", because the endpoint that it stood on failed.";
                    case FAILBACK -> ", which is preferred and works again.";
                    case ALL_DOWN -> ", because no endpoint works.";
                };
    }
}
