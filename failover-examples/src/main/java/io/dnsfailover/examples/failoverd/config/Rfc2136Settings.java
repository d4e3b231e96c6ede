package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.dns.rfc2136.Rfc2136Publisher;
import java.net.InetSocketAddress;

/**
 * A name server that is updated as of RFC 2136.
 *
 * @param server where it takes updates
 * @param key what signs them
 * @param writing how it is written to
 */
public record Rfc2136Settings(InetSocketAddress server, KeySettings key, Writing writing)
        implements PublisherSettings.Direct {
    @Override
    public Rfc2136Publisher publisher() {
        return Rfc2136Publisher.to(server)
                .key(key.key())
                .owner(writing.owner())
                .timeout(writing.timeout())
                .maxBatch(writing.maxBatch())
                .build();
    }
}
