package io.dnsfailover.spi;

/** What a {@link DnsPublisher} can promise. */
public enum Capability {
    /**
     * Compares and writes in one step: a change whose expectation does not hold cannot happen, whoever else
     * writes. A publisher without it refuses a change that has an expectation.
     */
    COMPARE_AND_SET,
    /** Can hold ANAME records, or resolves them itself. */
    ANAME
}
