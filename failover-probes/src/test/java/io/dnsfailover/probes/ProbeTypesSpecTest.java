package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import io.dnsfailover.probes.DnsProbe.Match;
import io.dnsfailover.probes.DnsProbe.Rcode;
import io.dnsfailover.probes.DnsProbe.Type;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the specifications of all types but HTTP accept and refuse. */
class ProbeTypesSpecTest {
    private static final DnsProbe WWW = DnsProbe.ask("www.example.com.", Type.A);

    private static List<String> properties(ProbeSpec spec) {
        return spec.violations().stream().map(Violation::property).toList();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(TcpProbe.port(1).banner(""), List.of("banner")),
                Arguments.of(TcpProbe.port(1).halfClose(), List.of("half-close")),
                Arguments.of(TcpProbe.port(1).expectPattern("("), List.of("expect-pattern")),
                Arguments.of(TcpProbe.port(1).expectPattern(""), List.of("expect-pattern")),
                Arguments.of(TcpProbe.port(1).expectPattern("(a)\\1"), List.of("expect-pattern")),
                Arguments.of(TcpProbe.port(1).expectPattern("x".repeat(257)), List.of("expect-pattern")),
                Arguments.of(TcpProbe.port(1).expectPattern("((a{30}b{30}){30}c)"), List.of("expect-pattern")),
                Arguments.of(UdpProbe.ntp().send("x"), List.of("preset")),
                Arguments.of(UdpProbe.sip().silencePasses(), List.of("silence-passes")),
                Arguments.of(UdpProbe.preset(0, UdpProbe.Preset.NTP).expect("x"), List.of("port", "preset")),
                Arguments.of(DnsProbe.ask("www.example.com", Type.A).port(0), List.of("port", "name")),
                Arguments.of(DnsProbe.ask("a\r\nb.", Type.A), List.of("name")),
                Arguments.of(WWW.expect(Match.EQUALS, "2001:db8::1", "x"), List.of("expect", "expect")),
                Arguments.of(DnsProbe.ask(".", Type.AAAA).expect(Match.EQUALS, "192.0.2.1"), List.of("expect")),
                Arguments.of(DnsProbe.ask(".", Type.MX).expect(Match.EQUALS, "mail.example.com."), List.of("expect")),
                Arguments.of(DnsProbe.ask(".", Type.NS).expect(Match.EQUALS, "ns.example.com"), List.of("expect")),
                Arguments.of(DnsProbe.ask(".", Type.TXT).expect(Match.EQUALS, "a\nb"), List.of("expect")),
                Arguments.of(DnsProbe.ask(".", Type.SOA).expect(Match.EQUALS, "a. b. 1 2 3 4"), List.of("expect")),
                Arguments.of(WWW.rcodes(Rcode.NXDOMAIN).expect(Match.EQUALS, "192.0.2.1"), List.of("expect")),
                Arguments.of(WWW.rcodes(), List.of("rcodes")),
                Arguments.of(SmtpProbe.port(0).ehlo("a b").host("h.example"), List.of("port", "ehlo", "host")),
                Arguments.of(SmtpProbe.port(1).startTls().host("h\r\nQUIT"), List.of("host")),
                Arguments.of(SmtpProbe.port(1).ehlo("h\r\nMAIL FROM:<x>"), List.of("ehlo")),
                Arguments.of(CertificateProbe.port(0).host("*"), List.of("port", "host")),
                Arguments.of(CertificateProbe.port(1).covers("a.example", "b.example."), List.of("covers")),
                Arguments.of(CertificateProbe.port(1).warnBefore(Duration.ofDays(366)), List.of("warn-before")),
                Arguments.of(CertificateProbe.port(1).warnBefore(Duration.ofDays(-1)), List.of("warn-before")),
                Arguments.of(ExecProbe.run("check"), List.of("command")),
                Arguments.of(ExecProbe.run("/usr/../bin/x"), List.of("command")),
                Arguments.of(ExecProbe.run("/x", "a\nb", "host={address}"), List.of("command", "command")),
                Arguments.of(ExecProbe.run("/x", "{port}"), List.of("port")),
                Arguments.of(ExecProbe.run("/x").environment("A=B", "c\u0000"), List.of("environment", "environment")),
                Arguments.of(ExecProbe.run("/x").inconclusive(0, 126), List.of("inconclusive", "inconclusive")));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    @DisplayName("every mistake is collected under the name that a configuration file has for it")
    void mistakes_areAllCollected(ProbeSpec spec, List<String> properties) {
        assertThat(properties(spec)).isEqualTo(properties);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "www.example.com.", "*.example.com.", "_dmarc.example.com."})
    void name_thatIsOne_isAccepted(String name) {
        assertThat(DnsProbe.ask(name, Type.TXT).violations()).isEmpty();
    }

    static Stream<ProbeSpec> good() {
        return Stream.of(
                TcpProbe.port(21).banner("220 ").send("NOOP\r\n").expectPattern("(?m)^2\\d\\d "),
                TcpProbe.port(7).send("x").halfClose().expectHex("78"),
                UdpProbe.ntp(),
                UdpProbe.sip(),
                UdpProbe.preset(5070, UdpProbe.Preset.SIP),
                UdpProbe.port(514).send("x").silencePasses(),
                WWW.expect(Match.ONE_OF, "192.0.2.1")
                        .overTcp()
                        .withoutRecursion()
                        .port(5353),
                DnsProbe.ask(".", Type.SRV).expect(Match.EQUALS, "0 5 443 www.example.com."),
                DnsProbe.ask(".", Type.SOA).expect(Match.EQUALS, "a. b. 1 2 3 4 5"),
                SmtpProbe.port(587).startTls().host("mail.example.com").ehlo("probe.example.net"),
                SmtpProbe.port(587).insecure(),
                CertificateProbe.port(443)
                        .host("www.example.com")
                        .covers("example.com")
                        .warnBefore(Duration.ZERO),
                PingProbe.once(),
                ExecProbe.run("/x", "{address}", "{port}", "{name}")
                        .port(1)
                        .environment("A", "b")
                        .inconclusive(3));
    }

    @ParameterizedTest
    @MethodSource("good")
    void goodSpecifications_haveNoViolations_andSayWhatTheyAre(ProbeSpec spec) {
        assertThat(spec.violations()).isEmpty();
        assertThat(spec.toString()).startsWith(spec.type()).matches("[ -~]+");
        assertThat(spec).isNotEqualTo(null);
    }

    @Test
    void equality_isByValue() {
        List<ProbeSpec> once = good().toList();
        List<ProbeSpec> again = good().toList();

        assertThat(once).isEqualTo(again).doesNotHaveDuplicates();
        assertThat(once.stream().map(Object::hashCode).toList())
                .isEqualTo(again.stream().map(Object::hashCode).toList());
    }

    @Test
    @DisplayName("what is insecure, or passes on silence, says so; the environment of a program is not shown")
    void toString_isForPeople() {
        assertThat(SmtpProbe.port(25).insecure()).hasToString("smtp port 25 starttls INSECURE");
        assertThat(UdpProbe.port(514).send("x").silencePasses()).hasToString("udp port 514 send 'x' silence-passes");
        assertThat(ExecProbe.run("/x").environment("PASSWORD", "secret").toString())
                .doesNotContain("secret");
        assertThat(TcpProbe.port(21).banner("220 ").expectPattern("a\tb"))
                .hasToString("tcp port 21 banner '220 ' expect pattern 'a\\u0009b'");
    }

    @Test
    void defaults_areAsDocumented() {
        assertThat(UdpProbe.ntp().port()).isEqualTo(123);
        assertThat(UdpProbe.sip().port()).isEqualTo(5060);
        assertThat(WWW.port()).isEqualTo(53);
        assertThat(WWW.isRecursive()).isTrue();
        assertThat(WWW.isOverTcp()).isFalse();
        assertThat(WWW.expectedRcodes()).containsExactly(Rcode.NOERROR);
        assertThat(CertificateProbe.port(443).warning()).isEqualTo(Duration.ofDays(21));
        assertThat(PingProbe.once().port()).isZero();
        assertThat(ExecProbe.run("/x").port()).isZero();
    }
}
