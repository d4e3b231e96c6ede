package io.dnsfailover.internal.engine;

import io.dnsfailover.journal.Host;
import io.dnsfailover.journal.InMemoryJournal;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.model.Moment;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Reconciliation;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.InMemoryStateStore;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of an engine over again: the real one, but the clocks show what the journal says, nothing happens because time goes by,
 * and what came from probes, operators, the store and the name servers comes from the journal. What the engine journals
 * meanwhile is the result. On one thread.
 */
public final class Replay {
    /** A prober whose checks never begin: no timer fires. */
    private static final Prober IDLE = new Prober() {
        @Override
        public boolean supports(ProbeSpec spec) {
            return true;
        }

        @Override
        public Probe prepare(ProbeSpec spec) {
            return request -> new CompletableFuture<>();
        }

        @Override
        public void close() {}
    };

    private final Clocks clocks;
    private final Hands hands = new Hands();
    private final Deque<Runnable> putOff = new ArrayDeque<>();
    private final InMemoryJournal journal = new InMemoryJournal();
    private final Map<RecordCell, Consumer<ServersHeld>> unread = new HashMap<>();
    private final Map<String, Station> stations = new HashMap<>();
    private final Engine engine;

    /**
     * Starts the run again.
     *
     * @param started how it started
     */
    public Replay(JournalEntry.Started started) {
        clocks = new Clocks(started.at());
        Host host = started.host();
        List<Station> places = host.locations().stream()
                .map(location ->
                        new Station(location, host.fed().contains(location.id()) ? null : IDLE, null, Map.of()))
                .toList();
        places.forEach(station -> stations.put(station.location().id(), station));
        engine = new Engine(
                new EngineSettings(
                        clocks,
                        hands,
                        0,
                        0,
                        new Guards(host.brake(), host.doubt(), host.controls()),
                        Reconciliation.DEFAULT,
                        places,
                        List.of(),
                        null,
                        Map.of(),
                        new InMemoryStateStore(),
                        journal),
                new Told());
        engine.run(started.policies(), started.stored());
    }

    /**
     * Takes the next entry. Those that are no input of an engine do nothing.
     *
     * @param entry an entry of the same run
     */
    public void take(JournalEntry entry) {
        clocks.now = entry.at();
        if (entry instanceof JournalEntry.Observed observed) {
            RecordCell cell = engine.cell(observed.observation().policy());
            Station station = stations.get(observed.observation().locationId());
            if (cell != null && station != null) {
                cell.replay(station, observed.observation());
            }
        } else if (entry instanceof JournalEntry.Stored) {
            hands.storeOnce();
        } else if (entry instanceof JournalEntry.PoliciesReplaced replaced) {
            engine.replace(replaced.policies());
        } else if (entry instanceof JournalEntry.Resumed) {
            Runnable next = putOff.poll();
            if (next != null) {
                next.run();
            }
        } else if (entry instanceof JournalEntry.ControlChecked checked) {
            ControlChecks controls = engine.controls(checked.location());
            if (controls != null) {
                controls.observed(checked.control(), checked.reason(), checked.started());
            }
        } else if (entry instanceof JournalEntry.BrakeChecked) {
            engine.parts().brake().check();
        } else if (entry instanceof JournalEntry.BrakeReleased) {
            engine.parts().brake().release();
        } else {
            takeForRecord(entry);
        }
    }

    private void takeForRecord(JournalEntry entry) {
        if (entry instanceof JournalEntry.ServersRead read) {
            withCell(read.policy(), cell -> {
                Consumer<ServersHeld> waiting = unread.remove(cell);
                if (waiting != null) {
                    waiting.accept(new ServersHeld(read.asked(), read.served()));
                }
            });
        } else if (entry instanceof JournalEntry.Woken woken) {
            withCell(woken.policy(), RecordCell::wake);
        } else if (entry instanceof JournalEntry.ServerAhead ahead) {
            withCell(ahead.policy(), cell -> cell.serverIsAhead(ahead.publisher(), ahead.holds(), ahead.settled()));
        } else if (entry instanceof JournalEntry.Ordered ordered) {
            withCell(ordered.policy(), cell -> {
                try {
                    cell.order(ordered.command(), () -> {});
                } catch (IllegalArgumentException | IllegalStateException e) {
                    // It made no sense then either, and changed nothing.
                }
            });
        }
    }

    private void withCell(String policy, Consumer<RecordCell> action) {
        RecordCell cell = engine.cell(policy);
        if (cell != null) {
            action.accept(cell);
        }
    }

    /**
     * What the engine took in and decided in this replay.
     *
     * @return its journal so far
     */
    public List<JournalEntry> journal() {
        return journal.entries();
    }

    /** Ends the run. */
    public void end() {
        engine.close();
    }

    /** What was put off, and what was read, comes when the journal says so. */
    private final class Told implements Surroundings {
        @Override
        public FirstReads reads(Lanes publishers) {
            return unread::put;
        }

        @Override
        public Executor later(Loop loop, JournalLane lane) {
            return putOff::add;
        }
    }

    /** Clocks that show what they are told. */
    private static final class Clocks implements TimeSource {
        private Moment now;

        private Clocks(Moment now) {
            this.now = now;
        }

        @Override
        public Moment now() {
            return now;
        }

        @Override
        public long nanoTime() {
            return now.nanos();
        }

        @Override
        public Instant instant() {
            return now.wall();
        }
    }

    /** No timer fires, and a store waits until it is told to go on: only the journal says when things happen. */
    private static final class Hands implements Scheduler {
        private final Deque<Runnable> storing = new ArrayDeque<>();
        private @Nullable List<Runnable> posted;

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            if (posted != null) {
                posted.add(task);
            }
            return () -> {};
        }

        @Override
        public Executor worker(String name) {
            return name.equals("store") ? storing::add : Runnable::run;
        }

        /** Ends the storing of one batch, and runs what waits for it. */
        void storeOnce() {
            List<Runnable> told = new ArrayList<>();
            posted = told;
            while (told.isEmpty() && !storing.isEmpty()) {
                storing.remove().run(); // one that only forgets posts nothing
            }
            posted = null;
            told.forEach(Runnable::run);
        }

        @Override
        public void close() {
            storing.clear();
        }
    }
}
