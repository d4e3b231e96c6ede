package io.dnsfailover.examples.failoverd.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.examples.failoverd.config.probe.ProbeTypes;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.probes.CertificateProbe;
import io.dnsfailover.probes.DnsProbe;
import io.dnsfailover.probes.DnsProbe.Match;
import io.dnsfailover.probes.DnsProbe.Rcode;
import io.dnsfailover.probes.ExecProbe;
import io.dnsfailover.probes.PingProbe;
import io.dnsfailover.probes.SmtpProbe;
import io.dnsfailover.probes.TcpProbe;
import io.dnsfailover.probes.UdpProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the file says of each type of check, and what it comes to. */
class ProbeTypesTest {
    @TempDir
    private Path directory;

    private ConfigFile file;

    @BeforeEach
    void open() {
        file = new ConfigFile(directory);
    }

    private static String policy(String probe) {
        return ConfigFile.policy().replace("{type: tcp, port: 443}", probe);
    }

    static Stream<Arguments> probes() {
        return Stream.of(
                Arguments.of(
                        "{type: tcp, port: 21, banner: '220 ', send: \"NOOP\\r"
                                + "\\n"
                                + "\", half-close: true, expect-pattern: '(?m)^2\\d\\d '}",
                        TcpProbe.port(21)
                                .banner("220 ")
                                .send("NOOP\r\n")
                                .halfClose()
                                .expectPattern("(?m)^2\\d\\d ")),
                Arguments.of("{type: udp, preset: ntp}", UdpProbe.ntp()),
                Arguments.of("{type: udp, preset: sip, port: 5070}", UdpProbe.preset(5070, UdpProbe.Preset.SIP)),
                Arguments.of(
                        "{type: udp, port: 514, send: x, silence-passes: true}",
                        UdpProbe.port(514).send("x").silencePasses()),
                Arguments.of(
                        "{type: udp, port: 7, send-hex: '61', expect-pattern: a}",
                        UdpProbe.port(7).sendHex("61").expectPattern("a")),
                Arguments.of("{type: dns, name: example.com.}", DnsProbe.ask("example.com.", DnsProbe.Type.A)),
                Arguments.of(
                        "{type: dns, port: 5353, name: example.com., record-type: MX, expect: ['10 a.', '20 b.'],"
                                + " match: one-of, rcodes: [NOERROR, NXDOMAIN], tcp: true, recursion: false}",
                        DnsProbe.ask("example.com.", DnsProbe.Type.MX)
                                .port(5353)
                                .expect(Match.ONE_OF, "10 a.", "20 b.")
                                .rcodes(Rcode.NOERROR, Rcode.NXDOMAIN)
                                .overTcp()
                                .withoutRecursion()),
                Arguments.of(
                        "{type: dns, name: example.com., expect: 192.0.2.1}",
                        DnsProbe.ask("example.com.", DnsProbe.Type.A).expect(Match.EQUALS, "192.0.2.1")),
                Arguments.of("{type: smtp}", SmtpProbe.port(25)),
                Arguments.of(
                        "{type: smtp, port: 587, ehlo: p.example, starttls: true, host: m.example}",
                        SmtpProbe.port(587).ehlo("p.example").startTls().host("m.example")),
                Arguments.of(
                        "{type: smtp, starttls: true, insecure: true}",
                        SmtpProbe.port(25).insecure()),
                Arguments.of("{type: certificate}", CertificateProbe.port(443)),
                Arguments.of(
                        "{type: certificate, port: 8443, host: a.example, covers: [b.example], warn-before: 30d}",
                        CertificateProbe.port(8443)
                                .host("a.example")
                                .covers("b.example")
                                .warnBefore(Duration.ofDays(30))),
                Arguments.of("{type: ping}", PingProbe.once()),
                Arguments.of(
                        "{type: exec, command: [/x, '{address}', '{port}', -v], port: 389, environment: {A: b, C:"
                                + " '1'}, inconclusive: [3, 4]}",
                        ExecProbe.run("/x", "{address}", "{port}", "-v")
                                .port(389)
                                .environment("A", "b")
                                .environment("C", "1")
                                .inconclusive(3, 4)));
    }

    @ParameterizedTest
    @MethodSource("probes")
    @DisplayName("each key is read, and what is printed as effective says the same again")
    void probe_isRead_andPrinted(String yaml, ProbeSpec expected) throws Exception {
        Configuration read = file.read(policy(yaml));

        assertThat(read.policies().get(0).probe()).isEqualTo(expected);
        Configuration again = file.read(read.effective());
        assertThat(again.policies().get(0).probe()).isEqualTo(expected);
        assertThat(again.effective()).isEqualTo(read.effective());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("{type: tcp, port: 1, expect: a, expect-pattern: b}", "expect-pattern"),
                Arguments.of("{type: tcp, port: 1, expect-pattern: '('}", "expect-pattern"),
                Arguments.of("{type: tcp, port: 1, half-close: true}", "half-close"),
                Arguments.of("{type: udp, preset: dns}", "preset"),
                Arguments.of("{type: udp, preset: ntp, send: x}", "preset"),
                Arguments.of("{type: dns}", "name"),
                Arguments.of("{type: dns, name: example.com}", "name"),
                Arguments.of("{type: dns, name: a., record-type: ANY}", "record-type"),
                Arguments.of("{type: dns, name: a., match: equals}", "match"),
                Arguments.of("{type: dns, name: a., expect: []}", "expect"),
                Arguments.of("{type: dns, name: a., rcodes: [OK]}", "rcodes[0]"),
                Arguments.of("{type: smtp, host: a.example}", "host"),
                Arguments.of("{type: smtp, insecure: true}", "insecure"),
                Arguments.of("{type: certificate, warn-before: 400d}", "warn-before"),
                Arguments.of("{type: ping, port: 7}", "port"),
                Arguments.of("{type: exec}", "command"),
                Arguments.of("{type: exec, command: ls -l}", "command"),
                Arguments.of("{type: exec, command: [/x, 'a={address}']}", "command"),
                Arguments.of("{type: exec, command: [/x, '{port}']}", "port"),
                Arguments.of("{type: exec, command: /x, environment: [a]}", "environment"),
                Arguments.of("{type: exec, command: /x, inconclusive: many}", "inconclusive"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    @DisplayName("a mistake is reported once, at the key that is wrong")
    void mistake_isReportedAtItsKey(String yaml, String key) {
        List<String> mistakes = file.mistakes(policy(yaml));

        assertThat(mistakes).hasSize(1);
        assertThat(mistakes.get(0)).contains("policies[www].probe." + key + ":");
    }

    @ParameterizedTest
    @MethodSource("types")
    @DisplayName("every type that the file knows is in the page and in this test")
    void everyType_isTested(String word) {
        boolean elsewhere =
                word.startsWith("http") || List.of("all", "any", "at-least").contains(word); // ConfigurationTest
        assertThat(elsewhere
                        || probes().anyMatch(each -> each.get()[0].toString().contains("type: " + word)))
                .isTrue();
    }

    static Stream<String> types() {
        return ProbeTypes.words().stream();
    }
}
