/** Publishes decisions to name servers, and answers queries from inside a host. */
module io.dnsfailover.dns {
    requires transitive io.dnsfailover.core;
    requires transitive org.dnsjava;
    requires com.github.benmanes.caffeine;
    requires org.slf4j;

    exports io.dnsfailover.dns.alias;
    exports io.dnsfailover.dns.answer;
    exports io.dnsfailover.dns.file;
    exports io.dnsfailover.dns.listen;
    exports io.dnsfailover.dns.powerdns;
    exports io.dnsfailover.dns.primary;
    exports io.dnsfailover.dns.proof;
    exports io.dnsfailover.dns.remotebackend;
    exports io.dnsfailover.dns.rfc2136;
    exports io.dnsfailover.dns.tsig;
}
