package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.dnsfailover.journal.Journal;
import io.dnsfailover.journal.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} must do. */
public abstract class JournalContract {
    private final List<Journal> opened = new ArrayList<>();

    /** For subclasses. */
    protected JournalContract() {}

    /**
     * A journal. Called again, it gives one that goes on behind what the one before wrote, which is closed by then.
     *
     * @return a journal that is open
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract Journal journal() throws Exception;

    /**
     * What was written, read back by whatever way the journal has.
     *
     * @return the entries in order, without such as the journal adds itself
     * @throws Exception when they cannot be read
     */
    protected abstract List<JournalEntry> kept() throws Exception;

    @AfterEach
    final void closeJournals() {
        opened.forEach(Journal::close);
    }

    @Test
    @DisplayName("an entry of every kind is kept as it was, in order")
    void everyKindOfEntry_isKept() throws Exception {
        List<JournalEntry> entries = JournalSpecimens.entries();

        open().append(entries);

        assertThat(kept()).isEqualTo(entries);
        assertThat(entries)
                .extracting(Object::getClass)
                .doesNotHaveDuplicates()
                .hasSameSizeAs(JournalEntry.class.getPermittedSubclasses());
    }

    @Test
    @DisplayName("what is appended one by one can be read after each")
    void eachAppend_canBeReadAtOnce() throws Exception {
        Journal journal = open();
        List<JournalEntry> entries = JournalSpecimens.entries();

        for (int i = 0; i < entries.size(); i++) {
            journal.append(List.of(entries.get(i)));

            assertThat(kept()).isEqualTo(entries.subList(0, i + 1));
        }
    }

    @Test
    @DisplayName("the next journal goes on behind what the one before wrote")
    void nextJournal_goesOn() throws Exception {
        List<JournalEntry> entries = JournalSpecimens.entries();
        Journal first = open();
        first.append(entries);
        first.close();

        open().append(entries);

        assertThat(kept())
                .startsWith(entries.toArray(JournalEntry[]::new))
                .endsWith(entries.toArray(JournalEntry[]::new));
        assertThat(kept()).hasSize(2 * entries.size());
    }

    @Test
    @DisplayName("a journal that was closed has kept everything, and can be closed again")
    void close_keepsEverything() throws Exception {
        Journal journal = open();
        journal.append(JournalSpecimens.entries());
        journal.close();

        assertThatNoException().isThrownBy(journal::close);
        assertThat(kept()).isEqualTo(JournalSpecimens.entries());
    }

    private Journal open() throws Exception {
        Journal journal = journal();
        opened.add(journal);
        return journal;
    }
}
