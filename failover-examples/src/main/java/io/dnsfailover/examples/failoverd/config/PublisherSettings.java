package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.dns.rfc2136.Rfc2136Publisher;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A name server that is updated as of RFC 2136.
 *
 * @param server where it takes updates
 * @param key what signs them
 * @param owner whose the record sets are, as written into their marks
 * @param timeout the deadline over each update
 */
public record PublisherSettings(InetSocketAddress server, KeySettings key, String owner, Duration timeout) {
    /**
     * Makes the publisher. Sends nothing yet.
     *
     * @return the publisher
     * @throws IllegalArgumentException when a property is wrong; the message names every such property
     */
    public Rfc2136Publisher publisher() {
        return Rfc2136Publisher.to(server)
                .key(key.key())
                .owner(owner)
                .timeout(timeout)
                .build();
    }
}
