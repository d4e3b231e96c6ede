package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProbeTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nall ok"; // one byte too many

    private final NetworkProber prober = NetworkProber.create();

    @AfterEach
    void close() {
        prober.close();
    }

    private ProbeResult answered(HttpProbe probe, String response) {
        try (Peer peer = Peer.saying(response)) {
            return Run.check(prober, probe, peer.endpoint());
        }
    }

    private String request(HttpProbe probe, Endpoint endpointAt, String address) throws InterruptedException {
        BlockingQueue<String> heads = new ArrayBlockingQueue<>(1);
        try (Peer peer = Peer.at(address, connection -> {
            heads.add(Peer.readHead(connection));
            Peer.send(connection, OK);
        })) {
            Run.check(prober, probe, endpointAt.onPort(peer.port()));
            String head = heads.poll(10, TimeUnit.SECONDS);
            return head == null ? "nothing" : head.replace(":" + peer.port(), ":PORT");
        }
    }

    @Test
    @DisplayName("a plain check sends one simple request and passes with status and timings")
    void success_passes() throws InterruptedException {
        ProbeResult result = answered(HttpProbe.http(), OK);

        assertThat(result.reason()).isEqualTo(Reason.EXPECTED);
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.resolved()).isEqualTo("127.0.0.1");
        assertThat(result.timings().connect()).isPositive();
        assertThat(result.timings().firstByte()).isPositive();
        assertThat(result.timings().tls()).isNull();
    }

    @Test
    @DisplayName("the request is exactly this, and no more")
    void request_isSimple() throws InterruptedException {
        String request = request(HttpProbe.http().path("/a%20b/?x=1&y"), Endpoint.of("127.0.0.1"), "127.0.0.1");

        assertThat(request)
                .isEqualTo(String.join(
                        "\r\n",
                        "GET /a%20b/?x=1&y HTTP/1.1",
                        "Accept: */*",
                        "Accept-Encoding: identity",
                        "Connection: close",
                        "Host: 127.0.0.1:PORT",
                        "User-Agent: dns-failover-probe",
                        "",
                        ""));
    }

    @Test
    void host_goesIntoTheHeader_whileTheAddressStays() throws InterruptedException {
        String request = request(HttpProbe.http().host("www.example.com"), Endpoint.of("127.0.0.2"), "127.0.0.2");

        assertThat(request).contains("\r\nHost: www.example.com:PORT\r\n");
    }

    @Test
    void ipv6Literal_isBracketedInTheHeader() throws InterruptedException {
        assertThat(request(HttpProbe.http(), Endpoint.of("::1"), "::1")).contains("\r\nHost: [::1]:PORT\r\n");
    }

    @ParameterizedTest
    @CsvSource({"200, EXPECTED", "204, EXPECTED", "299, EXPECTED", "301, STATUS", "404, STATUS", "503, STATUS"})
    void status_byDefault_isTheSuccessRange(int status, Reason reason) {
        ProbeResult result = answered(HttpProbe.http(), "HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\n\r\n");

        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"200, STATUS", "301, EXPECTED", "401, EXPECTED", "403, EXPECTED", "404, STATUS"})
    void status_ofSeveralRanges(int status, Reason reason) {
        HttpProbe probe = HttpProbe.http().expectStatus(401, 403).expectStatus(301);

        ProbeResult result = answered(probe, "HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\n\r\n");

        assertThat(result.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "'Content-Length: 6', 'all ok', EXPECTED",
        "'Content-Length: 6', 'not al', CONTENT",
        "'Content-Length: 0', '', CONTENT",
        "'X: y', 'until closed, ok', EXPECTED",
        "'X: y', 'until closed', CONTENT",
        "'Transfer-Encoding: chunked', '2|to|2|ok|0||', EXPECTED",
        "'Transfer-Encoding: chunked', '1|o|1|k|0||', EXPECTED",
        "'Transfer-Encoding: chunked', '1|o|1|x|0||', CONTENT",
        "'Transfer-Encoding: chunked', '1|o|zz|x|0||', MALFORMED",
        "'Content-Length: 60', 'too short', CLOSED",
        "'Transfer-Encoding: chunked', '20|too short', CLOSED",
        "'Content-Length: 2|Content-Encoding: gzip', 'ok', CONTENT",
        "'Content-Length: 2|Content-Length: 3', 'ok', MALFORMED",
        "'Content-Length: 2|Transfer-Encoding: chunked', '2|ok|0||', MALFORMED",
        "'Content-Length: -2', 'ok', MALFORMED",
        "'Content-Length: 2, 3', 'ok', MALFORMED",
        "'Content-Length: 99999999999999999999', 'not', MALFORMED",
        "'no colon', 'ok', MALFORMED",
    })
    @DisplayName("a body is judged by its bytes, and broken framing is told apart")
    void body(String headers, String body, Reason reason) {
        String response = ("HTTP/1.1 200 OK|" + headers + "||" + body).replace("|", "\r\n");

        ProbeResult result = answered(HttpProbe.http().expectBody("ok"), response);

        assertThat(result.reason()).as(result.detail()).isEqualTo(reason);
    }

    @Test
    void twoLengths_areMalformed_alsoWithoutAnExpectedBody() {
        ProbeResult result =
                answered(HttpProbe.http(), "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok");

        assertThat(result.reason()).isEqualTo(Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 20 OK\r\n\r\n",
                "HTTP/1.1\r\n\r\n",
                "HTTP/0.9 200 OK\r\n\r\n",
                "HTTP/3.0 200 OK\r\n\r\n",
                "HTTP/1.1 99999999999 OK\r\n\r\n",
                "\u0000\u0001\u0002\u0003\r\n\r\n"
            })
    void otherProtocols_areMalformed(String response) {
        ProbeResult result = answered(HttpProbe.http(), response);

        assertThat(result.reason()).as(result.toString()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void closedWithoutAByte_isClosed() {
        ProbeResult result = answered(HttpProbe.http(), "");

        assertThat(result.reason()).as(result.toString()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void closedPort_isRefused() {
        Endpoint nobody = Endpoint.of("127.0.0.1").onPort(Peer.closedPort());

        ProbeResult result = Run.check(prober, HttpProbe.http(), nobody);

        assertThat(result.reason()).as(result.toString()).isEqualTo(Reason.REFUSED);
    }
}
