package io.dnsfailover.dns.internal;

/** Serial numbers of a zone: 32 bits that wrap around (RFC 1982). */
public final class Serial {
    private static final long MASK = 0xFFFF_FFFFL;

    private Serial() {}

    /**
     * Tells whether one comes after the other.
     *
     * @param serial a serial
     * @param other another one
     * @return true when it comes after; of two that are 2^31 apart neither does
     */
    public static boolean isAfter(long serial, long other) {
        return (int) (serial - other) > 0;
    }

    /**
     * The next one. Zero is left out: some servers take it for "unset".
     *
     * @param serial a serial
     * @return the one behind it
     */
    public static long next(long serial) {
        long next = (serial + 1) & MASK;
        return next == 0 ? 1 : next;
    }

    /**
     * The wanted one if it comes after the held one, otherwise the next one.
     *
     * @param held a serial
     * @param wanted any number, of which 32 bits count
     * @return a serial that comes after the held one
     */
    public static long after(long held, long wanted) {
        long serial = wanted & MASK;
        return isAfter(serial, held) ? serial : next(held);
    }
}
