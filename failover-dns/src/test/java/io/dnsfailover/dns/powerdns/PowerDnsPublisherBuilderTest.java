package io.dnsfailover.dns.powerdns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.model.Target;
import io.dnsfailover.spi.Secret;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PowerDnsPublisherBuilderTest {
    private static final String SECRET = "s3cret-that-is-long";

    @ParameterizedTest
    @CsvSource({"127.0.0.1, powerdns 127.0.0.1:8081", "::1, powerdns [::1]:8081"})
    void name_isTheServersAddress(String address, String name) {
        try (PowerDnsPublisher publisher = PowerDnsPublisher.to(socket(address, 8081))
                .key(Secret.of(SECRET))
                .dns(socket(address, 53))
                .build()) {
            assertThat(publisher.name()).isEqualTo(name);
            assertThat(publisher).hasToString(name);
            assertThat(publisher.maxBatch()).isEqualTo(100);
            assertThat(publisher.capabilities()).isEmpty();
        }
    }

    @Test
    @DisplayName("every mistake is named at once")
    void build_withMistakes_namesAll() {
        PowerDnsPublisherBuilder builder = PowerDnsPublisher.to(
                        InetSocketAddress.createUnresolved("pdns.example.com", 0))
                .dns(InetSocketAddress.createUnresolved("ns1.example.com", 53))
                .tls("not a name")
                .allowClearText()
                .timeout(Duration.ofMillis(1))
                .owner("a b")
                .maxBatch(0);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "api pdns.example.com is not an address",
                        "api has port 0",
                        "dns ns1.example.com is not an address",
                        "key is missing",
                        "tls 'not a name' is neither",
                        "tls and allowClearText exclude each other",
                        "timeout PT0.001S is not in",
                        "owner 'a b' must have",
                        "maxBatch 0 is not in 1 to 1000");
    }

    @Test
    @DisplayName("the key goes out without TLS only to this machine, or when that is wanted")
    void build_plaintextToElsewhere_isRefused() {
        PowerDnsPublisherBuilder builder = PowerDnsPublisher.to(socket("192.0.2.53", 8081))
                .key(Secret.of(SECRET))
                .dns(socket("192.0.2.53", 53));

        assertThatThrownBy(builder::build).hasMessageContaining("without tls, the key would be readable");
        builder.allowClearText().build().close();
    }

    @Test
    void build_withoutDns_isRefused() {
        assertThatThrownBy(() -> PowerDnsPublisher.to(socket("127.0.0.1", 8081))
                        .key(Secret.of(SECRET))
                        .build())
                .hasMessageContaining("dns is missing");
    }

    @Test
    void properties_twice_areRefused() {
        PowerDnsPublisherBuilder builder = PowerDnsPublisher.to(socket("127.0.0.1", 8081))
                .key(Secret.of(SECRET))
                .maxBatch(1);

        assertThatThrownBy(() -> builder.key(Secret.of(SECRET))).hasMessage("key is set twice");
        assertThatThrownBy(() -> builder.maxBatch(1)).hasMessage("maxBatch is set twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "two words-and-more", "caf\u00e9-caf\u00e9"})
    @DisplayName("a key that cannot be one is refused without being shown")
    void build_wrongKey_isRefused(String secret) {
        PowerDnsPublisherBuilder builder = PowerDnsPublisher.to(socket("127.0.0.1", 8081))
                .key(Secret.of(secret))
                .dns(socket("127.0.0.1", 53));

        assertThatThrownBy(builder::build)
                .hasMessageContaining("key has 8 to 1024 visible characters")
                .hasMessageNotContaining(secret);
    }

    private static InetSocketAddress socket(String literal, int port) {
        return new InetSocketAddress(((Target.Address) Target.parse(literal)).address(), port);
    }
}
