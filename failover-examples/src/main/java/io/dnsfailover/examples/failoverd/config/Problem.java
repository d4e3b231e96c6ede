package io.dnsfailover.examples.failoverd.config;

import java.util.Comparator;

/**
 * One mistake in the file.
 *
 * @param at where
 * @param property what, such as {@code policies[www].timeout}; empty for the file as a whole
 * @param rule what would be right
 */
public record Problem(Position at, String property, String rule) implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::at).thenComparing(Problem::property).thenComparing(Problem::rule);

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** Such as {@code 12:5: policies[www].timeout: must be shorter than the interval (1s)}. */
    @Override
    public String toString() {
        return at + ": " + (property.isEmpty() ? rule : property + ": " + rule);
    }
}
