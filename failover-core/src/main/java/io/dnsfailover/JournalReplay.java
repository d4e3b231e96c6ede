package io.dnsfailover;

import io.dnsfailover.internal.engine.Replay;
import io.dnsfailover.journal.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an engine decided, decided again: the real engine, fed with what a journal says that it took in, at the moments at which it
 * did. The same inputs give the same decisions, with the same evidence, byte for byte; where they do not, the engine is another
 * one than that which wrote the journal.
 *
 * <p>Touches no name server, store or endpoint, starts no thread, and logs what the engine logs. A run can be replayed from its
 * start only, and as far as no entry is missing: what the journal has of other runs is left out and counted.
 *
 * @param recorded the decisions that the journal holds, of the runs that could be replayed
 * @param replayed the decisions of the replay
 * @param leftOut how many decisions of the journal were not compared, because the start of their run or an entry before them is
 *     missing
 */
public record JournalReplay(List<JournalEntry.Decided> recorded, List<JournalEntry.Decided> replayed, int leftOut) {
    /** Copies the lists. */
    public JournalReplay {
        recorded = List.copyOf(recorded);
        replayed = List.copyOf(replayed);
    }

    /**
     * Replays a journal, with the policies that it holds.
     *
     * @param entries the entries in order
     * @return what was decided, then and now
     */
    public static JournalReplay of(List<JournalEntry> entries) {
        List<JournalEntry.Decided> recorded = new ArrayList<>();
        List<JournalEntry.Decided> replayed = new ArrayList<>();
        int leftOut = 0;
        @Nullable Replay run = null;
        for (JournalEntry entry : entries) {
            if (entry instanceof JournalEntry.Started started) {
                endInto(replayed, run);
                run = new Replay(started);
            } else if (entry instanceof JournalEntry.Lost) {
                endInto(replayed, run);
                run = null;
            } else if (entry instanceof JournalEntry.Decided decided) {
                leftOut += run == null ? 1 : 0;
                if (run != null) {
                    recorded.add(decided);
                }
            } else if (run != null) {
                run.take(entry);
            }
        }
        endInto(replayed, run);
        return new JournalReplay(recorded, replayed, leftOut);
    }

    private static void endInto(List<JournalEntry.Decided> replayed, @Nullable Replay run) {
        if (run == null) {
            return;
        }
        run.end();
        for (JournalEntry entry : run.journal()) {
            if (entry instanceof JournalEntry.Decided decided) {
                replayed.add(decided);
            }
        }
    }

    /**
     * Tells whether the replay decided the very same.
     *
     * @return true when all decisions are equal, with their moments and their evidence
     */
    public boolean isSame() {
        return recorded.equals(replayed);
    }

    /**
     * Where the replay left the path.
     *
     * @return two lines, the recorded and the replayed decision; empty when there is no difference
     */
    public List<String> firstDifference() {
        for (int i = 0; i < Math.max(recorded.size(), replayed.size()); i++) {
            String then = i < recorded.size() ? recorded.get(i).text() : "nothing";
            String now = i < replayed.size() ? replayed.get(i).text() : "nothing";
            if (!then.equals(now)) {
                return List.of("recorded: " + then, "replayed: " + now);
            }
        }
        return List.of();
    }
}
