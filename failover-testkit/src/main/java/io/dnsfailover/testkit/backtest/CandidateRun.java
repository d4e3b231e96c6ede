package io.dnsfailover.testkit.backtest;

import io.dnsfailover.Failover;
import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.journal.Host;
import io.dnsfailover.journal.InMemoryJournal;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import io.dnsfailover.spi.InMemoryStateStore;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.ProbeRequest;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredState;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The real engine under a candidate's policies, in simulated time, with checks that are answered from a journal. */
final class CandidateRun {
    private static final long SEED = 1;

    private final History history;
    private final List<FailoverPolicy> policies;
    private final Host host;
    private final SimulatedTime time = new SimulatedTime();
    private final long origin = time.nanoTime();
    private final Map<History.View, List<History.Seen>> checks = new HashMap<>();

    CandidateRun(History history, List<FailoverPolicy> policies, Host host) {
        this.history = history;
        this.policies = policies;
        this.host = host;
        for (FailoverPolicy policy : policies) {
            for (Endpoint endpoint : policy.endpoints()) {
                Recorded.checks(history, policy, endpoint)
                        .forEach((location, found) ->
                                checks.put(new History.View(policy.name(), endpoint.id(), location), found));
            }
        }
    }

    /** Runs from the beginning of the journal to its end, and returns what was decided. */
    List<History.Move> run() {
        InMemoryJournal journal = new InMemoryJournal();
        FailoverBuilder builder = Failover.builder()
                .policies(policies.stream()
                        .map(policy -> policy.toBuilder()
                                .probe(new FromJournal(policy))
                                .build())
                        .toList())
                .time(time)
                .scheduler(time)
                .seed(SEED)
                .brake(host.brake())
                .doubt(host.doubt())
                .store(remembering())
                .journal(journal);
        host.controls().forEach(control -> builder.control(control.endpoint(), new ControlFromJournal(control)));
        host.locations().forEach(location -> builder.location(location, prober(location)));
        try (Failover failover = builder.start()) {
            Set<String> names =
                    Set.copyOf(policies.stream().map(FailoverPolicy::name).toList());
            for (History.Order order : history.orders) {
                time.advance(Duration.ofNanos(Math.max(0, order.nanos() - now())));
                if (names.contains(order.policy())) {
                    // One that makes no sense here has no effect, as it would have had then.
                    var unused = failover.order(order.policy(), order.command());
                }
            }
            time.advance(Duration.ofNanos(Math.max(0, history.end - now())));
        }
        List<History.Move> moves = new ArrayList<>();
        for (JournalEntry entry : journal.entries()) {
            if (entry instanceof JournalEntry.Decided decided) {
                moves.add(new History.Move(decided.at().nanos() - origin, decided));
            }
        }
        return moves;
    }

    private long now() {
        return time.nanoTime() - origin;
    }

    /** Each record starts where it stood when the journal began. */
    private InMemoryStateStore remembering() {
        InMemoryStateStore store = new InMemoryStateStore();
        for (FailoverPolicy policy : policies) {
            Holding held = TimeLine.heldFirst(history, policy);
            StoredState state = new StoredState(policy.record(), 1, held, Set.of(), Map.of(), null, List.of());
            store.save(StoreBatch.ofStates(Map.of(policy.name(), state)));
        }
        return store;
    }

    private Prober prober(Location location) {
        // Answers from the journal and has nothing that could fail: no prober that anybody else could use.
        return new Prober() {
            @Override
            public boolean supports(ProbeSpec spec) {
                return spec instanceof FromJournal || spec instanceof ControlFromJournal;
            }

            @Override
            public Probe prepare(ProbeSpec spec) {
                if (spec instanceof FromJournal recorded) {
                    return request -> answer(
                            new History.View(
                                    recorded.policy.name(), request.endpoint().id(), location.id()),
                            request);
                }
                if (spec instanceof ControlFromJournal) {
                    return request -> answer(History.controlView(request.endpoint(), location.id()), request);
                }
                throw new IllegalArgumentException(spec + " is not answered from a journal");
            }

            @Override
            public void close() {}
        };
    }

    private CompletionStage<ProbeResult> answer(History.View view, ProbeRequest request) {
        ProbeResult recorded = inForce(view);
        boolean tooLate = recorded.timings().total().compareTo(request.timeout()) > 0;
        Duration after = tooLate ? request.timeout() : recorded.timings().total();
        ProbeResult result = tooLate && recorded.outcome() == Outcome.PASS
                ? ProbeResult.of(Reason.RESPONSE_TIMEOUT, "slower than this timeout", Timings.total(after))
                : recorded;
        CompletableFuture<ProbeResult> stage = new CompletableFuture<>();
        var unused = time.schedule(after, () -> stage.complete(result));
        return stage;
    }

    /** The last check that had started by now; the first one before that. */
    private ProbeResult inForce(History.View view) {
        List<History.Seen> all = checks.getOrDefault(view, history.seen.getOrDefault(view, List.of()));
        if (all.isEmpty()) {
            return ProbeResult.of(
                    Reason.LOCAL_TROUBLE, "the journal knows nothing of it", Timings.total(Duration.ofMillis(1)));
        }
        int low = 0;
        int high = all.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (all.get(middle).nanos() <= now()) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return all.get(low).result();
    }

    /** The check of a control target that is answered from the journal. */
    private record ControlFromJournal(Host.Control control) implements ProbeSpec {
        @Override
        public String type() {
            return control.probe().type();
        }

        @Override
        public int port() {
            return control.probe().port();
        }

        @Override
        public List<Violation> violations() {
            return List.of();
        }
    }

    /** A check that is answered from the journal: it has to know for which policy. */
    private record FromJournal(FailoverPolicy policy) implements ProbeSpec {
        @Override
        public String type() {
            return policy.probe().type();
        }

        @Override
        public int port() {
            return policy.probe().port();
        }

        @Override
        public List<Violation> violations() {
            return List.of();
        }
    }
}
