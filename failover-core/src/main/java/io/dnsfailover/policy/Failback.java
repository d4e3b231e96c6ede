package io.dnsfailover.policy;

import io.dnsfailover.model.DurationText;
import java.time.Duration;

/** When a record returns to a more preferred endpoint that works again. */
public sealed interface Failback {
    /** As soon as the endpoint is UP again by the quorum and passed a fresh check. */
    record Automatic() implements Failback {
        @Override
        public String toString() {
            return "automatic";
        }
    }

    /**
     * When the endpoint has been UP without a break for some time.
     *
     * @param dwell how long; from 100 ms to 7 days
     */
    record AfterUpFor(Duration dwell) implements Failback {
        /** Checks the range. */
        public AfterUpFor {
            if (dwell.compareTo(Duration.ofMillis(100)) < 0 || dwell.compareTo(Duration.ofDays(7)) > 0) {
                throw new IllegalArgumentException(
                        "failback dwell must be 100ms to 7 days, not " + DurationText.of(dwell));
            }
        }

        @Override
        public String toString() {
            return "after " + DurationText.of(dwell);
        }
    }

    /** When an operator says so. */
    record Manual() implements Failback {
        @Override
        public String toString() {
            return "manual";
        }
    }

    /**
     * Not while the endpoint that the record stands on works: one-way. A record still moves to the most
     * preferred working endpoint when the one that it stands on fails, and when an operator says so.
     */
    record Never() implements Failback {
        @Override
        public String toString() {
            return "never";
        }
    }

    /**
     * Return as soon as the endpoint is UP again.
     *
     * @return the mode
     */
    static Failback automatic() {
        return new Automatic();
    }

    /**
     * Return when the endpoint has been UP for some time.
     *
     * @param dwell how long, 100 ms to 7 days
     * @return the mode
     */
    static Failback afterUpFor(Duration dwell) {
        return new AfterUpFor(dwell);
    }

    /**
     * Return when an operator says so.
     *
     * @return the mode
     */
    static Failback manual() {
        return new Manual();
    }

    /**
     * Do not return while the present endpoint works.
     *
     * @return the mode
     */
    static Failback never() {
        return new Never();
    }
}
