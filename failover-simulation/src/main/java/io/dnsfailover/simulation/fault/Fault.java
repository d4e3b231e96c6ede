package io.dnsfailover.simulation.fault;

import java.time.Duration;
import java.util.Locale;

/**
 * One thing that goes wrong.
 *
 * @param kind what
 * @param atNanos when it begins, in true time
 * @param lastsNanos for how long
 * @param subject to which part of the world; taken modulo how many there are
 * @param size how bad it is, or which variant
 */
public record Fault(FaultKind kind, long atNanos, long lastsNanos, int subject, int size) {
    /** When it ends. */
    public long endNanos() {
        return atNanos + lastsNanos;
    }

    /** Such as {@code place cut off, number 2, for 4m10s}. */
    @Override
    public String toString() {
        String what = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return what + ", number " + subject + ", size " + size + ", for " + Duration.ofNanos(lastsNanos);
    }
}
