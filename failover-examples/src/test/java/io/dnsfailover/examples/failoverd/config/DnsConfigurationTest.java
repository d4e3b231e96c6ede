package io.dnsfailover.examples.failoverd.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.listen.RateLimit;
import io.dnsfailover.model.AddressPrefix;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code dns} says of the embedded server beside its addresses and zones. */
class DnsConfigurationTest {
    private static final String FULL = """
            dns:
              listen: "127.0.0.1:5300"
              udp-threads: 2
              rate-limit: {per-second: 200, slip: 1, ipv4-bits: 32, ipv6-bits: 48, exempt: [192.0.2.0/24, "2001:db8::1"]}
              tcp: {connections: 1000, per-client: 10, idle: 5s}
              ttl-floor: 5s
              marks: failover
              status: true
              remote-backend: pdns.sock
            """;

    @TempDir
    Path directory;

    private DnsSettings dns(String yaml) throws InvalidConfigurationException {
        return new ConfigFile(directory).read(yaml + ConfigFile.policy()).dns();
    }

    @Test
    void listener_isRead() throws Exception {
        RateLimit limit = RateLimit.perSecond(200)
                .slip(1)
                .networks(32, 48)
                .exempt(AddressPrefix.of("192.0.2.0/24"))
                .exempt(AddressPrefix.of("2001:db8::1/128"));

        assertThat(dns(FULL).listener()).isEqualTo(new ListenerSettings(2, limit, 1000, 10, Duration.ofSeconds(5)));
        assertThat(dns("dns: {listen: \"127.0.0.1:5300\"}\n").listener()).isEqualTo(ListenerSettings.DEFAULT);
        assertThat(dns("dns: {listen: \"127.0.0.1\", rate-limit: {per-second: 7}}\n")
                        .listener()
                        .rateLimit())
                .isEqualTo(RateLimit.perSecond(7));
    }

    @Test
    void answers_areRead() throws Exception {
        assertThat(dns(FULL).answers())
                .isEqualTo(new AnswerSettings(
                        Duration.ofSeconds(5),
                        "failover",
                        true,
                        directory.resolve("pdns.sock").normalize()));
        assertThat(dns("dns: {listen: \"127.0.0.1:5300\"}\n").answers()).isEqualTo(AnswerSettings.DEFAULT);
        // PowerDNS has the sockets.
        assertThat(dns("dns: {remote-backend: /run/pdns.sock}\n").listen()).isEmpty();
    }

    @Test
    @DisplayName("what is printed as effective is a valid file that says the same again")
    void effective_isAFixedPoint() throws Exception {
        ConfigFile file = new ConfigFile(directory);
        Configuration read = file.read(FULL + ConfigFile.policy());

        assertThat(file.read(read.effective()).dns()).isEqualTo(read.dns());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "udp-threads: 0 | 1:44: dns.udp-threads: must be a whole number from 1 to 64, not 0",
                "rate-limit: {slip: 1} | 1:43: dns.rate-limit.per-second: must be set",
                "rate-limit: {per-second: 0} | 1:56: dns.rate-limit.per-second: must be a whole number from 1 to"
                        + " 100000, not 0",
                "rate-limit: {per-second: 1, exempt: 192.0.2.1/24} | 1:67: dns.rate-limit.exempt: 192.0.2.1/24 has"
                        + " bits behind its prefix",
                "rate-limit: {per-second: 1, burst: 2} | 1:59: dns.rate-limit.burst: is not a key of a rate limit,"
                        + " which are: per-second, slip, ipv4-bits, ipv6-bits, exempt",
                "ttl-floor: 500ms | 1:42: dns.ttl-floor: a TTL is a whole number of seconds, not PT0.5S",
                "marks: a b | 1:38: dns.marks: must be 1 to 63 letters, digits, '.', '-' and '_'",
                "status: yes | 1:39: dns.status: must be true or false, not 'yes'",
                "tcp: {idle: 2h} | 1:43: dns.tcp.idle: must be 100ms to 1h",
                "tcp: {per-client: 65536} | 1:49: dns.tcp.per-client: must be a whole number from 1 to 65535, not 65536"
            })
    void mistakes_areNamed(String key, String mistake) {
        assertThat(new ConfigFile(directory)
                        .mistakes("dns: {listen: \"127.0.0.1:53\", " + key + "}\n" + ConfigFile.policy()))
                .containsExactly(mistake);
    }
}
