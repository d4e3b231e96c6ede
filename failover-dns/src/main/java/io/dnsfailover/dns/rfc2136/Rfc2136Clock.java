package io.dnsfailover.dns.rfc2136;

import java.security.SecureRandom;

/** This package's door to the monotonic clock and to randomness. */
final class Rfc2136Clock {
    private Rfc2136Clock() {}

    static long nanoTime() {
        return System.nanoTime();
    }

    /** Message ids that cannot be guessed (RFC 5452 section 9.2). */
    static SecureRandom unguessable() {
        return new SecureRandom();
    }
}
