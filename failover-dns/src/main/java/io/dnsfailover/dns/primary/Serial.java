package io.dnsfailover.dns.primary;

/** Serial numbers of a zone: 32 bits that wrap around (RFC 1982). */
final class Serial {
    private static final long MASK = 0xFFFF_FFFFL;

    private Serial() {}

    /** Tells whether one comes after the other; of two that are 2^31 apart neither does. */
    static boolean isAfter(long serial, long other) {
        return (int) (serial - other) > 0;
    }

    /** The next one. Zero is left out: some servers take it for "unset". */
    static long next(long serial) {
        long next = (serial + 1) & MASK;
        return next == 0 ? 1 : next;
    }

    /** The wanted one if it comes after the held one, otherwise the next one. */
    static long after(long held, long wanted) {
        long serial = wanted & MASK;
        return isAfter(serial, held) ? serial : next(held);
    }
}
