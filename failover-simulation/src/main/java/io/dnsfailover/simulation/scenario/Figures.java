package io.dnsfailover.simulation.scenario;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one scenario came to under one policy, over many seeds. */
final class Figures {
    private final Map<Measure, List<Long>> nanos = new EnumMap<>(Measure.class);
    private final List<Long> moves = new ArrayList<>();
    private final List<Long> writes = new ArrayList<>();
    private int falseFailovers;

    private Figures() {
        for (Measure measure : Measure.values()) {
            nanos.put(measure, new ArrayList<>());
        }
    }

    /** Plays a scenario once for each seed from 1. */
    static Figures of(NamedScenario scenario, FailoverPolicy policy, int seeds) {
        Figures figures = new Figures();
        for (int seed = 1; seed <= seeds; seed++) {
            try (Stage stage = new Stage(policy, seed)) {
                scenario.play(stage);
                figures.add(stage);
            }
        }
        return figures;
    }

    /** Of one run alone. */
    static Figures of(Stage stage) {
        Figures figures = new Figures();
        figures.add(stage);
        return figures;
    }

    /** The times of one measure, in ascending order; fewer than there were seeds where it did not happen in each. */
    List<Long> nanos(Measure measure) {
        return sorted(nanos.getOrDefault(measure, List.of()));
    }

    /** How often the record moved in each run, in ascending order. */
    List<Long> moves() {
        return sorted(moves);
    }

    /** How often a name server was written in each run, in ascending order. */
    List<Long> writes() {
        return sorted(writes);
    }

    /** Moves away from an endpoint that worked, in all runs. */
    int falseFailovers() {
        return falseFailovers;
    }

    private static List<Long> sorted(List<Long> values) {
        List<Long> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted;
    }

    private void add(Stage stage) {
        List<Stage.Told> told = stage.told();
        for (Truth.Outage outage : stage.truth().outages()) {
            if (outage.endpointId().equals(stage.policy().primary().id())) {
                add(outage, told);
            }
        }
        Set<Long> generations = new HashSet<>(); // two controllers that decide the same move it once
        for (Stage.Told one : told) {
            Decision decision = decision(one.event());
            if (decision != null && generations.add(decision.generation())) {
                boolean worked = decision.from() instanceof Holding.Single left
                        && stage.truth().worked(left.endpointId(), one.atNanos());
                falseFailovers += worked && decision.cause() != Decision.Cause.FAILBACK ? 1 : 0;
            }
        }
        moves.add((long) generations.size());
        writes.add(stage.writes());
    }

    private void add(Truth.Outage outage, List<Stage.Told> told) {
        long from = outage.fromNanos();
        Stage.Told detected = first(told, from, event -> isDown(event, outage.endpointId()));
        note(Measure.DETECT, detected, from);
        Stage.Told decided = first(told, from, Figures::isLeaving);
        if (decided != null && decided.atNanos() < outage.toNanos()) {
            note(Measure.DECIDE, decided, from);
            note(Measure.PUBLISH, published(told, decided), from);
        }
        Stage.Told back = first(told, outage.toNanos(), FailoverEvent.FailedBack.class::isInstance);
        if (back != null) {
            note(Measure.FAIL_BACK, published(told, back), outage.toNanos());
        }
    }

    private void note(Measure measure, Stage.@Nullable Told told, long since) {
        if (told != null) {
            nanos.getOrDefault(measure, new ArrayList<>()).add(told.atNanos() - since);
        }
    }

    private static boolean isLeaving(FailoverEvent event) {
        return event instanceof FailoverEvent.FailedOver || event instanceof FailoverEvent.GaveUp;
    }

    private static boolean isDown(FailoverEvent event, String endpointId) {
        return event instanceof FailoverEvent.VerdictReached verdict
                && verdict.to() == Verdict.DOWN
                && verdict.endpointId().equals(endpointId);
    }

    /** When the last name server held what was decided. */
    private static Stage.@Nullable Told published(List<Stage.Told> told, Stage.Told decided) {
        Decision decision = decision(decided.event());
        Set<String> servers = new HashSet<>();
        return first(
                told,
                decided.atNanos(),
                event -> event instanceof FailoverEvent.Published published
                        && decision != null
                        && published.generation() == decision.generation()
                        && servers.add(published.publisher())
                        && servers.size() == Stage.NAME_SERVERS.size());
    }

    private static @Nullable Decision decision(FailoverEvent event) {
        if (event instanceof FailoverEvent.FailedOver over) {
            return over.decision();
        }
        if (event instanceof FailoverEvent.GaveUp gaveUp) {
            return gaveUp.decision();
        }
        return event instanceof FailoverEvent.FailedBack back ? back.decision() : null;
    }

    private static Stage.@Nullable Told first(List<Stage.Told> told, long from, Predicate<FailoverEvent> what) {
        return told.stream()
                .filter(one -> one.atNanos() >= from && what.test(one.event()))
                .findFirst()
                .orElse(null);
    }
}
