package io.dnsfailover.testkit.backtest;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.journal.Host;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Timings;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Doubt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a journal tells, on one time line that goes through all its runs: nanoseconds since its first entry, by the monotonic
 * clock within a run and by the wall clock from one run to the next.
 */
final class History {
    /** An endpoint of a policy, as one location sees it. */
    record View(String policy, String endpoint, String location) {}

    /** One check, by when it started. */
    record Seen(long nanos, ProbeResult result) {}

    /** An operator's order. */
    record Order(long nanos, String policy, Command command) {}

    /** A decision. */
    record Move(long nanos, JournalEntry.Decided decided) {}

    /** A name server that confirmed a change, in the order of the journal. */
    record Confirmed(long nanos, JournalEntry.PublishConfirmed entry) {}

    final Map<View, List<Seen>> seen = new LinkedHashMap<>();
    final List<Order> orders = new ArrayList<>();
    final List<Move> moves = new ArrayList<>();
    final List<Confirmed> confirmed = new ArrayList<>();
    final Map<String, FailoverPolicy> policies = new LinkedHashMap<>(); // the last of each name
    final Map<String, Holding> heldFirst = new TreeMap<>();
    final Map<String, JournalEntry.ServersRead> readFirst = new TreeMap<>();
    Host host = new Host(List.of(), Set.of(), Brake.DEFAULT, Doubt.DEFAULT, List.of()); // the last
    long observations;
    long end;
    private @Nullable Instant begin;
    private long runBegan;
    private long runOrigin;

    /** Reads entries. */
    static History of(List<JournalEntry> entries) {
        History history = new History();
        entries.forEach(history::take);
        history.seen.values().forEach(checks -> checks.sort((a, b) -> Long.compare(a.nanos(), b.nanos())));
        return history;
    }

    /** The wall clock at the beginning. */
    Instant begin() {
        Instant first = begin;
        if (first == null) {
            throw new IllegalArgumentException("the journal is empty");
        }
        return first;
    }

    /** The wall clock at some time, as it would show if nobody had set it since the beginning. */
    Instant wall(long nanos) {
        return begin().plusNanos(nanos);
    }

    private void take(JournalEntry entry) {
        if (begin == null) {
            begin = entry.at().wall();
            runOrigin = entry.at().nanos();
        }
        if (entry instanceof JournalEntry.Started || entry instanceof JournalEntry.Continued) {
            // A wall clock that was set back between two runs must not let them overlap.
            long byWall = Duration.between(begin, entry.at().wall()).toNanos();
            runBegan = Math.max(end, byWall);
            runOrigin = entry.at().nanos();
        }
        long nanos = at(entry.at().nanos());
        end = Math.max(end, nanos);
        if (entry instanceof JournalEntry.Started started) {
            host = started.host();
            started.policies().forEach(policy -> policies.put(policy.name(), policy));
            started.stored().forEach((name, state) -> heldFirst.putIfAbsent(name, state.holding()));
        } else if (entry instanceof JournalEntry.Continued continued) {
            host = continued.host();
            continued.policies().forEach(policy -> policies.put(policy.name(), policy));
        } else if (entry instanceof JournalEntry.PoliciesReplaced replaced) {
            replaced.policies().forEach(policy -> policies.put(policy.name(), policy));
        } else if (entry instanceof JournalEntry.Observed observed) {
            see(observed.observation());
        } else if (entry instanceof JournalEntry.ControlChecked checked) {
            see(checked, nanos);
        } else if (entry instanceof JournalEntry.Ordered ordered) {
            orders.add(new Order(nanos, ordered.policy(), ordered.command()));
        } else if (entry instanceof JournalEntry.Decided decided) {
            heldFirst.putIfAbsent(decided.policy(), decided.from());
            moves.add(new Move(nanos, decided));
        } else if (entry instanceof JournalEntry.PublishConfirmed done) {
            confirmed.add(new Confirmed(nanos, done));
        } else if (entry instanceof JournalEntry.ServersRead read) {
            readFirst.putIfAbsent(read.policy(), read);
        }
    }

    private void see(Observation observation) {
        observations++;
        View view = new View(observation.policy(), observation.endpointId(), observation.locationId());
        long started = Math.max(0, at(observation.at().nanos()));
        seen.computeIfAbsent(view, key -> new ArrayList<>()).add(new Seen(started, observation.result()));
    }

    private void see(JournalEntry.ControlChecked checked, long ended) {
        if (checked.control() < 0 || checked.control() >= host.controls().size()) {
            return;
        }
        Endpoint endpoint = host.controls().get(checked.control()).endpoint();
        long started = Math.max(0, at(checked.started().nanos()));
        Timings timings = Timings.total(Duration.ofNanos(Math.max(0, ended - started)));
        seen.computeIfAbsent(controlView(endpoint, checked.location()), key -> new ArrayList<>())
                .add(new Seen(started, ProbeResult.of(checked.reason(), "a control target", timings)));
    }

    /** How a control target is found among what was seen: no policy has an empty name. */
    static View controlView(Endpoint endpoint, String location) {
        return new View("", endpoint.toString(), location);
    }

    private long at(long monotonic) {
        return runBegan + monotonic - runOrigin;
    }
}
