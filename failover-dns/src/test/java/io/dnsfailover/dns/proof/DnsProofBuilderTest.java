package io.dnsfailover.dns.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordType;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DnsProofBuilderTest {
    private static void assertRefused(ThrowingCallable setting, String message) {
        assertThatThrownBy(setting).hasMessage(message);
    }

    @Test
    void settings_outOfRange_areRefused() {
        DnsProofBuilder builder = DnsProof.builder();

        assertRefused(() -> builder.timeout(Duration.ofMillis(99)), "timeout must be 100ms to 5s, not 99ms");
        assertRefused(() -> builder.timeout(Duration.ofSeconds(6)), "timeout must be 100ms to 5s, not 6s");
        assertRefused(() -> builder.port(0), "port must be 1 to 65535, not 0");
        assertRefused(() -> builder.families(RecordType.CNAME), "families are A and AAAA, not CNAME");
        assertRefused(builder::families, "families must be A, AAAA or both");
        assertThatThrownBy(() -> builder.resolver(InetSocketAddress.createUnresolved("a.test", 53)))
                .hasMessageContaining("must be an address");
        assertThatThrownBy(() -> builder.server("example.com", NameServer.of("ns.", "192.0.2.1")))
                .hasMessageContaining("must end in a dot");
        assertRefused(
                () -> NameServer.of("ns1.example.", "ns1.example."),
                "the name server ns1.example. must have an address, not 'ns1.example.'");
    }

    @Test
    void settings_twice_areRefused() {
        DnsProofBuilder builder = DnsProof.builder()
                .timeout(Duration.ofSeconds(1))
                .port(53)
                .families(RecordType.A)
                .provider("one", "example.net.")
                .server("example.com.", NameServer.of("ns1.example.net.", "192.0.2.1"));

        assertRefused(() -> builder.timeout(Duration.ofSeconds(1)), "timeout was already set");
        assertRefused(() -> builder.port(53), "port was already set");
        assertRefused(() -> builder.families(RecordType.A), "families was already set");
        assertRefused(() -> builder.provider("two", "example.net."), "example.net. has the provider one already");
        assertRefused(
                () -> builder.server("example.com.", NameServer.of("NS1.example.net.", "192.0.2.1")),
                "NS1.example.net. (192.0.2.1:53) is a server of example.com. already");
    }

    @Test
    void build_withoutServersOrWithSettingsForNothing_isRefused() {
        assertRefused(() -> DnsProof.builder().build(), "a proof must have a list of servers, or ask the delegation");
        assertRefused(
                () -> DnsProof.builder()
                        .server("example.com.", NameServer.of("ns1.example.net.", "192.0.2.1"))
                        .port(5353)
                        .build(),
                "resolvers, families, port and allow are for the delegation, which is not to be asked");
    }

    @Test
    void servers_neitherListedNorToBeFound_failsWithTheReason() {
        try (DnsProof proof = DnsProof.builder()
                .server("example.com.", NameServer.of("ns1.example.net.", "192.0.2.1"))
                .build()) {
            assertThatThrownBy(() -> proof.servers(DnsName.of("example.org."))
                            .toCompletableFuture()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("the servers of example.org. are not listed");
        }
    }

    @Test
    void providers_longestName_counts() {
        Providers providers = new Providers(java.util.Map.of(
                DnsName.of("net."), "net",
                DnsName.of("dns.example.net."), "dns",
                DnsName.of("ns1.example.org."), "one"));

        assertThat(providers.of(DnsName.of("NS1.example.org."))).isEqualTo("one");
        assertThat(providers.of(DnsName.of("ns2.Example.org."))).isEqualTo("example.org.");
        assertThat(providers.of(DnsName.of("a.dns.example.net."))).isEqualTo("dns");
        assertThat(providers.of(DnsName.of("b.example.net."))).isEqualTo("net");
        assertThat(providers.of(DnsName.of("localhost."))).isEqualTo("localhost.");
    }
}
