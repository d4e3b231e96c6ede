package io.dnsfailover.dns.powerdns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.model.Target;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PowerDnsPublisherBuilderTest {
    private static final String SECRET = "s3cret-that-is-long";

    @ParameterizedTest
    @CsvSource({"127.0.0.1, powerdns 127.0.0.1:8081", "::1, powerdns [::1]:8081"})
    void name_isTheServersAddress(String address, String name) {
        try (PowerDnsPublisher publisher = PowerDnsPublisher.to(socket(address, 8081))
                .key(ApiKey.of(SECRET))
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
                .key(ApiKey.of(SECRET))
                .dns(socket("192.0.2.53", 53));

        assertThatThrownBy(builder::build).hasMessageContaining("without tls, the key would be readable");
        builder.allowClearText().build().close();
    }

    @Test
    void build_withoutDns_isRefused() {
        assertThatThrownBy(() -> PowerDnsPublisher.to(socket("127.0.0.1", 8081))
                        .key(ApiKey.of(SECRET))
                        .build())
                .hasMessageContaining("dns is missing");
    }

    @Test
    void properties_twice_areRefused() {
        PowerDnsPublisherBuilder builder = PowerDnsPublisher.to(socket("127.0.0.1", 8081))
                .key(ApiKey.of(SECRET))
                .maxBatch(1);

        assertThatThrownBy(() -> builder.key(ApiKey.of(SECRET))).hasMessage("key is set twice");
        assertThatThrownBy(() -> builder.maxBatch(1)).hasMessage("maxBatch is set twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "two words-and-more",
                "two\nlines-of-it",
                "caf\u00e9-caf\u00e9",
                "tab\there-and-there"
            })
    @DisplayName("a wrong key is refused without being shown")
    void apiKey_wrong_isRefusedAndNotShown(String secret, @TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("key"), secret);

        assertThatThrownBy(() -> ApiKey.of(secret))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(secret.isEmpty() || !e.toString().contains(secret))
                        .isTrue());
        assertThatThrownBy(() -> ApiKey.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void apiKey_fromAFile_isReadAndNotShown(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("key"), "  " + SECRET + "\n");

        assertThat(ApiKey.read(file).reveal()).isEqualTo(SECRET);
        assertThat(ApiKey.read(file).toString()).doesNotContain(SECRET);
    }

    private static InetSocketAddress socket(String literal, int port) {
        return new InetSocketAddress(((Target.Address) Target.parse(literal)).address(), port);
    }
}
