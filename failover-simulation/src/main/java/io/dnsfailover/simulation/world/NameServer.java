package io.dnsfailover.simulation.world;

import io.dnsfailover.model.RecordSet;
import io.dnsfailover.simulation.time.Chance;
import io.dnsfailover.simulation.time.Levels;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.Published;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One name server or provider: what it holds for each record, with the mark that says who wrote it. One that compares refuses what its mark
 * or its content contradicts at the moment at which it writes; one that does not writes whatever it is told.
 */
public final class NameServer {
    /** What can go wrong with it. */
    public enum Trouble {
        /** Cannot be reached, neither to read nor to write. */
        DOWN,
        /** Has had enough for now, and says so (429). */
        LIMITED,
        /** Fails (5xx), and may have written or not. */
        FAILING,
        /** Requests get lost: not written, and nobody knows. */
        DEAF,
        /** Answers get lost: written, and nobody knows. */
        MUTE,
        /** Requests arrive after the caller has given up. */
        LATE,
        /** Reads come from a replica that is behind. */
        STALE,
        /** Reads find nothing. */
        EMPTY
    }

    /**
     * What it holds for one record.
     *
     * @param published the record set and the generation of the mark
     * @param token the fencing token of the mark
     */
    public record Held(Published published, long token) {
        static final Held NOTHING = new Held(Published.NOTHING, 0);
    }

    private final String name;
    private final int number;
    private final boolean compares;
    private final Chance chance;
    private final Held[] held;
    private final Held[] heldBefore;
    private final Levels<Trouble> percents = new Levels<>(Trouble.class);

    NameServer(int number, boolean compares, int records, Chance chance) {
        this.name = "ns" + number;
        this.number = number;
        this.compares = compares;
        this.chance = chance;
        this.held = new Held[records];
        this.heldBefore = new Held[records];
        Arrays.fill(held, Held.NOTHING);
        Arrays.fill(heldBefore, Held.NOTHING);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its number, from 0. */
    public int number() {
        return number;
    }

    /** Whether it compares before it writes. */
    public boolean compares() {
        return compares;
    }

    /** Its dice. */
    public Chance chance() {
        return chance;
    }

    /** A trouble hits so many of a hundred calls more, or less. */
    public void troubles(Trouble trouble, int percent) {
        percents.add(trouble, percent);
    }

    /** Whether a trouble hits the next call. */
    boolean hits(Trouble trouble) {
        return chance.percent(percents.of(trouble));
    }

    /** What it holds, as a resolver sees it. */
    public Held held(int record) {
        return held[record];
    }

    Held heldBefore(int record) {
        return heldBefore[record];
    }

    /**
     * Writes.
     *
     * @return null when it did; why not, when what it holds contradicts
     */
    @Nullable
    String write(int record, Change change) {
        String conflict = compares ? conflict(held[record], change) : null;
        if (conflict == null) {
            put(record, new Held(new Published(change.desired(), change.generation()), change.fencingToken()));
        }
        return conflict;
    }

    /** What the mark says against a change, whatever the server can compare. */
    static @Nullable String conflict(Held there, Change change) {
        Published published = there.published();
        if (there.token() > change.fencingToken()) {
            return "the controller with token " + there.token() + " has taken over from " + change.fencingToken();
        }
        if (published.generation() > change.generation()) {
            return "generation " + published.generation() + " is newer than " + change.generation();
        }
        boolean same = published.generation() == change.generation() && sameRecords(published, change.desired());
        Published expected = change.expected();
        if (expected == null || same) {
            return null;
        }
        boolean matches = expected.generation() == published.generation()
                && (expected.recordSet() == null
                        ? published.recordSet() == null
                        : sameRecords(published, expected.recordSet()));
        return matches ? null : "expected " + expected + ", found " + published;
    }

    private static boolean sameRecords(Published published, RecordSet other) {
        return published.recordSet() != null && published.recordSet().sameRecordsAs(other);
    }

    /** Writes as somebody who does not know of us: the mark is gone. */
    void edit(int record, @Nullable RecordSet recordSet) {
        put(record, new Held(new Published(recordSet, 0), 0));
    }

    private void put(int record, Held next) {
        heldBefore[record] = held[record];
        held[record] = next;
    }
}
