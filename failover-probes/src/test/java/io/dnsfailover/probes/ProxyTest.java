package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** A proxy that makes tunnels, whatever is asked. */
    private Peer tunnel(int port) {
        return Peer.that(connection -> {
            asked.add(Peer.readHead(connection));
            try (Socket onward = new Socket(InetAddress.getLoopbackAddress(), port)) {
                Peer.send(connection, "HTTP/1.1 200 Connection established\r\n\r\n");
                Thread back = new Thread(() -> pump(onward, connection));
                back.setDaemon(true);
                back.start();
                pump(connection, onward);
            }
        });
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException e) {
            // closed: the test is over, or the check has its verdict
        }
    }

    private static HttpProxy at(Peer proxy) {
        return HttpProxy.tunnel("127.0.0.1", proxy.port());
    }

    @Test
    @DisplayName("a tunnel is asked for by the endpoint's address: the proxy has no name to resolve")
    void tunnel_isToTheAddress() throws Exception {
        try (Peer server = Certificates.shared().server("good", connection -> {
                    asked.add(Peer.readHead(connection));
                    Peer.send(connection, OK);
                    Peer.drain(connection);
                });
                Peer proxy = tunnel(server.port());
                NetworkProber prober = NetworkProber.builder()
                        .authority("own", Certificates.shared().authority("ca"))
                        .build()) {
            HttpProbe probe = HttpProbe.https()
                    .host("www.example.com")
                    .authority("own")
                    .proxy(at(proxy))
                    .expectBody("hello");

            ProbeResult result = Run.check(prober, probe, server.endpoint());

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
            assertThat(result.timings().connect()).isPositive();
            assertThat(result.timings().tls()).isPositive();
            assertThat(asked.get(0)).startsWith("CONNECT 127.0.0.1:" + server.port() + " HTTP/1.1\r\n");
            assertThat(asked.get(0)).doesNotContain("example.com");
            assertThat(asked.get(1)).startsWith("GET / HTTP/1.1\r\n").contains("\r\nHost: www.example.com:");
            Awaitility.await().until(() -> proxy.open() == 0 && server.open() == 0);
        }
    }

    @Test
    void tunnel_carriesPlainHttp() {
        try (Peer server = Peer.saying(OK);
                Peer proxy = tunnel(server.port());
                NetworkProber prober = NetworkProber.create()) {
            ProbeResult result = Run.check(
                    prober,
                    HttpProbe.http().host("www.example.com").proxy(at(proxy)).expectBody("hello"),
                    server.endpoint());

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
            assertThat(result.timings().firstByte()).isPositive();
        }
    }

    @Test
    void forward_asksForTheWholeAddress() {
        try (Peer proxy = Peer.that(connection -> {
                    asked.add(Peer.readHead(connection));
                    Peer.send(connection, OK);
                    Peer.drain(connection);
                });
                NetworkProber prober = NetworkProber.create()) {
            HttpProbe probe = HttpProbe.http()
                    .path("/x?y")
                    .proxy(HttpProxy.forward("127.0.0.1", proxy.port()))
                    .expectBody("hello");

            ProbeResult result =
                    Run.check(prober, probe, Endpoint.of("192.0.2.10").onPort(8080));

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
            assertThat(asked.get(0))
                    .startsWith("GET http://192.0.2.10:8080/x?y HTTP/1.1\r\n")
                    .contains("\r\nHost: 192.0.2.10:8080\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "407, LOCAL_TROUBLE",
        "403, LOCAL_TROUBLE",
        "500, LOCAL_TROUBLE",
        "503, LOCAL_TROUBLE",
        "302, LOCAL_TROUBLE",
        "502, UNREACHABLE",
        "504, UNREACHABLE"
    })
    @DisplayName("a proxy that refuses is our trouble; one that does not reach the endpoint says so of the endpoint")
    void refusedTunnel(int status, Reason reason) {
        String refusal = "HTTP/1.1 " + status + " No\r\nContent-Length: 2\r\nLocation: /x\r\n\r\nno";
        try (Peer proxy = Peer.saying(refusal);
                NetworkProber prober = NetworkProber.create()) {
            ProbeResult result = Run.check(prober, HttpProbe.https().proxy(at(proxy)), Endpoint.of("192.0.2.10"));

            assertThat(result.reason()).as(result.detail()).isEqualTo(reason);
            assertThat(result.detail()).contains("proxy").contains(String.valueOf(status));
            assertThat(result.status()).isZero();
            Awaitility.await().until(() -> proxy.open() == 0 && prober.checksUnderWay() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 2", "garbage\r\n\r\n"})
    void proxyThatTalksNonsense_isOurTrouble(String words) {
        try (Peer proxy = Peer.saying(words);
                NetworkProber prober = NetworkProber.create()) {
            ProbeResult result = Run.check(prober, HttpProbe.https().proxy(at(proxy)), Endpoint.of("192.0.2.10"));

            assertThat(result.outcome()).as(result.detail()).isEqualTo(Outcome.INCONCLUSIVE);
        }
    }

    @Test
    void noProxy_isOurTrouble() {
        try (NetworkProber prober = NetworkProber.create()) {
            HttpProxy closed = HttpProxy.tunnel("127.0.0.1", Peer.closedPort());

            ProbeResult result = Run.check(prober, HttpProbe.http().proxy(closed), Endpoint.of("192.0.2.10"));

            assertThat(result.reason()).isEqualTo(Reason.LOCAL_TROUBLE);
            assertThat(result.detail()).startsWith("no connection to the proxy");
        }
    }

    @Test
    @DisplayName("a proxy that is still looking for the endpoint when the time is up has no connection to it")
    void silentProxy_timesOut() {
        try (Peer proxy = Peer.silent();
                NetworkProber prober = NetworkProber.create()) {
            ProbeResult result = Run.check(
                    prober, HttpProbe.https().proxy(at(proxy)), Endpoint.of("192.0.2.10"), Duration.ofMillis(200));

            assertThat(result.reason()).isEqualTo(Reason.CONNECT_TIMEOUT);
            Awaitility.await().until(() -> proxy.open() == 0 && prober.checksUnderWay() == 0);
        }
    }
}
