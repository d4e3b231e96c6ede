package io.dnsfailover.journal;

import java.util.ArrayList;
import java.util.List;

/** A journal that lasts as long as the process, for tests. Keeps everything: has no limit. Safe from any thread. */
public final class InMemoryJournal implements Journal {
    private final List<JournalEntry> kept = new ArrayList<>();

    /** A journal with nothing in it. */
    public InMemoryJournal() {}

    @Override
    public synchronized void append(List<JournalEntry> entries) {
        kept.addAll(entries);
    }

    /**
     * Everything so far.
     *
     * @return a snapshot in order
     */
    public synchronized List<JournalEntry> entries() {
        return List.copyOf(kept);
    }

    /** Does nothing: a test can hand the same journal to the next {@code Failover}, and read it in the end. */
    @Override
    public void close() {
        // What was written stays.
    }
}
