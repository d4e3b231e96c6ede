package io.dnsfailover.dns.answer;

/** What an {@link Answerer} speaks for. */
public enum Scope {
    /**
     * Whole zones: the zones of the managed records and those that were given explicitly hold nothing but what the
     * answerer knows. Every other name in them does not exist (NXDOMAIN), every other type of an existing name has no
     * data (NODATA).
     */
    ZONES,
    /**
     * The managed record sets alone; the rest of their zones is the host's. The answerer then never says that
     * something does not exist, has no SOA and no NS records, and takes a wildcard owner only literally: which names
     * exist beside it, so that the wildcard does not cover them, is known to the host alone.
     */
    RECORDS
}
