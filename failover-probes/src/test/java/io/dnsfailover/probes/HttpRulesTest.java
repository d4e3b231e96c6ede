package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.policy.Violation;
import java.net.InetAddress;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpRulesTest {
    /** What becomes a CR or an LF on the wire, or would if somebody took the low byte. */
    private static final List<String> TRICKS = List.of(
            "x\r\nEvil: 1",
            "x\ny",
            "x\ry",
            "x\0y",
            "\u010d\u010aEvil",
            "x\u560d\u560aEvil",
            "x\u007fy",
            "x\u0085y",
            "\u2028");

    private static List<String> properties(HttpProbe probe) {
        return probe.violations().stream().map(Violation::property).distinct().toList();
    }

    /**
     * A part of a check that is configured.
     *
     * @param name its property
     * @param setter sets it
     */
    private record Part(String name, BiFunction<HttpProbe, String, HttpProbe> setter) {}

    static Stream<Arguments> configuredParts() {
        return Stream.of(
                        new Part("method", HttpProbe::method),
                        new Part("path", (probe, text) -> probe.path("/" + text)),
                        new Part("header", (probe, text) -> probe.header(text, "value")),
                        new Part("header", (probe, text) -> probe.header("X-Name", text)),
                        new Part("host", HttpProbe::host),
                        new Part("server-name", HttpProbe::serverName),
                        new Part("credential", HttpProbe::credential),
                        new Part("authority", HttpProbe::authority),
                        new Part("client-certificate", HttpProbe::clientCertificate),
                        new Part(
                                "content-type",
                                (probe, text) -> probe.method("POST").send(text, "body")),
                        new Part("expect-header", (probe, text) -> probe.expectHeader(text, ".")),
                        new Part("redirects", (probe, text) -> probe.followRedirects(RedirectPolicy.listed(1, text))))
                .map(part -> Arguments.of(part.name(), part));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configuredParts")
    void controls_areRefusedInEveryPart(String name, Part part) {
        for (String trick : TRICKS) {
            assertThat(properties(part.setter().apply(HttpProbe.https(), trick)))
                    .as(trick)
                    .containsExactly(name);
        }
    }

    @Test
    @DisplayName(
            "a query is encoded, so that no character stays what it could be taken for; controls are refused all the same")
    void query_isEncoded() {
        assertThat(properties(HttpProbe.http().query("a\r\nEvil", "1"))).containsExactly("query");
        assertThat(properties(HttpProbe.http().query("a", "1\0"))).containsExactly("query");
        HttpProbe tricky = HttpProbe.http().query("\u010d\u010a", "\u560d\u560a");
        assertThat(properties(tricky)).isEmpty();
        assertThat(tricky.request().target()).isEqualTo("/?%C4%8D%C4%8A=%E5%98%8D%E5%98%8A");
    }

    static Stream<Arguments> mistakes() throws Exception {
        HttpProbe http = HttpProbe.http();
        HttpProbe https = HttpProbe.https();
        HttpProxy wrongPort = new HttpProxy(InetAddress.getByName("192.0.2.1"), 0, HttpProxy.Way.TUNNEL);
        return Stream.of(
                Arguments.of(http.method("get"), List.of("method")),
                Arguments.of(http.method(""), List.of("method")),
                Arguments.of(http.method("CONNECT"), List.of("method")),
                Arguments.of(http.method("TRACE"), List.of("method")),
                Arguments.of(http.query("q", "x".repeat(3000)), List.of("query")),
                Arguments.of(http.header("Host", "x"), List.of("header")),
                Arguments.of(http.header("authorization", "x"), List.of("header")),
                Arguments.of(http.header("Transfer-Encoding", "chunked"), List.of("header")),
                Arguments.of(http.header("X y", "x"), List.of("header")),
                Arguments.of(http.header("X", " x"), List.of("header")),
                Arguments.of(http.header("X", "x".repeat(2049)), List.of("header")),
                Arguments.of(http.send("text/plain", "x"), List.of("send")),
                Arguments.of(http.method("POST").send("", "x"), List.of("content-type")),
                Arguments.of(http.method("POST").send("text/plain", ""), List.of("send")),
                Arguments.of(http.method("POST").send("text/plain", "x".repeat(65_537)), List.of("send")),
                Arguments.of(http.credential("a b"), List.of("credential")),
                Arguments.of(http.serverName("a.example"), List.of("server-name")),
                Arguments.of(https.serverName("a.example:443"), List.of("server-name")),
                Arguments.of(http.authority("a"), List.of("authority")),
                Arguments.of(https.authority("a").insecure(), List.of("authority")),
                Arguments.of(http.clientCertificate("a"), List.of("client-certificate")),
                Arguments.of(http.tlsVersions(TlsVersion.TLS_1_3), List.of("tls")),
                Arguments.of(https.tlsVersions(), List.of("tls")),
                Arguments.of(http.maxBodyBytes(0), List.of("max-body")),
                Arguments.of(http.maxBodyBytes(1024 * 1024 + 1), List.of("max-body")),
                Arguments.of(http.maxBodyBytes(3).expectBody("four"), List.of("expect-body")),
                Arguments.of(http.expect(new BodyRule.Absent("")), List.of("expect-body-without")),
                Arguments.of(http.expect(new BodyRule.Matches("(")), List.of("expect-body-matching")),
                Arguments.of(http.expect(new BodyRule.Matches("(?=x)")), List.of("expect-body-matching")),
                Arguments.of(http.expect(new BodyRule.Matches("")), List.of("expect-body-matching")),
                Arguments.of(http.expect(new BodyRule.Json("status", "x")), List.of("expect-json")),
                Arguments.of(http.expect(new BodyRule.Json("/~2", "x")), List.of("expect-json")),
                Arguments.of(http.expect(new BodyRule.Json("/a".repeat(33), "x")), List.of("expect-json")),
                Arguments.of(http.expectHeader("X", "["), List.of("expect-header")),
                Arguments.of(http.method("HEAD").expectBody("x"), List.of("method")),
                Arguments.of(http.followRedirects(RedirectPolicy.listed(1)), List.of("redirects")),
                Arguments.of(http.followRedirects(RedirectPolicy.listed(11, "a.example")), List.of("redirects")),
                Arguments.of(http.followRedirects(RedirectPolicy.listed(1, "192.0.2.1")), List.of("redirects")),
                Arguments.of(http.followRedirects(RedirectPolicy.listed(1, "127.1")), List.of("redirects")),
                Arguments.of(http.followRedirects(RedirectPolicy.listed(1, "::1")), List.of("redirects")),
                Arguments.of(http.proxy(wrongPort), List.of("proxy")),
                Arguments.of(https.proxy(HttpProxy.forward("192.0.2.1", 80)), List.of("proxy")),
                Arguments.of(http.host("a.example").proxy(HttpProxy.forward("192.0.2.1", 80)), List.of("proxy")),
                Arguments.of(http.http2().proxy(HttpProxy.tunnel("192.0.2.1", 80)), List.of("proxy")));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistake_isNamed(HttpProbe probe, List<String> properties) {
        assertThat(properties(probe)).isEqualTo(properties);
    }

    @Test
    void allMistakes_areReportedTogether() {
        HttpProbe probe = HttpProbe.http()
                .port(0)
                .method("x")
                .path("")
                .header("Host", "x")
                .host("[")
                .serverName("x")
                .insecure()
                .maxBodyBytes(-1)
                .expectStatus(1);

        assertThat(properties(probe))
                .containsExactlyInAnyOrder(
                        "port",
                        "method",
                        "path",
                        "header",
                        "host",
                        "server-name",
                        "insecure",
                        "max-body",
                        "expect-status");
    }

    @Test
    void everythingAtOnce_hasNoMistake_andIsAValue() {
        HttpProbe one = everything();

        assertThat(one.violations()).isEmpty();
        assertThat(one).isEqualTo(everything()).hasSameHashCodeAs(everything());
        assertThat(one)
                .hasToString("https port 8443 method 'POST' path '/x?a=b' header X-A: 'b' send 'body' as 'text/plain'"
                        + " host 'www.example.com' credential 'api' tls 1.3 server-name 'sni.example.com'"
                        + " authority 'ca' client-certificate 'me' http2 redirects listed 2 a.example.com"
                        + " expect-status 200 expect-header X-B: 'c' expect-body 'ok' expect-body-without 'no'"
                        + " expect-body-matching 'a+' expect-json '/a'='b' max-body 1000 digest");
    }

    private static HttpProbe everything() {
        return HttpProbe.https()
                .port(8443)
                .method("POST")
                .path("/x")
                .query("a", "b")
                .header("X-A", "b")
                .send("text/plain", "body")
                .host("www.example.com")
                .serverName("sni.example.com")
                .credential("api")
                .expectStatus(200)
                .expectHeader("X-B", "c")
                .expectBody("ok")
                .expect(new BodyRule.Absent("no"))
                .expect(new BodyRule.Matches("a+"))
                .expect(new BodyRule.Json("/a", "b"))
                .maxBodyBytes(1000)
                .digest()
                .followRedirects(RedirectPolicy.listed(2, "A.example.com"))
                .http2()
                .tlsVersions(TlsVersion.TLS_1_3)
                .authority("ca")
                .clientCertificate("me");
    }
}
