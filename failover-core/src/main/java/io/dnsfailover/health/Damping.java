package io.dnsfailover.health;

/**
 * How many checks it takes to change one location's mind. Three thresholds, because two are not enough: with
 * "three failures in a row" an endpoint that fails two checks of three looks healthy for ever.
 *
 * @param fall failures that make an endpoint {@code DOWN}; they need not be consecutive, passes between them
 *     count for nothing until there are {@code ok} of them in a row
 * @param ok passes in a row that forgive all failures so far
 * @param rise passes in a row that bring an endpoint back from {@code DOWN}; one failure starts them anew
 */
public record Damping(int fall, int ok, int rise) {
    /** The largest value of each threshold. */
    public static final int MAX = 1000;

    /** Fall 3, ok 3, rise 5. */
    public static final Damping DEFAULT = new Damping(3, 3, 5);

    /** Checks that each threshold is 1 to {@link #MAX}. */
    public Damping {
        check("fall", fall);
        check("ok", ok);
        check("rise", rise);
    }

    /**
     * The default with another {@code fall}.
     *
     * @param failures failures, not necessarily in a row, that make an endpoint DOWN; 1 to {@link #MAX}
     * @return a damping to refine with {@link #ok(int)} and {@link #rise(int)}
     */
    public static Damping fall(int failures) {
        return new Damping(failures, DEFAULT.ok, DEFAULT.rise);
    }

    /**
     * This damping with another {@code ok}.
     *
     * @param passes passes in a row that forgive failures; 1 to {@link #MAX}
     * @return a copy
     */
    public Damping ok(int passes) {
        return new Damping(fall, passes, rise);
    }

    /**
     * This damping with another {@code rise}.
     *
     * @param passes passes in a row that bring an endpoint back; 1 to {@link #MAX}
     * @return a copy
     */
    public Damping rise(int passes) {
        return new Damping(fall, ok, passes);
    }

    private static void check(String what, int value) {
        if (value < 1 || value > MAX) {
            throw new IllegalArgumentException("damping." + what + " must be 1 to " + MAX + ", not " + value);
        }
    }

    /** Such as {@code fall 3, ok 3, rise 5}. */
    @Override
    public String toString() {
        return "fall " + fall + ", ok " + ok + ", rise " + rise;
    }
}
