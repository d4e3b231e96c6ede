package io.dnsfailover.testkit.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.JournalReplay;
import io.dnsfailover.journal.InMemoryJournal;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.journal.JournalFormat;
import io.dnsfailover.journal.JournalFormatException;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.testkit.Scenario;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A journal that is replayed gives the very decisions that it holds. */
class JournalReplayTest {
    private static final int STEPS = 40;
    private static final long STORIES = Long.getLong("failover.stories", 60);

    @Test
    @DisplayName("whatever goes wrong, the replay of the text of a journal decides the same, byte for byte")
    void replay_ofItsOwnPolicy_isTheSame() throws Exception {
        int decisions = 0;
        Set<Class<?>> kinds = new HashSet<>();
        for (long seed = 1; seed <= STORIES; seed++) {
            List<JournalEntry> entries = reread(told(seed));

            JournalReplay replay = JournalReplay.of(entries);

            assertThat(replay.firstDifference()).as("seed %d", seed).isEmpty();
            assertThat(replay.isSame()).as("seed %d", seed).isTrue();
            assertThat(replay.leftOut()).isZero();
            decisions += replay.replayed().size();
            entries.forEach(entry -> kinds.add(entry.getClass()));
        }
        assertThat(decisions).isGreaterThan((int) STORIES * 4);
        // All but those that a journal in files has, or one that lost something.
        assertThat(kinds).hasSize(JournalEntry.class.getPermittedSubclasses().length - 2);
    }

    @Test
    @DisplayName("a journal in which one failure of a deciding check became a pass decides something else")
    void replay_ofAnotherStory_isAnother() throws Exception {
        List<JournalEntry> entries = new ArrayList<>(reread(told(1)));
        entries.replaceAll(JournalReplayTest::healed);

        JournalReplay replay = JournalReplay.of(entries);

        assertThat(replay.isSame()).isFalse();
        assertThat(replay.firstDifference()).hasSize(2);
    }

    @Test
    @DisplayName("from a gap to the next start nothing is compared")
    void replay_afterAGap_isLeftOut() throws Exception {
        List<JournalEntry> entries = new ArrayList<>(reread(told(1)));
        Moment start = entries.get(0).at();
        long all =
                entries.stream().filter(JournalEntry.Decided.class::isInstance).count();
        entries.add(1, new JournalEntry.Lost(start, 3));

        JournalReplay replay = JournalReplay.of(entries);

        assertThat(replay.isSame()).isTrue();
        assertThat(replay.leftOut()).isPositive();
        assertThat(replay.recorded().size() + replay.leftOut()).isEqualTo((int) all);
    }

    @Test
    @DisplayName("the journal changes no decision: with and without one the same things happen")
    void journal_changesNothing() {
        JournaledStory with = new JournaledStory(5);
        JournaledStory without = new JournaledStory(5);
        try (Scenario a = with.start(5, new InMemoryJournal());
                Scenario b = without.start(5, new LosesAll())) {
            for (int step = 0; step < STEPS; step++) {
                with.goOn(a);
                without.goOn(b);
            }

            assertThat(a.events()).isEqualTo(b.events());
            assertThat(b.failover().counters().droppedJournalEntries()).isPositive();
        }
    }

    private static List<JournalEntry> told(long seed) {
        InMemoryJournal journal = new InMemoryJournal();
        JournaledStory story = new JournaledStory(seed);
        try (Scenario scenario = story.start(seed, journal)) {
            for (int step = 0; step < STEPS; step++) {
                story.goOn(scenario);
            }
        }
        return journal.entries();
    }

    private static List<JournalEntry> reread(List<JournalEntry> entries) throws JournalFormatException {
        List<JournalEntry> read = new ArrayList<>();
        for (JournalEntry entry : entries) {
            String line = JournalFormat.line(entry);
            JournalEntry again = JournalFormat.entry(line);
            assertThat(JournalFormat.line(again)).isEqualTo(line);
            read.add(again);
        }
        return read;
    }

    private static JournalEntry healed(JournalEntry entry) {
        if (entry instanceof JournalEntry.Observed observed
                && EnumSet.of(Reason.REFUSED, Reason.RESPONSE_TIMEOUT)
                        .contains(observed.observation().result().reason())) {
            Observation seen = observed.observation();
            ProbeResult pass =
                    ProbeResult.of(Reason.EXPECTED, "healed", seen.result().timings());
            return new JournalEntry.Observed(
                    observed.at(),
                    new Observation(seen.policy(), seen.endpointId(), seen.locationId(), pass, seen.at(), seen.ask()));
        }
        return entry;
    }

    /** A journal that cannot be written. */
    private static final class LosesAll implements io.dnsfailover.journal.Journal {
        @Override
        public void append(List<JournalEntry> entries) throws java.io.IOException {
            throw new java.io.IOException("the disk is full");
        }

        @Override
        public void close() {}
    }
}
