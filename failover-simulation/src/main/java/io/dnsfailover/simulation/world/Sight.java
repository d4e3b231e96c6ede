package io.dnsfailover.simulation.world;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.simulation.time.Chance;
import java.time.Duration;

/**
 * What one check from one place comes to.
 *
 * @param result what it says
 * @param takesNanos how long it takes; {@link #NEVER} when it does not end
 */
public record Sight(ProbeResult result, long takesNanos) {
    /** The check does not end. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final Timings TIMINGS = Timings.total(Duration.ofMillis(20));
    private static final ProbeResult PASSED = result(Reason.EXPECTED);
    private static final ProbeResult REFUSED = result(Reason.REFUSED);
    private static final ProbeResult NO_CONNECTION = result(Reason.CONNECT_TIMEOUT);
    private static final ProbeResult TOO_LATE = result(Reason.RESPONSE_TIMEOUT);
    private static final ProbeResult WRONG_STATUS = result(Reason.STATUS);
    private static final ProbeResult STARVED = result(Reason.LOCAL_TROUBLE);
    private static final long MILLI = 1_000_000;

    private static ProbeResult result(Reason reason) {
        return ProbeResult.of(reason, "", TIMINGS);
    }

    /** What a check says that ended after the process had been stopped for longer than it may take. */
    static ProbeResult heldUp() {
        return STARVED;
    }

    /** Looks: the truth, through the eyes of the place. */
    static Sight of(Backend backend, int number, Place place, long timeoutNanos) {
        Chance chance = place.chance();
        if (place.has(Place.Ail.HANGING)) {
            return new Sight(STARVED, NEVER);
        }
        if (place.has(Place.Ail.STARVED)) {
            return new Sight(STARVED, MILLI);
        }
        long takes = Math.min(chance.nanosBetween(2 * MILLI, 60 * MILLI), timeoutNanos - MILLI);
        if (place.has(Place.Ail.LYING_DOWN)) {
            return new Sight(WRONG_STATUS, takes);
        }
        if (place.has(Place.Ail.LYING_UP)) {
            return new Sight(PASSED, takes);
        }
        if (place.has(Place.Ail.LYING_WILDLY)) {
            return new Sight(chance.percent(50) ? PASSED : WRONG_STATUS, takes);
        }
        if (place.isCutFrom(number)) {
            return new Sight(NO_CONNECTION, timeoutNanos);
        }
        return switch (backend.mood()) {
            case WELL -> new Sight(PASSED, takes);
            case REFUSES -> new Sight(REFUSED, takes);
            case SILENT -> new Sight(NO_CONNECTION, timeoutNanos);
            case HALF -> new Sight(chance.percent(50) ? PASSED : WRONG_STATUS, takes);
            case SLOW -> slow(chance.nanosBetween(timeoutNanos / 2, timeoutNanos * 3 / 2), timeoutNanos);
        };
    }

    private static Sight slow(long takesNanos, long timeoutNanos) {
        return takesNanos < timeoutNanos ? new Sight(PASSED, takesNanos) : new Sight(TOO_LATE, timeoutNanos);
    }
}
