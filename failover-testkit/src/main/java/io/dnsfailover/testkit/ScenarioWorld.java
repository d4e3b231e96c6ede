package io.dnsfailover.testkit;

import io.dnsfailover.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all locations and all runs of a scenario share: how the endpoints behave, and what the test did to them and when. */
final class ScenarioWorld {
    private final SimulatedTime time;
    private final EndpointScripts scripts;
    private final ScriptedAuthorities authorities;
    private @Nullable Journal journal;
    private final List<Deed> deeds = new ArrayList<>();

    /**
     * Something that the test did.
     *
     * @param nanos when, in simulated time
     * @param what one line
     * @param starts whether the time until the next move counts from here
     */
    record Deed(long nanos, String what, boolean starts) {}

    ScenarioWorld(SimulatedTime time) {
        this.time = time;
        this.authorities = new ScriptedAuthorities(time);
        this.scripts = new EndpointScripts(time, "", this::changed);
    }

    /** Has every run written to a journal. */
    void journaledIn(Journal kept) {
        journal = kept;
    }

    @Nullable
    Journal journal() {
        return journal;
    }

    /** What resolvers ask. */
    ScriptedAuthorities authorities() {
        return authorities;
    }

    EndpointScripts scripts() {
        return scripts;
    }

    /** Notes that something happened to the world just now; the time until the next move counts from here. */
    void changed(String what) {
        deeds.add(new Deed(time.nanoTime(), what, true));
    }

    /** Notes something that should make no difference to when a record moves. */
    void noted(String what) {
        deeds.add(new Deed(time.nanoTime(), what, false));
    }

    List<Deed> deeds() {
        return List.copyOf(deeds);
    }

    /** The last time before {@code nanos} at which something happened; the first time of all when nothing did. */
    long lastChangeBefore(long nanos) {
        return deeds.stream()
                .filter(deed -> deed.starts() && deed.nanos() <= nanos)
                .mapToLong(Deed::nanos)
                .max()
                .orElse(time.originNanos());
    }
}
