package io.dnsfailover.simulation.world;

import io.dnsfailover.simulation.time.Levels;
import io.dnsfailover.simulation.time.Timeline;

/** One server that records may point at, as it truly is. */
public final class Backend {
    /** What a backend does with a check. */
    public enum Mood {
        /** Answers. */
        WELL,
        /** Refuses connections. */
        REFUSES,
        /** Takes packets and says nothing. */
        SILENT,
        /** Answers about as late as the check waits. */
        SLOW,
        /** Answers every other time, by chance. */
        HALF
    }

    private final Timeline timeline;
    private final String address;
    private long recoveredNanos;
    private final Levels<Mood> moods = new Levels<>(Mood.class);

    Backend(String address, Timeline timeline) {
        this.address = address;
        this.timeline = timeline;
    }

    /** Its IPv4 address. */
    public String address() {
        return address;
    }

    /** The first three numbers of its address. */
    public String network() {
        return address.substring(0, address.lastIndexOf('.'));
    }

    /** A trouble begins. Troubles overlap; the worst one shows. */
    public void falls(Mood mood) {
        moods.add(mood, 1);
    }

    /** A trouble ends. */
    public void recovers(Mood mood) {
        moods.add(mood, -1);
        recoveredNanos = timeline.nowNanos();
    }

    /** How it is now. */
    public Mood mood() {
        if (moods.has(Mood.SILENT)) {
            return Mood.SILENT;
        }
        if (moods.has(Mood.REFUSES)) {
            return Mood.REFUSES;
        }
        if (moods.has(Mood.HALF)) {
            return Mood.HALF;
        }
        return moods.has(Mood.SLOW) ? Mood.SLOW : Mood.WELL;
    }

    /** Whether it always answers in time. */
    public boolean isWell() {
        return mood() == Mood.WELL;
    }

    /** Whether it has always answered in time since some time. */
    public boolean isWellSince(long nanos) {
        return isWell() && recoveredNanos <= nanos;
    }
}
