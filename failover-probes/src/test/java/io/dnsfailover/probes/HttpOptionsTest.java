package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a check asks, and what it makes of the answer. */
class HttpOptionsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final String PASSWORD = "hunter2-canary";

    private final NetworkProber prober = NetworkProber.builder()
            .credential("basic", Credential.basic("probe", Secret.of(PASSWORD)))
            .credential("bearer", Credential.bearer(Secret.of(PASSWORD)))
            .build();

    @AfterEach
    void close() {
        prober.close();
    }

    /** What the server is asked. */
    private String request(HttpProbe probe, int bodyBytes) throws Exception {
        BlockingQueue<String> seen = new ArrayBlockingQueue<>(1);
        try (Peer peer = Peer.that(connection -> {
            String head = Peer.readHead(connection);
            seen.add(head + new String(connection.getInputStream().readNBytes(bodyBytes), StandardCharsets.UTF_8));
            Peer.send(connection, OK);
            Peer.drain(connection);
        })) {
            ProbeResult result = Run.check(prober, probe, peer.endpoint());

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
            assertThat(result.toString()).doesNotContain(PASSWORD);
            return String.valueOf(seen.poll(10, TimeUnit.SECONDS));
        }
    }

    private ProbeResult answered(HttpProbe probe, String fields, String body) {
        String response = "HTTP/1.1 200 OK\r\n" + fields + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        try (Peer peer = Peer.saying(response)) {
            return Run.check(prober, probe, peer.endpoint());
        }
    }

    @Test
    void methodHeadersBodyAndQuery_goOut() throws Exception {
        String asked = request(
                HttpProbe.http()
                        .method("POST")
                        .path("/check?a=1")
                        .query("who", "a b&c=\u00e4")
                        .header("X-Probe", "one two")
                        .header("User-Agent", "mine")
                        .send("application/json", "{\"x\":\"\u00e4\"}")
                        .host("www.example.com"),
                10);

        assertThat(asked)
                .startsWith("POST /check?a=1&who=a%20b%26c%3D%C3%A4 HTTP/1.1\r\n")
                .contains("\r\nX-Probe: one two\r\n")
                .contains("\r\nUser-Agent: mine\r\n")
                .contains("\r\nContent-Type: application/json\r\n")
                .contains("\r\nContent-Length: 10\r\n")
                .contains("\r\nHost: www.example.com:")
                .endsWith("\r\n\r\n{\"x\":\"\u00e4\"}");
    }

    @Test
    void byDefault_nothingMoreThanNeededGoesOut() throws Exception {
        assertThat(request(HttpProbe.http(), 0).lines())
                .filteredOn(line -> !line.startsWith("Host: 127.0.0.1:") && !line.isEmpty())
                .containsExactlyInAnyOrder(
                        "GET / HTTP/1.1",
                        "Accept: */*",
                        "Accept-Encoding: identity",
                        "Connection: close",
                        "User-Agent: dns-failover-probe");
    }

    @Test
    void credential_goesOut_andIsNeverShown() throws Exception {
        String basic = "cHJvYmU6aHVudGVyMi1jYW5hcnk=";

        assertThat(request(HttpProbe.http().credential("basic"), 0)).contains("\r\nAuthorization: Basic " + basic);
        assertThat(request(HttpProbe.http().credential("bearer"), 0))
                .contains("\r\nAuthorization: Bearer " + PASSWORD + "\r\n");
        assertThat(HttpProbe.http().credential("basic")).asString().doesNotContain(PASSWORD, basic);
        assertThat(Credential.basic("probe", Secret.of(PASSWORD)).toString())
                .isEqualTo("basic 'probe' (secret not shown)");
        assertThat(Credential.bearer(Secret.of(PASSWORD)).toString()).isEqualTo("bearer (secret not shown)");
        assertThat(Secret.of(PASSWORD)).isEqualTo(Secret.of(PASSWORD)).isNotEqualTo(Secret.of("other"));
    }

    @Test
    void credential_thatBreaksItsRule_isRefused_withoutShowingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credential.bearer(Secret.of(PASSWORD + "\r\nX: y")))
                .withMessageNotContaining(PASSWORD);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credential.basic("a:b", Secret.of(PASSWORD)))
                .withMessageNotContaining(PASSWORD);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credential.basic("a", Secret.of(PASSWORD + "\n")))
                .withMessageNotContaining(PASSWORD);
    }

    @Test
    @DisplayName("a check that names what the prober does not have is not supported, and says what is missing")
    void unknownReference_isNotSupported() {
        for (HttpProbe probe : new HttpProbe[] {
            HttpProbe.http().credential("none"),
            HttpProbe.https().authority("none"),
            HttpProbe.https().clientCertificate("none")
        }) {
            assertThat(prober.supports(probe)).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> prober.prepare(probe))
                    .withMessageContaining("'none'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type, ^text/, EXPECTED",
        "content-type, html, EXPECTED",
        "Content-Type, json, CONTENT",
        "X-Missing, ., CONTENT"
    })
    void header(String name, String pattern, Reason reason) {
        ProbeResult result = answered(HttpProbe.http().expectHeader(name, pattern), "Content-Type: text/html\r\n", "x");

        assertThat(result.reason()).as(result.detail()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "hello world, EXPECTED",
        "hello, CONTENT",
        "hello world ERROR, CONTENT",
        "'', CONTENT",
    })
    void severalRules_mustAllBeKept(String body, Reason reason) {
        HttpProbe probe = HttpProbe.http()
                .expectBody("hello")
                .expect(new BodyRule.Matches("w.r(l)d\\b"))
                .expect(new BodyRule.Absent("ERROR"));

        assertThat(answered(probe, "", body).reason()).isEqualTo(reason);
    }

    @Test
    void severalTexts_mustAllCome() {
        HttpProbe probe = HttpProbe.http().expectBody("one").expectBody("two");

        assertThat(answered(probe, "", "two one").reason()).isEqualTo(Reason.EXPECTED);
        assertThat(answered(probe, "", "one one").reason()).isEqualTo(Reason.CONTENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/role | primary | EXPECTED | ",
                "/role | backup | CONTENT | the JSON has 'primary' at '/role', expected 'backup'",
                "/nodes/1/up | true | EXPECTED | ",
                "/nodes/2 | x | CONTENT | the JSON has nothing at '/nodes/2'",
                "/nodes | x | CONTENT | the JSON has more than one value at '/nodes'",
                "/lag | 0.50 | EXPECTED | "
            })
    void json(String pointer, String value, Reason reason, String detail) {
        HttpProbe probe = HttpProbe.http().expect(new BodyRule.Json(pointer, value));

        ProbeResult result =
                answered(probe, "", "{\"role\":\"primary\",\"lag\":0.50,\"nodes\":[{\"up\":false},{\"up\":true}]}");

        assertThat(result.reason()).as(result.detail()).isEqualTo(reason);
        assertThat(result.detail()).contains(detail == null ? "as expected" : detail);
    }

    @Test
    void noJson_isContent() {
        ProbeResult result = answered(HttpProbe.http().expect(new BodyRule.Json("/a", "b")), "", "<html>");

        assertThat(result.reason()).isEqualTo(Reason.CONTENT);
        assertThat(result.detail()).startsWith("the body is not JSON: no value at character 0: '<html>'");
    }

    @Test
    void bodyThatIsLongerThanAllowed_isTooLarge() {
        HttpProbe probe = HttpProbe.http().maxBodyBytes(10).expect(new BodyRule.Absent("x"));

        assertThat(answered(probe, "", "0123456789").reason()).isEqualTo(Reason.EXPECTED);
        assertThat(answered(probe, "", "0123456789a").reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(answered(HttpProbe.http().maxBodyBytes(10).expectBody("a"), "", "0123456789a")
                        .reason())
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void digest_isThatOfTheWholeBody() throws Exception {
        ProbeResult result = answered(HttpProbe.http().expectBody("o").digest(), "", "hello");

        byte[] expected =
                java.security.MessageDigest.getInstance("SHA-256").digest("hello".getBytes(StandardCharsets.UTF_8));
        assertThat(result.notes().contentDigest()).isEqualTo(HexFormat.of().formatHex(expected));
        assertThat(answered(HttpProbe.http().expectBody("o"), "", "hello")
                        .notes()
                        .contentDigest())
                .isNull();
    }

    @Test
    @DisplayName("what is compressed although nobody asked is not decoded, and the detail says so")
    void compressedBody_isNotDecoded() throws Exception {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(new byte[10_000_000]);
        }
        String body = bytes.toString(StandardCharsets.ISO_8859_1);

        ProbeResult result = answered(HttpProbe.http().expectBody("\0"), "Content-Encoding: gzip\r\n", body);

        assertThat(result.reason()).isEqualTo(Reason.CONTENT);
        assertThat(result.detail()).contains("'gzip'").contains("is not decoded");
    }

    @Test
    void head_passesWithoutABody() {
        try (Peer peer = Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")) {
            assertThat(Run.check(prober, HttpProbe.http().method("HEAD"), peer.endpoint())
                            .reason())
                    .isEqualTo(Reason.EXPECTED);
        }
    }

    @Test
    void noContent_passesWhereNothingMustBeThere() {
        try (Peer peer = Peer.saying("HTTP/1.1 204 No Content\r\n\r\n")) {
            HttpProbe without = HttpProbe.http().expect(new BodyRule.Absent("x"));

            assertThat(Run.check(prober, without, peer.endpoint()).reason()).isEqualTo(Reason.EXPECTED);
            assertThat(Run.check(prober, HttpProbe.http().expectBody("x"), peer.endpoint())
                            .reason())
                    .isEqualTo(Reason.CONTENT);
        }
    }
}
