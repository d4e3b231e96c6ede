package io.dnsfailover.testkit;

import io.dnsfailover.journal.InMemoryJournal;
import io.dnsfailover.journal.Journal;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.testkit.contract.JournalContract;
import java.util.List;

class InMemoryJournalContractTest extends JournalContract {
    private final InMemoryJournal journal = new InMemoryJournal();

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected List<JournalEntry> kept() {
        return journal.entries();
    }
}
