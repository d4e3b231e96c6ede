package io.dnsfailover.model;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All records of one owner and type (RFC 9499 section 5, "RRset"). Never empty: there is no value for
 * "no records", so none can be published by mistake.
 *
 * @param key zone, owner and type
 * @param ttl the time to live of every record in it
 * @param rdata the data in presentation format, sorted; addresses in canonical form (RFC 5952), names
 *     absolute and in lower case
 */
public record RecordSet(RecordSetKey key, Ttl ttl, SortedSet<String> rdata) {
    /** Copies the data and checks that there is some, and that a CNAME has just one. */
    public RecordSet {
        if (rdata.isEmpty()) {
            throw new IllegalArgumentException("the record set " + key + " must hold at least one record");
        }
        if (key.type() == RecordType.CNAME && rdata.size() > 1) {
            throw new IllegalArgumentException("the record set " + key + " must hold exactly one record");
        }
        SortedSet<String> copy = new TreeSet<>(); // in the natural order, whatever order it came in
        copy.addAll(rdata);
        rdata = Collections.unmodifiableSortedSet(copy);
    }

    /**
     * A record set from data in any order.
     *
     * @param key zone, owner and type
     * @param ttl the time to live
     * @param rdata the data in presentation format
     * @return the record set
     * @throws IllegalArgumentException when there are no data, or more than one for a CNAME
     */
    public static RecordSet of(RecordSetKey key, Ttl ttl, Collection<String> rdata) {
        return new RecordSet(key, ttl, new TreeSet<>(rdata));
    }

    /**
     * Tells whether the other holds the same records, whatever their time to live.
     *
     * @param other another record set
     * @return true when key and data are equal
     */
    public boolean sameRecordsAs(RecordSet other) {
        return key.equals(other.key) && rdata.equals(other.rdata);
    }

    /** Such as {@code www.example.com. A 30s [192.0.2.10]}. */
    @Override
    public String toString() {
        return key + " " + ttl + " " + rdata;
    }
}
