package io.dnsfailover.testkit.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.Failover;
import io.dnsfailover.JournalReplay;
import io.dnsfailover.journal.InMemoryJournal;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.journal.JournalFormat;
import io.dnsfailover.journal.JournalFormatException;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.MoveBudget;
import io.dnsfailover.testkit.HandFedLocation;
import io.dnsfailover.testkit.Scenario;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A journal that is replayed gives the very decisions that it holds. */
class JournalReplayTest {
    private static final int STEPS = 40;
    private static final long STORIES = Long.getLong("failover.stories", 40);

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
        assertThat(decisions).isGreaterThan((int) STORIES * 2);
        // All but those that a journal in files has, or one that lost something.
        assertThat(kinds).hasSize(JournalEntry.class.getPermittedSubclasses().length - 2);
    }

    @Test
    @DisplayName("what fed locations delivered is replayed too, and counts as what it was: delivered, not probed")
    void replay_ofFedLocations_isTheSame() throws Exception {
        int decisions = 0;
        for (long seed = 1; seed <= 20; seed++) {
            List<JournalEntry> entries = reread(fed(seed));

            JournalReplay replay = JournalReplay.of(entries);

            assertThat(replay.firstDifference()).as("seed %d", seed).isEmpty();
            assertThat(replay.isSame()).isTrue();
            decisions += replay.replayed().size();
        }
        assertThat(decisions).isGreaterThan(20);
    }

    @Test
    @DisplayName("a journal that a crash cut off anywhere replays as far as it goes")
    void replay_ofWhatACrashLeft_isTheSame() throws Exception {
        List<JournalEntry> entries = reread(told(2));
        int decisions = 0;

        for (int end = 1; end < entries.size(); end += 1 + entries.size() / 40) {
            JournalReplay replay = JournalReplay.of(entries.subList(0, end));
            assertThat(replay.firstDifference()).as("%d entries", end).isEmpty();
            decisions = replay.recorded().size();
        }
        for (int at = 0; at < entries.size(); at++) {
            if (entries.get(at) instanceof JournalEntry.Decided) {
                assertThat(JournalReplay.of(entries.subList(0, at)).isSame()).isTrue();
            }
        }

        assertThat(decisions).isGreaterThan(1);
    }

    private static List<JournalEntry> fed(long seed) {
        InMemoryJournal journal = new InMemoryJournal();
        SplittableRandom random = new SplittableRandom(seed);
        SimulatedTime time = new SimulatedTime();
        ScriptedProber prober = new ScriptedProber(time);
        List<HandFedLocation> fed = List.of(new HandFedLocation(), new HandFedLocation());
        FailoverPolicy policy = BackTestTest.usual()
                .backup("203.0.113.30")
                .moves(new MoveBudget(100, Duration.ofMinutes(1)))
                .build();
        try (Failover failover = Failover.builder()
                .policy(policy)
                .location(Location.of("here"), prober)
                .location(Location.of("fed1"), fed.get(0))
                .location(Location.of("fed2"), fed.get(1))
                .time(time)
                .scheduler(time)
                .seed(seed)
                .journal(journal)
                .start()) {
            time.advance(Duration.ZERO);
            boolean down = false;
            for (int step = 0; step < 600; step++) {
                down ^= random.nextInt(60) == 0;
                if (down) {
                    prober.endpoint("192.0.2.10").goesDown();
                } else {
                    prober.endpoint("192.0.2.10").comesBack();
                }
                for (HandFedLocation location : fed) {
                    boolean failing = down && random.nextInt(10) > 0;
                    location.sees("www", "192.0.2.10", failing ? Reason.REFUSED : Reason.EXPECTED);
                    location.sees("www", "192.0.2.20", Reason.EXPECTED);
                    location.sees("www", "203.0.113.30", Reason.EXPECTED);
                }
                time.advance(Duration.ofMillis(random.nextInt(10_000)));
            }
            assertThat(failover.status("www")).isPresent();
        }
        return journal.entries();
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
        JournalEntry first = entries.stream()
                .filter(JournalEntry.Decided.class::isInstance)
                .findFirst()
                .orElseThrow();
        long all =
                entries.stream().filter(JournalEntry.Decided.class::isInstance).count();
        entries.add(entries.indexOf(first), new JournalEntry.Lost(first.at(), 3));

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
