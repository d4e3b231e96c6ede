package io.dnsfailover.testkit;

import io.dnsfailover.journal.FileJournal;
import io.dnsfailover.journal.Journal;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.journal.JournalReader;
import io.dnsfailover.testkit.contract.JournalContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class FileJournalContractTest extends JournalContract {
    @TempDir
    private Path directory;

    @Override
    protected Journal journal() throws IOException {
        return FileJournal.open(directory, FileJournal.Limits.DEFAULT);
    }

    @Override
    protected List<JournalEntry> kept() throws IOException {
        return JournalReader.read(directory).entries();
    }
}
