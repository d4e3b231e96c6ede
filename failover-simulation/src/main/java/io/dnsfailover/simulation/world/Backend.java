package io.dnsfailover.simulation.world;

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

    private final String address;
    private final int[] moods = new int[Mood.values().length];

    Backend(String address) {
        this.address = address;
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
        moods[mood.ordinal()]++;
    }

    /** A trouble ends. */
    public void recovers(Mood mood) {
        moods[mood.ordinal()]--;
    }

    /** How it is now. */
    public Mood mood() {
        if (moods[Mood.SILENT.ordinal()] > 0) {
            return Mood.SILENT;
        }
        if (moods[Mood.REFUSES.ordinal()] > 0) {
            return Mood.REFUSES;
        }
        if (moods[Mood.HALF.ordinal()] > 0) {
            return Mood.HALF;
        }
        return moods[Mood.SLOW.ordinal()] > 0 ? Mood.SLOW : Mood.WELL;
    }

    /** Whether it always answers in time. */
    public boolean isWell() {
        return mood() == Mood.WELL;
    }
}
