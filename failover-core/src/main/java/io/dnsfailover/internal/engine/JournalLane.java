package io.dnsfailover.internal.engine;

import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.Decision;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.journal.Host;
import io.dnsfailover.journal.Journal;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.Reason;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.StoredState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what the engine takes in and decides to a journal, off the loop. Never blocks and never throws: what finds the queue
 * full, or cannot be written, is dropped and counted. Without a journal each method is one comparison. All methods run on the
 * engine loop.
 */
final class JournalLane {
    private static final Logger LOG = LoggerFactory.getLogger(JournalLane.class);
    private static final int MAX_WAITING = 100_000;
    private static final int MAX_BATCH = 1_000;

    private final Loop loop;
    private final @Nullable Journal journal;
    private final Tally tally;
    private final Executor worker;
    private final Queue<JournalEntry> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong(); // since the last entry that was written
    private long failures; // worker only, and the closing thread after it

    JournalLane(Loop loop, @Nullable Journal journal, Tally tally) {
        this.loop = loop;
        this.journal = journal;
        this.tally = tally;
        this.worker = journal == null ? task -> {} : loop.worker("journal");
    }

    void started(EngineSettings settings, Collection<FailoverPolicy> policies, Map<String, StoredState> stored) {
        if (journal == null) {
            return;
        }
        Set<String> fed = new TreeSet<>();
        for (Station station : settings.stations()) {
            if (station.prober() == null) {
                fed.add(station.location().id());
            }
        }
        Guards guards = settings.guards();
        Host host = new Host(
                settings.stations().stream().map(Station::location).toList(),
                fed,
                guards.brake(),
                guards.doubt(),
                guards.controls());
        add(new JournalEntry.Started(loop.now(), host, List.copyOf(policies), stored));
    }

    void controlChecked(Location location, int number, Reason reason, Moment startedAt) {
        if (journal != null) {
            add(new JournalEntry.ControlChecked(loop.now(), location.id(), number, reason, startedAt));
        }
    }

    void resumed() {
        if (journal != null) {
            add(new JournalEntry.Resumed(loop.now()));
        }
    }

    void brakeChecked() {
        if (journal != null) {
            add(new JournalEntry.BrakeChecked(loop.now()));
        }
    }

    void brakeReleased() {
        if (journal != null) {
            add(new JournalEntry.BrakeReleased(loop.now()));
        }
    }

    void serversRead(String policy, ServersHeld held) {
        if (journal != null) {
            add(new JournalEntry.ServersRead(loop.now(), policy, held.asked(), held.served()));
        }
    }

    void observed(Observation observation) {
        if (journal != null) {
            add(new JournalEntry.Observed(loop.now(), observation));
        }
    }

    void woken(String policy) {
        if (journal != null) {
            add(new JournalEntry.Woken(loop.now(), policy));
        }
    }

    void stored() {
        if (journal != null) {
            add(new JournalEntry.Stored(loop.now()));
        }
    }

    void ordered(String policy, Command command) {
        if (journal != null) {
            add(new JournalEntry.Ordered(loop.now(), policy, command));
        }
    }

    void replaced(Collection<FailoverPolicy> policies) {
        if (journal != null) {
            add(new JournalEntry.PoliciesReplaced(loop.now(), List.copyOf(policies)));
        }
    }

    void ahead(String policy, String publisher, Published holds, boolean settled) {
        if (journal != null) {
            add(new JournalEntry.ServerAhead(loop.now(), policy, publisher, holds, settled));
        }
    }

    void decided(String policy, Decision decision) {
        if (journal != null) {
            add(JournalEntry.Decided.of(policy, decision));
        }
    }

    /** What became of a publish, as far as people are told. */
    void told(FailoverEvent event) {
        if (journal == null) {
            return;
        }
        Moment at = loop.now();
        if (event instanceof FailoverEvent.Published done) {
            add(new JournalEntry.PublishConfirmed(
                    at, done.header().policy(), done.publisher(), done.recordSet(), done.generation()));
        } else if (event instanceof FailoverEvent.PublishFailed failed) {
            add(new JournalEntry.PublishFailed(
                    at,
                    failed.header().policy(),
                    failed.publisher(),
                    PublishEffect.valueOf(failed.effect()),
                    failed.message(),
                    failed.attempt()));
        }
    }

    private void add(JournalEntry entry) {
        int waits = size.incrementAndGet();
        if (waits > MAX_WAITING) {
            size.decrementAndGet();
            drop(1);
            return;
        }
        waiting.add(entry);
        if (waits == 1) {
            worker.execute(this::drain);
        }
    }

    /** Runs on the worker, until nothing waits any more. */
    private void drain() {
        int written;
        do {
            List<JournalEntry> batch = new ArrayList<>();
            for (JournalEntry next = waiting.poll(); next != null; next = waiting.poll()) {
                batch.add(next);
                if (batch.size() == MAX_BATCH) {
                    break;
                }
            }
            write(batch);
            written = batch.size();
        } while (size.addAndGet(-written) > 0);
    }

    /** Writes what still waits. The scheduler is closed, so that the worker does not. */
    void close() {
        List<JournalEntry> rest = new ArrayList<>();
        for (JournalEntry next = waiting.poll(); next != null; next = waiting.poll()) {
            rest.add(next);
        }
        write(rest);
    }

    private void write(List<JournalEntry> batch) {
        Journal open = journal;
        if (open == null || batch.isEmpty()) {
            return;
        }
        long missing = lost.getAndSet(0);
        List<JournalEntry> entries = new ArrayList<>(batch.size() + 1);
        if (missing > 0) {
            entries.add(new JournalEntry.Lost(batch.get(0).at(), missing));
        }
        entries.addAll(batch);
        try {
            open.append(entries);
            failures = 0;
        } catch (IOException | RuntimeException | Error e) { // nothing that a journal throws may stop its lane for good
            lost.addAndGet(missing);
            drop(batch.size());
            failures++;
            if (Long.bitCount(failures) == 1) { // 1, 2, 4, 8 ...: a disk that stays full is not news every time
                LOG.warn("{} could not be written (attempt {}): its entries are dropped", open, failures, e);
            }
        }
    }

    private void drop(int entries) {
        lost.addAndGet(entries);
        tally.droppedJournalEntries.add(entries);
    }
}
