package io.dnsfailover.testkit;

import io.dnsfailover.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all locations and all runs of a scenario share: how the endpoints behave, and when somebody changed that. */
final class ScenarioWorld {
    private final SimulatedTime time;
    private final EndpointScripts scripts;
    private final List<Long> changes = new ArrayList<>();
    private @Nullable Journal journal;

    ScenarioWorld(SimulatedTime time) {
        this.time = time;
        this.scripts = new EndpointScripts(time, this::changed);
    }

    /** Has every run written to a journal. */
    void journaledIn(Journal kept) {
        journal = kept;
    }

    @Nullable
    Journal journal() {
        return journal;
    }

    EndpointScripts scripts() {
        return scripts;
    }

    /** Notes that something happened to the world just now. */
    void changed() {
        changes.add(time.nanoTime());
    }

    /** The last time before {@code nanos} at which something happened; the first time of all when nothing did. */
    long lastChangeBefore(long nanos) {
        long last = Long.MIN_VALUE;
        for (long change : changes) {
            if (change <= nanos) {
                last = Math.max(last, change);
            }
        }
        return last == Long.MIN_VALUE ? nanos - time.elapsed().toNanos() : last;
    }
}
