package io.dnsfailover.notify.collect;

import io.dnsfailover.journal.Journal;
import io.dnsfailover.journal.JournalEntry;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at the entries on their way to a journal; without one, they go nowhere else. */
final class WatchingJournal implements Journal {
    private final @Nullable Journal own;
    private final Consumer<JournalEntry> watcher;

    WatchingJournal(@Nullable Journal own, Consumer<JournalEntry> watcher) {
        this.own = own;
        this.watcher = watcher;
    }

    @Override
    public void append(List<JournalEntry> entries) throws IOException {
        entries.forEach(watcher);
        if (own != null) {
            own.append(entries);
        }
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
