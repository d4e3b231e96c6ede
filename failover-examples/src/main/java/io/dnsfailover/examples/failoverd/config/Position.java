package io.dnsfailover.examples.failoverd.config;

import java.util.Comparator;

/**
 * A place in the file.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(int line, int column) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

    /** The beginning of the file. */
    public static final Position START = new Position(1, 1);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    /** Such as {@code 12:5}. */
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
