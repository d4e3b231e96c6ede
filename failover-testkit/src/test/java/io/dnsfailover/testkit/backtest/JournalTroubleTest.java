package io.dnsfailover.testkit.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.journal.InMemoryJournal;
import io.dnsfailover.journal.Journal;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.testkit.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A journal that is slow, full or broken harms nothing but itself. */
class JournalTroubleTest {
    private final InMemoryJournal kept = new InMemoryJournal();
    private @Nullable Supplier<Throwable> trouble;

    @Test
    @DisplayName("what could not be written is counted, and said before what can be written again")
    void failedAppend_isSaid() {
        try (Scenario scenario = start()) {
            long before = kept.entries().size();
            trouble = () -> new IOException("no space left");
            scenario.advance(Duration.ofMinutes(5));
            long dropped = scenario.failover().counters().droppedJournalEntries();
            trouble = null;
            scenario.advance(Duration.ofMinutes(1));

            assertThat(dropped).isGreaterThan(20);
            assertThat(kept.entries().get((int) before))
                    .isInstanceOfSatisfying(
                            JournalEntry.Lost.class,
                            lost -> assertThat(lost.entries()).isEqualTo(dropped));
            assertThat(kept.entries())
                    .filteredOn(JournalEntry.Lost.class::isInstance)
                    .hasSize(1);
            assertThat(scenario.failover().counters().droppedJournalEntries()).isEqualTo(dropped);
        }
    }

    @Test
    @DisplayName("a journal that throws what it likes stops neither itself nor a failover")
    void brokenJournal_stopsNothing() {
        try (Scenario scenario = start()) {
            trouble = () -> new LinkageError("a class is missing");
            scenario.endpoint("192.0.2.10").goesDown();
            scenario.advance(Duration.ofMinutes(2));
            trouble = null;
            scenario.advance(Duration.ofMinutes(1));

            assertThat(scenario.events()).anyMatch(event -> event.describe().startsWith("failed over"));
            assertThat(kept.entries().get(kept.entries().size() - 1)).isInstanceOf(JournalEntry.Observed.class);
        }
    }

    @Test
    @DisplayName("a journal that is slower than the engine is a bounded queue, then drops")
    void slowJournal_isBounded() {
        try (Scenario scenario = start()) {
            scenario.time().delayWorker("journal", Duration.ofDays(400));
            scenario.advance(Duration.ofDays(30));

            assertThat(scenario.failover().counters().droppedJournalEntries()).isPositive();
        }
        assertThat(kept.entries()).hasSizeLessThan(110_000);
    }

    @Test
    @DisplayName("closing writes what still waits")
    void close_writesTheRest() {
        Scenario scenario = start();
        scenario.time().delayWorker("journal", Duration.ofDays(1));
        scenario.advance(Duration.ofMinutes(10));
        int before = kept.entries().size();

        scenario.close();

        assertThat(kept.entries()).hasSizeGreaterThan(before + 30);
        assertThat(kept.entries()).noneMatch(JournalEntry.Lost.class::isInstance);
    }

    private Scenario start() {
        return Scenario.of(BackTestTest.usual().build())
                .from("fra1", "ams1")
                .journaledIn(new Journal() {
                    @Override
                    public void append(List<JournalEntry> entries) throws IOException {
                        Throwable thrown = trouble == null ? null : trouble.get();
                        if (thrown instanceof IOException io) {
                            throw io;
                        }
                        if (thrown instanceof Error error) {
                            throw error;
                        }
                        kept.append(entries);
                    }

                    @Override
                    public void close() {}
                })
                .start();
    }
}
