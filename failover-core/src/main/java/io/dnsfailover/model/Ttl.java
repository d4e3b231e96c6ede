package io.dnsfailover.model;

import java.time.Duration;

/**
 * A time to live in whole seconds, from 1 s to 7 days (RFC 2181 section 8 allows more; a record that must be
 * able to move does not need it, and zero makes every query a query for the name server).
 *
 * @param seconds the time to live
 */
public record Ttl(int seconds) implements Comparable<Ttl> {
    /** The longest time to live, 7 days in seconds. */
    public static final int MAX_SECONDS = 7 * 24 * 3600;

    /** Checks the range. */
    public Ttl {
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException("a TTL is 1 s to " + MAX_SECONDS + " s, not " + seconds + " s");
        }
    }

    /**
     * A time to live from a duration.
     *
     * @param duration a whole number of seconds
     * @return the time to live
     * @throws IllegalArgumentException when it is not a whole number of seconds or out of range
     */
    public static Ttl of(Duration duration) {
        if (duration.toNanosPart() != 0) {
            throw new IllegalArgumentException("a TTL is a whole number of seconds, not " + duration);
        }
        long seconds = duration.toSeconds();
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException("a TTL is 1 s to " + MAX_SECONDS + " s, not " + seconds + " s");
        }
        return new Ttl((int) seconds);
    }

    /**
     * This time to live as a duration.
     *
     * @return the same number of seconds
     */
    public Duration duration() {
        return Duration.ofSeconds(seconds);
    }

    @Override
    public int compareTo(Ttl other) {
        return Integer.compare(seconds, other.seconds);
    }

    @Override
    public String toString() {
        return seconds + "s";
    }
}
