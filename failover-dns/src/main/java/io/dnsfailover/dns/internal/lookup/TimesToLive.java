package io.dnsfailover.dns.internal.lookup;

import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** How long a cache may keep what stands in a response. Pure. */
public final class TimesToLive {
    private TimesToLive() {}

    /**
     * Of a record. One with the highest bit set counts as 0 (RFC 2181 section 8).
     *
     * @param record a record of a response
     * @return seconds, 0 to 2^31 - 1
     */
    public static long of(Record record) {
        long ttl = record.getTTL();
        return ttl < 0 || ttl > Integer.MAX_VALUE ? 0 : ttl;
    }

    /**
     * Of the answer that there is nothing: the TTL of the SOA record beside it, or its MINIMUM if that is less (RFC 2308 section 5).
     *
     * @param response a response without an answer
     * @return seconds; 0 without an SOA record, as such an answer must not be kept
     */
    public static long ofNothing(Message response) {
        long seconds = 0;
        for (Record record : response.getSection(Section.AUTHORITY)) {
            if (record instanceof SOARecord soa) {
                seconds = Math.min(of(soa), soa.getMinimum());
            }
        }
        return seconds;
    }
}
