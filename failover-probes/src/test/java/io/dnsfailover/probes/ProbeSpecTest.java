package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeSpecTest {
    private static List<String> properties(ProbeSpec spec) {
        return spec.violations().stream().map(Violation::property).toList();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(TcpProbe.port(0), List.of("port")),
                Arguments.of(TcpProbe.port(65_536), List.of("port")),
                Arguments.of(TcpProbe.port(1).send(""), List.of("send")),
                Arguments.of(TcpProbe.port(-1).sendHex("abc").expect(""), List.of("port", "send-hex", "expect")),
                Arguments.of(TcpProbe.port(1).expectHex("xy"), List.of("expect-hex")),
                Arguments.of(TcpProbe.port(1).expectHex(" "), List.of("expect-hex")),
                Arguments.of(TcpProbe.port(1).send("x".repeat(65_537)), List.of("send")),
                Arguments.of(TcpProbe.port(1).expect("\u00e4".repeat(32_769)), List.of("expect")),
                Arguments.of(UdpProbe.port(53), List.of("send")),
                Arguments.of(UdpProbe.port(53).send("x".repeat(65_508)), List.of("send")),
                Arguments.of(UdpProbe.port(0).sendHex("0").expect(""), List.of("port", "send-hex", "expect")),
                Arguments.of(HttpProbe.http().port(0).path("x").host(" "), List.of("port", "path", "host")),
                Arguments.of(
                        HttpProbe.http().expectStatus(199).expectStatus(600),
                        List.of("expect-status", "expect-status")),
                Arguments.of(HttpProbe.http().expectStatus(300, 200), List.of("expect-status")),
                Arguments.of(HttpProbe.http().expectBody(""), List.of("expect-body")),
                Arguments.of(HttpProbe.http().insecure(), List.of("insecure")),
                Arguments.of(HttpProbe.http().followRedirects(RedirectPolicy.sameHost(0)), List.of("redirects")),
                Arguments.of(HttpProbe.http().followRedirects(RedirectPolicy.sameHost(11)), List.of("redirects")));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    @DisplayName("every mistake is collected under the name that a configuration file has for it")
    void mistakes_areAllCollected(ProbeSpec spec, List<String> properties) {
        assertThat(properties(spec)).isEqualTo(properties);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "healthz",
                "http://x/",
                "//evil/",
                "/#fragment",
                "/a b",
                "/\r\nEvil: 1",
                "/\n",
                "/\u0000",
                "/\u007f",
                "/\u00e4",
                "/\u010d\u010a",
                "/\u560d\u560aEvil",
                "/%zz",
                "/{x}"
            })
    void path_thatCouldSaySomethingElse_isRefused(String path) {
        assertThat(properties(HttpProbe.http().path(path))).containsExactly("path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/healthz", "/a%20b", "/x?y=1&z=%0d%0a", "/a;b=c/~d/", "/.well-known/x", "/a//b", "/?"})
    void path_thatIsOne_isAccepted(String path) {
        assertThat(properties(HttpProbe.http().path(path))).isEmpty();
    }

    @Test
    void path_hasALimit() {
        assertThat(properties(HttpProbe.http().path("/" + "x".repeat(2047)))).isEmpty();
        assertThat(properties(HttpProbe.http().path("/" + "x".repeat(2048)))).containsExactly("path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                "www.example.com:80",
                "www.example.com/",
                "user@www.example.com",
                "a b",
                "b\r\nEvil: 1",
                "b\u0000",
                "\u010d\u010a",
                "b\u560d\u560aEvil",
                "\u00e4.example",
                "*.example.com",
                "[::1]",
                "::1%eth0",
                "127.1",
                "2130706433",
                "0x7f.1",
                "0177.0.0.1",
                "www.example.com."
            })
    void host_thatIsNone_isRefused(String host) {
        assertThat(properties(HttpProbe.http().host(host))).containsExactly("host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "www.example.com",
                "WWW.Example.COM",
                "a_b.example",
                "1a.example.2b",
                "192.0.2.1",
                "2001:db8::1"
            })
    void host_thatIsOne_isAccepted(String host) {
        assertThat(properties(HttpProbe.http().host(host))).isEmpty();
    }

    @Test
    void withers_copyAndNeverChange() {
        HttpProbe plain = HttpProbe.http();

        HttpProbe changed = plain.port(8080)
                .path("/x")
                .host("h.example")
                .expectStatus(200)
                .expectBody("ok")
                .followRedirects(RedirectPolicy.sameHost(1));

        assertThat(plain).isEqualTo(HttpProbe.http()).isNotEqualTo(changed);
        assertThat(changed.port()).isEqualTo(8080);
        assertThat(changed.request().path()).isEqualTo("/x");
        assertThat(changed.request().host()).contains("h.example");
        assertThat(changed.expectation().body()).containsExactly(new BodyRule.Contains("ok"));
        assertThat(changed.transport().redirects()).isEqualTo(RedirectPolicy.sameHost(1));
        assertThat(changed.violations()).isEmpty();
    }

    @Test
    void equality_isByValue_andStatusesAreASet() {
        HttpProbe one =
                HttpProbe.https().expectStatus(401).expectStatus(200, 204).expectStatus(401);
        HttpProbe other = HttpProbe.https().expectStatus(200, 204).expectStatus(401);

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.expectation().statuses()).containsExactly(new StatusRange(200, 204), new StatusRange(401, 401));
        assertThat(TcpProbe.port(1).send("a"))
                .isEqualTo(TcpProbe.port(1).send("a"))
                .isNotEqualTo(TcpProbe.port(1));
        assertThat(UdpProbe.port(1).sendHex("61")).isNotEqualTo(UdpProbe.port(1).send("a"));
        assertThat(HttpProbe.http().port(443)).isNotEqualTo(HttpProbe.https());
    }

    @Test
    void defaults_areAsDocumented() {
        assertThat(HttpProbe.http().port()).isEqualTo(80);
        assertThat(HttpProbe.https().port()).isEqualTo(443);
        assertThat(HttpProbe.http().expectation().effectiveStatuses()).containsExactly(StatusRange.SUCCESS);
        assertThat(HttpProbe.http().transport().redirects()).isEqualTo(RedirectPolicy.none());
        assertThat(List.of(TcpProbe.port(1), UdpProbe.port(1), HttpProbe.http(), HttpProbe.https()))
                .extracting(ProbeSpec::type)
                .containsExactly("tcp", "udp", "http", "https");
    }

    @Test
    @DisplayName("what is insecure says so, and foreign text is escaped")
    void toString_isForPeople() {
        assertThat(HttpProbe.https().host("www.example.com").insecure())
                .hasToString("https port 443 path '/' host 'www.example.com' INSECURE expect-status 200-299");
        assertThat(TcpProbe.port(25).send("EHLO x\r\n").expectHex("3235 30"))
                .hasToString("tcp port 25 send 'EHLO x\\u000d\\u000a' expect hex 3235 30");
    }
}
