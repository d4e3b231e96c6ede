package io.dnsfailover.simulation.time;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Dice that fall the same way for the same seed, on every JDK: only whole numbers, and only {@link SplittableRandom#nextLong()},
 * whose sequence is specified.
 */
public final class Chance {
    private final SplittableRandom random;

    /**
     * Dice of their own for one part of a world, so that what one part draws does not change what another one does.
     *
     * @param seed the seed of the world
     * @param part the part, such as {@code place 3}
     */
    public Chance(long seed, String part) {
        long mixed = seed * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < part.length(); i++) {
            mixed = (mixed ^ part.charAt(i)) * 0xBF58476D1CE4E5B9L;
            mixed ^= mixed >>> 29;
        }
        random = new SplittableRandom(mixed);
    }

    /** A number from 0 to {@code bound - 1}. */
    public long below(long bound) {
        return (random.nextLong() >>> 1) % bound;
    }

    /** A number from {@code low} to {@code high}, both included. */
    public int between(int low, int high) {
        return low + (int) below(high - low + 1L);
    }

    /** A number of nanoseconds from {@code low} to {@code high}, both included. */
    public long nanosBetween(long low, long high) {
        return low + below(high - low + 1);
    }

    /** True {@code percent} times of a hundred. */
    public boolean percent(int percent) {
        return percent > 0 && below(100) < percent;
    }

    /** One of several, each as likely as the others. */
    public <T> T of(List<T> several) {
        return several.get((int) below(several.size()));
    }
}
