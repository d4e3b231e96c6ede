package io.dnsfailover.notify.trace;

import java.time.Duration;

/** Round-trip times for people: three digits are enough. */
final class Millis {
    private static final double MICROS_PER_MILLI = 1000.0;

    private Millis() {}

    static String of(Duration time) {
        return number(time) + " ms";
    }

    static String range(Duration shortest, Duration longest) {
        String from = number(shortest);
        String to = number(longest);
        return (from.equals(to) ? from : from + "-" + to) + " ms";
    }

    private static String number(Duration time) {
        double millis = time.toNanos() / MICROS_PER_MILLI / MICROS_PER_MILLI;
        if (millis >= 99.95) {
            return Long.toString(Math.round(millis));
        }
        long tenths = Math.round(millis * 10);
        return tenths / 10 + "." + tenths % 10;
    }
}
