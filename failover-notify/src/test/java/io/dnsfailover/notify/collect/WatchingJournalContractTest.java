package io.dnsfailover.notify.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.journal.InMemoryJournal;
import io.dnsfailover.journal.Journal;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.testkit.contract.JournalContract;
import java.util.ArrayList;
import java.util.List;

/** In front of another journal, which keeps the entries. */
class WatchingJournalContractTest extends JournalContract {
    private final InMemoryJournal own = new InMemoryJournal();
    private final List<JournalEntry> watched = new ArrayList<>();

    @Override
    protected Journal journal() {
        return new WatchingJournal(own, watched::add);
    }

    @Override
    protected List<JournalEntry> kept() {
        assertThat(watched).isEqualTo(own.entries());
        return own.entries();
    }
}
