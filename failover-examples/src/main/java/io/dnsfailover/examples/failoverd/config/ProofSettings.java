package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.dns.proof.DnsProof;
import io.dnsfailover.dns.proof.DnsProofBuilder;
import io.dnsfailover.dns.proof.NameServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordType;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the authoritative servers are asked what they answer.
 *
 * @param servers those that are listed
 * @param delegation how others are found; null when they are not looked for
 * @param providers who runs which servers, where their names do not say it
 * @param timeout how long a server may take
 */
public record ProofSettings(
        List<Listed> servers, @Nullable Delegation delegation, List<Provider> providers, Duration timeout) {
    /**
     * A server of a list.
     *
     * @param zone the zone
     * @param server the server
     */
    public record Listed(DnsName zone, NameServer server) {}

    /**
     * How servers are found from the delegation.
     *
     * @param resolvers whom to begin at; empty for those of the system
     * @param families at which addresses servers are asked
     * @param port at which port
     * @param allow networks that servers may be in, besides public ones
     */
    public record Delegation(
            List<InetSocketAddress> resolvers, List<RecordType> families, int port, List<String> allow) {
        /** The library's defaults. */
        static final Delegation DEFAULT = new Delegation(
                List.of(), List.of(RecordType.A, RecordType.AAAA), DnsProofBuilder.DEFAULT_PORT, List.of());

        /** Copies the lists. */
        public Delegation {
            resolvers = List.copyOf(resolvers);
            families = List.copyOf(families);
            allow = List.copyOf(allow);
        }

        private void addTo(DnsProofBuilder builder) {
            builder.delegation()
                    .families(families.toArray(RecordType[]::new))
                    .port(port)
                    .allow(allow.toArray(String[]::new));
            resolvers.forEach(builder::resolver);
        }
    }

    /**
     * Who runs some servers.
     *
     * @param name the provider
     * @param servers names of servers, or names that theirs lie below
     */
    public record Provider(String name, List<DnsName> servers) {
        /** Copies the list. */
        public Provider {
            servers = List.copyOf(servers);
        }

        private void addTo(DnsProofBuilder builder) {
            builder.provider(name, servers.stream().map(DnsName::toString).toArray(String[]::new));
        }
    }

    /** Copies the lists. */
    public ProofSettings {
        servers = List.copyOf(servers);
        providers = List.copyOf(providers);
    }

    /**
     * Makes the proof. Asks nothing yet.
     *
     * @return the proof
     */
    public DnsProof proof() {
        DnsProofBuilder builder = DnsProof.builder().timeout(timeout);
        servers.forEach(listed -> builder.server(listed.zone().toString(), listed.server()));
        providers.forEach(provider -> provider.addTo(builder));
        if (delegation != null) {
            delegation.addTo(builder);
        }
        return builder.build();
    }
}
