package io.dnsfailover.benchmarks.probes;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to measure.
 *
 * @param kind {@code http}, {@code tcp}, {@code https} or {@code https-rsa}, {@code client} (HTTP over the full client)
 * @param endpoints how many, each at an address of its own
 * @param rate checks a second
 * @param seconds how long to measure
 * @param cold whether to start with the full rate, and to measure from the start on
 * @param hostilePercent how many of the endpoints are silent or drip
 * @param standstillSeconds how long to stop the process in the end; 0 for not at all
 * @param others whether to measure gdnsd and HAProxy too: {@code no}, {@code yes} for after it, {@code beside} for gdnsd in the same
 *     seconds, so that whatever else the machine does slows both
 */
record LoadSettings(
        String kind,
        int endpoints,
        int rate,
        int seconds,
        boolean cold,
        double hostilePercent,
        int standstillSeconds,
        String others) {
    private static final int MOST_AT_FIRST = 1000;

    static LoadSettings of(String[] args) {
        Map<String, String> given = new TreeMap<>(Map.of(
                "kind",
                "http",
                "endpoints",
                "10000",
                "rate",
                "5000",
                "seconds",
                "20",
                "cold",
                "no",
                "hostile",
                "0",
                "standstill",
                "0",
                "others",
                "no"));
        for (String arg : args) {
            String[] pair = arg.split("=", 2);
            if (pair.length != 2 || given.replace(pair[0], pair[1]) == null) {
                throw new IllegalArgumentException("'" + arg + "' is none of " + given);
            }
        }
        return new LoadSettings(
                given.getOrDefault("kind", ""),
                Integer.parseInt(given.getOrDefault("endpoints", "")),
                Integer.parseInt(given.getOrDefault("rate", "")),
                Integer.parseInt(given.getOrDefault("seconds", "")),
                given.getOrDefault("cold", "").equals("yes"),
                Double.parseDouble(given.getOrDefault("hostile", "")),
                Integer.parseInt(given.getOrDefault("standstill", "")),
                given.getOrDefault("others", ""));
    }

    boolean isSecure() {
        return kind.startsWith("https");
    }

    Duration interval() {
        return Duration.ofNanos(1_000_000_000L * endpoints / rate);
    }

    /** At first, while the JVM compiles: 1,000 checks a second at most, unless it starts cold or intervals are long anyway. */
    Duration warmUpInterval() {
        return Duration.ofNanos(
                1_000_000_000L * endpoints / (cold || endpoints >= 50_000 ? rate : Math.min(rate, MOST_AT_FIRST)));
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
