package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.spi.DnsPublisher;
import java.time.Duration;

/** A name server that is told of each change. */
public sealed interface PublisherSettings permits Rfc2136Settings, PowerDnsSettings {
    /**
     * How it is written to, whatever kind it is.
     *
     * @param owner whose the record sets are, as written into their marks
     * @param timeout the deadline over each call
     * @param maxBatch how many changes go out at once
     */
    record Writing(String owner, Duration timeout, int maxBatch) {}

    /**
     * How it is written to.
     *
     * @return the same for every kind
     */
    Writing writing();

    /**
     * Makes the publisher. Sends nothing yet.
     *
     * @return the publisher
     * @throws IllegalArgumentException when a property is wrong; the message names every such property
     */
    DnsPublisher publisher();
}
