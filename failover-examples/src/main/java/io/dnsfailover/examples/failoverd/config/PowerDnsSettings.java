package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.dns.powerdns.PowerDnsPublisher;
import io.dnsfailover.dns.powerdns.PowerDnsPublisherBuilder;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A PowerDNS server that is updated by its API.
 *
 * @param api where its API listens
 * @param dns where it answers queries
 * @param key what opens the API
 * @param privacy who may read along
 * @param writing how it is written to
 */
public record PowerDnsSettings(
        InetSocketAddress api, InetSocketAddress dns, SecretSource key, Privacy privacy, Writing writing)
        implements PublisherSettings.Direct {
    /**
     * Who may read along on the way to the API.
     *
     * @param tls what the certificate of the proxy before the API has to name; null for no TLS
     * @param authority whom to trust; null for the authorities of the JVM
     * @param clearText whether the key goes out without TLS to another machine
     */
    public record Privacy(@Nullable String tls, @Nullable AuthorityFile authority, boolean clearText) {}

    @Override
    public PowerDnsPublisher publisher() {
        PowerDnsPublisherBuilder builder = PowerDnsPublisher.to(api)
                .dns(dns)
                .key(key.secret())
                .owner(writing.owner())
                .timeout(writing.timeout())
                .maxBatch(writing.maxBatch());
        if (privacy.tls() != null && privacy.authority() != null) {
            builder.tls(privacy.tls(), privacy.authority().trust());
        } else if (privacy.tls() != null) {
            builder.tls(privacy.tls());
        }
        if (privacy.clearText()) {
            builder.allowClearText();
        }
        return builder.build();
    }
}
