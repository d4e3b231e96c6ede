package io.dnsfailover.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.journal.FileJournal;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.journal.JournalFormat;
import io.dnsfailover.journal.JournalFormatException;
import io.dnsfailover.journal.JournalReader;
import io.dnsfailover.model.Notes;
import io.dnsfailover.testkit.contract.JournalSpecimens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments, their bounds, and what a crash leaves. */
class FileJournalTest {
    private static final FileJournal.Limits SMALL = new FileJournal.Limits(4096, 3);
    private static final List<JournalEntry> SPECIMENS = JournalSpecimens.entries();
    private static final JournalEntry STARTED = SPECIMENS.get(0);
    private static final JournalEntry OBSERVED = SPECIMENS.get(2);

    @TempDir
    private Path directory;

    @Test
    @DisplayName("the oldest segments go; each that stays says first what the run has")
    void manyEntries_keepTheNewest() throws IOException {
        try (FileJournal journal = FileJournal.open(directory, SMALL)) {
            journal.append(List.of(STARTED));
            for (int i = 0; i < 1000; i++) {
                journal.append(List.of(OBSERVED));
            }
        }

        assertThat(segments()).hasSize(3);
        for (Path segment : segments()) {
            assertThat(Files.size(segment)).isLessThan(4096 + 1024);
        }
        List<JournalEntry> kept = JournalReader.read(directory).entries();
        assertThat(kept.get(0)).isInstanceOf(JournalEntry.Continued.class);
        assertThat(kept).filteredOn(JournalEntry.Continued.class::isInstance).hasSize(1);
        assertThat(kept).filteredOn(OBSERVED::equals).hasSizeBetween(18, 60);
    }

    @Test
    @DisplayName("an entry that is larger than a segment has one of its own, and nothing is lost around it")
    void hugeEntry_hasItsOwnSegment() throws IOException {
        JournalEntry.Decided decided = (JournalEntry.Decided) SPECIMENS.get(8);
        JournalEntry huge = new JournalEntry.Decided(
                decided.at(), "www", 8, decided.cause(), decided.from(), decided.to(), null, "x".repeat(20_000));
        List<JournalEntry> entries = List.of(STARTED, OBSERVED, huge, OBSERVED);

        try (FileJournal journal = FileJournal.open(directory, new FileJournal.Limits(4096, 10))) {
            journal.append(entries);
        }

        assertThat(JournalReader.read(directory).entries()).isEqualTo(entries);
        assertThat(segments()).hasSize(3);
    }

    @Test
    @DisplayName("a torn last line is left out, with a remark, wherever it was torn")
    void tornLine_isLeftOut() throws IOException {
        write(List.of(STARTED, OBSERVED));
        Path segment = segments().get(0);
        byte[] whole = Files.readAllBytes(segment);
        int last = JournalFormat.line(OBSERVED).length() + 1;

        for (int cut = 1; cut < last; cut++) {
            Files.write(segment, java.util.Arrays.copyOf(whole, whole.length - cut));
            JournalReader.Recording read = JournalReader.read(directory);

            assertThat(read.entries()).containsExactly(STARTED);
            assertThat(read.remarks()).singleElement().asString().contains("torn");
        }
    }

    @Test
    @DisplayName("after a crash the next journal begins a segment of its own, behind the torn one")
    void nextJournal_afterACrash_goesOn() throws IOException {
        write(List.of(STARTED, OBSERVED));
        Files.writeString(segments().get(0), "observed\tat=1", StandardOpenOption.APPEND);

        write(List.of(STARTED));

        assertThat(JournalReader.read(directory).entries()).containsExactly(STARTED, OBSERVED, STARTED);
        assertThat(JournalReader.read(directory).remarks()).hasSize(1);
    }

    @Test
    @DisplayName("a line that breaks the format is an error that names file, line and rule")
    void brokenLine_isNamed() throws IOException {
        write(List.of(STARTED, OBSERVED));
        Files.writeString(segments().get(0), "nonsense\tat=5/2026-01-01T00:00:00Z\n", StandardOpenOption.APPEND);

        assertThatIOException()
                .isThrownBy(() -> JournalReader.read(directory))
                .isInstanceOf(JournalFormatException.class)
                .withMessageContainingAll("journal-000000000001", "line 4", "'nonsense' is no kind of entry");
    }

    @Test
    @DisplayName("another version is refused, and so is a directory without a journal")
    void otherVersion_isRefused() throws IOException {
        assertThatIOException()
                .isThrownBy(() -> JournalReader.read(directory))
                .withMessageContaining("there is no journal in");
        Files.writeString(directory.resolve("journal-000000000001-20260101T000000Z.log"), "failover-journal 3\n");

        assertThatIOException()
                .isThrownBy(() -> JournalReader.read(directory))
                .withMessageContaining("the first line must be 'failover-journal 2'");
    }

    @Test
    @DisplayName("version 1 is read: its checks noticed nothing beside their outcomes")
    void versionBefore_isRead() throws IOException {
        String line = "observed\tat=81/2026-01-01T00:01:21Z\tpolicy=www\tendpoint=a\tlocation=fra1\treason=REFUSED"
                + "\ttotal=PT0.003S\tstarted=80/2026-01-01T00:01:20Z\tdetail=no\n";
        Files.writeString(
                directory.resolve("journal-000000000001-20260101T000000Z.log"), "failover-journal 1\n" + line);

        assertThat(JournalReader.read(directory).entries())
                .singleElement()
                .isInstanceOfSatisfying(
                        JournalEntry.Observed.class,
                        seen -> assertThat(seen.observation().result().notes()).isEqualTo(Notes.NONE));
    }

    @Test
    @DisplayName("missing segments and missing entries are said")
    void gaps_areSaid() throws IOException {
        JournalEntry lost = new JournalEntry.Lost(OBSERVED.at(), 17);
        for (int i = 0; i < 3; i++) {
            write(List.of(STARTED, lost));
        }
        Files.delete(segments().get(1));

        assertThat(JournalReader.read(directory).remarks())
                .hasSize(3)
                .contains("segments 2 to 2 are missing")
                .anyMatch(remark -> remark.startsWith("17 entries are missing"));
    }

    @Test
    @DisplayName("two journals do not write one directory at the same time")
    void secondJournal_isRefused() throws IOException {
        try (FileJournal first = FileJournal.open(directory, SMALL)) {
            first.append(List.of(STARTED));

            assertThatIOException()
                    .isThrownBy(() -> FileJournal.open(directory, SMALL))
                    .withMessageContaining("written by another journal");
        }
        FileJournal.open(directory, SMALL).close();
    }

    @Test
    @DisplayName("an append that an interrupt breaks off fails, and the next one works")
    void interruptedAppend_failsAlone() throws IOException {
        try (FileJournal journal = FileJournal.open(directory, SMALL)) {
            journal.append(List.of(STARTED));
            Thread.currentThread().interrupt();
            assertThatIOException().isThrownBy(() -> journal.append(List.of(OBSERVED)));
            assertThat(Thread.interrupted()).isTrue();

            journal.append(List.of(OBSERVED));
        }

        List<JournalEntry> kept = new ArrayList<>(JournalReader.read(directory).entries());
        assertThat(kept).containsExactly(STARTED, OBSERVED);
    }

    @Test
    @DisplayName("the limits have ranges")
    void limits_areChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileJournal.Limits(100, 3))
                .withMessageContaining("4096");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileJournal.Limits(4096, 1))
                .withMessageContaining("2 to 10000");
    }

    private void write(List<JournalEntry> entries) throws IOException {
        try (FileJournal journal = FileJournal.open(directory, FileJournal.Limits.DEFAULT)) {
            journal.append(entries);
        }
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }
}
