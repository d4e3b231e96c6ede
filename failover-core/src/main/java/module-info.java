/**
 * Keeps DNS names pointing at servers that work: policies, health, quorum, decision, the engine that runs them, and the
 * interfaces through which a host plugs in its probes, its name servers and its notifications.
 *
 * <p>The packages stand in the order in which an outage becomes a DNS answer; each uses only the ones before it.
 */
module io.dnsfailover.core {
    requires com.google.common;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.dnsfailover;
    exports io.dnsfailover.model;
    exports io.dnsfailover.health;
    exports io.dnsfailover.quorum;
    exports io.dnsfailover.readiness;
    exports io.dnsfailover.policy;
    exports io.dnsfailover.decision;
    exports io.dnsfailover.event;
    exports io.dnsfailover.spi;
    exports io.dnsfailover.journal;
    exports io.dnsfailover.status;
}
