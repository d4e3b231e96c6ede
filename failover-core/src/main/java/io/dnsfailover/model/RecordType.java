package io.dnsfailover.model;

/** The record types that can fail over. */
public enum RecordType {
    /** An IPv4 address (RFC 1035 section 3.4.1). */
    A,
    /** An IPv6 address (RFC 3596). */
    AAAA,
    /** An alias for another name (RFC 1035 section 3.3.1). Excludes every other type at its owner. */
    CNAME,
    /**
     * An alias that a server resolves itself and answers with addresses, so that it can stand at a zone's
     * apex. Not a type on the wire: a publisher or answerer has to support it and refuses it otherwise.
     */
    ANAME;

    /**
     * Tells whether the data of this type are addresses rather than names.
     *
     * @return true for {@link #A} and {@link #AAAA}
     */
    public boolean holdsAddresses() {
        return this == A || this == AAAA;
    }
}
