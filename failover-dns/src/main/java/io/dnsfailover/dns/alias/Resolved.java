package io.dnsfailover.dns.alias;

/**
 * What is known of the addresses of a name.
 *
 * @param a of IPv4
 * @param aaaa of IPv6
 */
record Resolved(Family a, Family aaaa) {
    static final Resolved UNKNOWN = new Resolved(Family.UNKNOWN, Family.UNKNOWN);

    Resolved after(Lookup lookup) {
        return new Resolved(
                a.after(lookup.a(), lookup.aaaa().isFound()),
                aaaa.after(lookup.aaaa(), lookup.a().isFound()));
    }

    boolean hasAddresses() {
        return !a.addresses().isEmpty() || !aaaa.addresses().isEmpty();
    }

    /** Whether a family was missing in the last answer, so that it has to be looked at again soon. */
    boolean isMissing() {
        return a.misses() > 0 || aaaa.misses() > 0;
    }
}
