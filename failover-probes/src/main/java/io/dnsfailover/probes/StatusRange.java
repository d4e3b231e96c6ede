package io.dnsfailover.probes;

/**
 * A range of HTTP statuses, both ends included.
 *
 * @param from the first, 200 to 599
 * @param to the last, from {@code from} to 599
 */
public record StatusRange(int from, int to) implements Comparable<StatusRange> {
    private static final int FIRST_FINAL = 200;
    private static final int LAST = 599;

    /** What a check expects that says nothing else: 200 to 299. */
    public static final StatusRange SUCCESS = new StatusRange(200, 299);

    /**
     * Tells whether a status is in the range.
     *
     * @param status an HTTP status
     * @return true when it is
     */
    public boolean contains(int status) {
        return status >= from && status <= to;
    }

    boolean isWellFormed() {
        return from >= FIRST_FINAL && from <= to && to <= LAST;
    }

    @Override
    public int compareTo(StatusRange other) {
        return from != other.from ? Integer.compare(from, other.from) : Integer.compare(to, other.to);
    }

    /** Such as {@code 200} or {@code 200-299}. */
    @Override
    public String toString() {
        return from == to ? String.valueOf(from) : from + "-" + to;
    }
}
