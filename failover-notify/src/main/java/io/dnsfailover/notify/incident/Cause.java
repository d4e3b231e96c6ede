package io.dnsfailover.notify.incident;

import java.util.Comparator;

/**
 * What several events can have in common.
 *
 * @param sort in which way
 * @param what the host, the network, the name server, the location or the check
 */
public record Cause(Sort sort, String what) implements Comparable<Cause> {
    /** In which way events belong together, the most telling first. */
    public enum Sort {
        /** The same address or name. */
        HOST("host"),
        /** The same network: the /24 of an IPv4 address, the /48 of an IPv6 address, the last two labels of a name. */
        NETWORK("network"),
        /** The same name server or provider could not be written, lags, or does not answer. */
        NAME_SERVER("name server"),
        /** Only one failure domain saw it. */
        LOCATION("seen only from"),
        /** The same check. */
        CHECK("check");

        private final String words;

        Sort(String words) {
            this.words = words;
        }
    }

    @Override
    public int compareTo(Cause other) {
        return Comparator.comparing(Cause::sort).thenComparing(Cause::what).compare(this, other);
    }

    /** Such as {@code network 192.0.2.0/24}. */
    @Override
    public String toString() {
        return sort.words + " " + what;
    }
}
