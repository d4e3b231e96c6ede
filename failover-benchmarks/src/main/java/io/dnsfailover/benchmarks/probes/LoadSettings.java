package io.dnsfailover.benchmarks.probes;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to measure.
 *
 * @param kind {@code http}, {@code tcp}, {@code https} or {@code client}: HTTP over the full client
 * @param endpoints how many, each at an address of its own
 * @param rate checks a second
 * @param seconds how long to measure
 * @param hostilePercent how many of the endpoints are silent or drip
 * @param others whether to measure gdnsd and HAProxy too
 */
record LoadSettings(String kind, int endpoints, int rate, int seconds, double hostilePercent, boolean others) {
    static LoadSettings of(String[] args) {
        Map<String, String> given = new TreeMap<>(Map.of(
                "kind", "http", "endpoints", "10000", "rate", "5000", "seconds", "20", "hostile", "0", "others", "no"));
        for (String arg : args) {
            String[] pair = arg.split("=", 2);
            if (pair.length != 2 || given.replace(pair[0], pair[1]) == null) {
                throw new IllegalArgumentException("'" + arg + "' is none of " + given);
            }
        }
        return new LoadSettings(
                given.get("kind"),
                Integer.parseInt(given.get("endpoints")),
                Integer.parseInt(given.get("rate")),
                Integer.parseInt(given.get("seconds")),
                Double.parseDouble(given.get("hostile")),
                given.get("others").equals("yes"));
    }

    Duration interval() {
        return Duration.ofNanos(1_000_000_000L * endpoints / rate);
    }

    Duration timeout() {
        Duration half = interval().dividedBy(2);
        return half.compareTo(Duration.ofSeconds(5)) < 0 ? half : Duration.ofSeconds(5);
    }

    /** The address of an endpoint: 250 in each /24 of 127.0.0.0/8, from 127.1.0.1 on. */
    static String address(int number) {
        return "127." + (1 + number / 62_500) + "." + number / 250 % 250 + "." + (1 + number % 250);
    }

    /** Whether an endpoint is one of the hostile ones, which are spread evenly. */
    boolean isHostile(int number) {
        return (int) ((number + 1) * hostilePercent / 100) > (int) (number * hostilePercent / 100);
    }
}
