package io.dnsfailover.dns.answer;

/** What carries a query; it decides how long the response may be. */
public enum Transport {
    /**
     * A datagram: 512 octets, or with EDNS what the requestor takes, at most 1,232; a longer answer is truncated (RFC
     * 1035 section 4.2.1, RFC 6891 section 6.2.3).
     */
    UDP,
    /**
     * A stream, such as TCP, TLS or HTTPS: 65,535 octets. The two octets of length that stand before a message on a
     * TCP connection are no part of the query or the response here.
     */
    TCP
}
