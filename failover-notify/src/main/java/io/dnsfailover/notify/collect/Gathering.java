package io.dnsfailover.notify.collect;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.notify.internal.Moves;
import io.dnsfailover.notify.internal.NotifyTime;
import io.dnsfailover.notify.report.ReportBuilder;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** All that was heard of late, and the traces that were begun because of it. Never waits. Safe from any thread. */
final class Gathering implements AutoCloseable {
    static final int MAX_EVENTS = 20_000;
    static final int MAX_OBSERVED = 100_000;

    private static final int MAX_RELATED = 100;
    private static final Duration LONGEST_AROUND = Duration.ofMinutes(30);
    private static final Duration SHORTEST_AROUND = Duration.ofMinutes(2);
    private static final int ROUNDS_AROUND = 10;
    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final NotifyTime time;
    private final Pace pace;
    private final Policies policies = new Policies();
    private final OutagePaths outages;
    private final LastGoodPaths lastGood;
    private final Recent<FailoverEvent> events = new Recent<>(MAX_EVENTS);
    private final Recent<JournalEntry.Observed> observed = new Recent<>(MAX_OBSERVED);
    private final Map<String, CompletableFuture<Void>> heard = new LinkedHashMap<>() { // guarded by itself
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Void>> eldest) {
                    return size() > MAX_EVENTS;
                }
            };

    /**
     * How long to wait, and how often to trace.
     *
     * @param deadline for all traces of an outage
     * @param settling how long name servers have to answer before a report is written
     * @param lastGoodEvery how often each way of a healthy endpoint is traced
     */
    record Pace(Duration deadline, Duration settling, Duration lastGoodEvery) {}

    Gathering(NotifyTime time, Locations locations, Pace pace) {
        this.time = time;
        this.pace = pace;
        this.outages = new OutagePaths(time, locations, pace.deadline());
        this.lastGood = new LastGoodPaths(time, locations, pace.lastGoodEvery(), policies::isWell);
    }

    void watch(Collection<FailoverPolicy> all) {
        policies.replace(all);
        lastGood.watch(policies.destinations());
    }

    void see(JournalEntry entry) {
        if (entry instanceof JournalEntry.Observed seen) {
            observed.add(seen);
        } else if (entry instanceof JournalEntry.Started started) {
            watch(started.policies());
        } else if (entry instanceof JournalEntry.PoliciesReplaced replaced) {
            watch(replaced.policies());
        }
    }

    /** Takes an event in, once, and begins what its report needs. */
    void hear(FailoverEvent event) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        synchronized (heard) {
            if (heard.putIfAbsent(keyOf(event), ready) != null) {
                return;
            }
        }
        events.add(event);
        begin(event, ready);
    }

    /**
     * As {@link #hear}.
     *
     * @return completes when the report can be written, at the deadline of the traces at the latest
     */
    CompletableFuture<Void> ready(FailoverEvent event) {
        hear(event);
        synchronized (heard) {
            return heard.getOrDefault(keyOf(event), NOTHING);
        }
    }

    private static String keyOf(FailoverEvent event) {
        return event.header().id() + " " + event.header().at().wall();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nothing that is completed here throws
    private void begin(FailoverEvent event, CompletableFuture<Void> ready) {
        if (event instanceof FailoverEvent.VerdictReached reached) {
            policies.judged(reached);
        }
        if (isOld(event)) {
            ready.complete(null);
            return;
        }
        OutagePaths.Taken taken = beginTraces(event);
        if (Moves.decisionOf(event) == null) {
            ready.complete(null);
            return;
        }
        CompletableFuture<Void> settled = new CompletableFuture<>();
        CompletableFuture<Void> traced = taken == null ? NOTHING : taken.done();
        time.after(pace.settling(), () -> settled.complete(null));
        time.after(pace.deadline().plusMillis(500), () -> ready.complete(null));
        CompletableFuture.allOf(traced, settled).whenComplete((any, thrown) -> ready.complete(null));
    }

    /** An event that another process left behind: its monotonic clock means nothing here. */
    private boolean isOld(FailoverEvent event) {
        Duration age = Duration.between(event.header().at().wall(), time.now().wall());
        return age.compareTo(pace.deadline()) > 0;
    }

    private OutagePaths.@Nullable Taken beginTraces(FailoverEvent event) {
        String policy = event.header().policy();
        if (event instanceof FailoverEvent.VerdictReached reached && reached.to() == Verdict.DOWN) {
            Destination destination = policies.destination(policy, reached.endpointId());
            return destination == null ? null : outages.begin(destination, reached.ballot());
        }
        Decision decision = Moves.decisionOf(event);
        if (decision == null
                || decision.cause() == Decision.Cause.FAILBACK
                || !(decision.from() instanceof Holding.Single left)) {
            return null;
        }
        Destination destination = policies.destination(policy, left.endpointId());
        Ballot ballot = decision.evidence().ballots().get(left.endpointId());
        if (destination == null || ballot == null) {
            return null;
        }
        OutagePaths.Taken begun =
                outages.since(shortlyBefore(decision.evidence().confirmed()), destination);
        return begun != null ? begun : outages.begin(destination, ballot);
    }

    /** Another record that points at the same endpoint may have been the first to confirm. */
    private static Moment shortlyBefore(Moment moment) {
        Duration back = OutagePaths.AT_MOST_EVERY;
        return new Moment(moment.nanos() - back.toNanos(), moment.wall().minus(back));
    }

    /** Tells a report all that is known around its event. */
    void tell(FailoverEvent event, ReportBuilder report) {
        FailoverEvent.Header header = event.header();
        FailoverPolicy policy = policies.named(header.policy());
        if (policy != null) {
            report.policy(policy);
        }
        Decision decision = Moves.decisionOf(event);
        Moment began = decision == null || decision.evidence().troubleBegan() == null
                ? header.at()
                : decision.evidence().troubleBegan();
        long from = began.nanos() - around(policy).toNanos();
        report.related(events.find(
                other -> other.header().at().nanos() >= from,
                other -> other.header().record() == null
                        || other.header().policy().equals(header.policy()),
                MAX_RELATED));
        if (header.record() != null) {
            report.observations(observations(header.policy(), from));
        }
        tellPaths(event, decision, report);
    }

    private List<Observation> observations(String policy, long from) {
        return observed
                .find(
                        seen -> seen.at().nanos() >= from,
                        seen -> seen.observation().policy().equals(policy),
                        ReportBuilder.MAX_OBSERVATIONS)
                .stream()
                .map(JournalEntry.Observed::observation)
                .toList();
    }

    private void tellPaths(FailoverEvent event, @Nullable Decision decision, ReportBuilder report) {
        String endpointId = event instanceof FailoverEvent.VerdictReached reached
                ? reached.endpointId()
                : decision != null && decision.from() instanceof Holding.Single left ? left.endpointId() : null;
        boolean outage = decision != null
                ? decision.cause() != Decision.Cause.FAILBACK
                : event instanceof FailoverEvent.VerdictReached reached && reached.to() == Verdict.DOWN;
        Destination destination = endpointId == null || !outage
                ? null
                : policies.destination(event.header().policy(), endpointId);
        if (destination == null) {
            return;
        }
        Moment confirmed =
                decision == null ? event.header().at() : decision.evidence().confirmed();
        OutagePaths.Taken taken = outages.since(shortlyBefore(confirmed), destination);
        if (taken != null) {
            Moment began = decision == null ? null : decision.evidence().troubleBegan();
            report.paths(taken.endpoint(), taken.traced(lastGood, began, destination));
        }
    }

    /** Some rounds of checks on both sides of the event. */
    private static Duration around(@Nullable FailoverPolicy policy) {
        Duration rounds = policy == null ? LONGEST_AROUND : policy.interval().multipliedBy(ROUNDS_AROUND);
        return rounds.compareTo(LONGEST_AROUND) > 0
                ? LONGEST_AROUND
                : rounds.compareTo(SHORTEST_AROUND) < 0 ? SHORTEST_AROUND : rounds;
    }

    Recent<FailoverEvent> events() {
        return events;
    }

    @Override
    public void close() {
        outages.close();
        lastGood.close();
        time.close();
        synchronized (heard) {
            heard.values().forEach(ready -> ready.complete(null));
        }
    }
}
