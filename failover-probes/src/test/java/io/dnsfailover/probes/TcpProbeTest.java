package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.probes.Peer.Script;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TcpProbeTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final NetworkProber prober = NetworkProber.create();

    @AfterEach
    void close() {
        prober.close();
    }

    private ProbeResult check(TcpProbe probe, Script script) {
        return check(probe, script, Run.LONG);
    }

    private ProbeResult check(TcpProbe probe, Script script, Duration timeout) {
        try (Peer peer = Peer.that(script)) {
            return Run.check(prober, probe, peer.endpoint(), timeout);
        }
    }

    @Test
    @DisplayName("a port that takes connections passes, with address and connect time")
    void openPort_passes() {
        ProbeResult result = check(TcpProbe.port(1), Peer::drain);

        assertThat(result.reason()).isEqualTo(Reason.EXPECTED);
        assertThat(result.resolved()).isEqualTo("127.0.0.1");
        assertThat(result.timings().connect()).isPositive();
        assertThat(result.timings().lookup()).isNull();
        assertThat(result.timings().total())
                .isGreaterThanOrEqualTo(result.timings().connect());
    }

    @Test
    void closedPort_isRefused() {
        Endpoint nobody = Endpoint.of("127.0.0.1").onPort(Peer.closedPort());

        assertThat(Run.check(prober, TcpProbe.port(1), nobody).reason()).isEqualTo(Reason.REFUSED);
    }

    @Test
    @DisplayName("a banner is waited for, also when it comes in pieces")
    void banner_inPieces_passes() {
        ProbeResult result = check(TcpProbe.port(1).expect("SSH-2.0"), connection -> {
            for (String c : List.of("x", "xS", "SSH", "-2", ".", "0-test")) {
                Peer.send(connection, c);
            }
            Peer.drain(connection);
        });

        assertThat(result.reason()).isEqualTo(Reason.EXPECTED);
        assertThat(result.timings().firstByte()).isNotNull();
    }

    @Test
    void sendAndExpect_passesOnTheAnswer() {
        ProbeResult result = check(TcpProbe.port(1).sendHex("50 49 4e 47").expectHex("504f4E47"), connection -> {
            if (new String(connection.getInputStream().readNBytes(4), StandardCharsets.US_ASCII).equals("PING")) {
                Peer.send(connection, "+PONG");
            }
            Peer.drain(connection);
        });

        assertThat(result.reason()).isEqualTo(Reason.EXPECTED);
    }

    @Test
    @DisplayName("what is sent without an expectation arrives: the connection is not reset")
    void sendOnly_arrives() throws InterruptedException {
        BlockingQueue<String> seen = new ArrayBlockingQueue<>(1);
        String long64k = "x".repeat(TcpProbe.MAX_SEND_BYTES);

        try (Peer peer = Peer.that(connection ->
                seen.add(new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)))) {
            ProbeResult result = Run.check(prober, TcpProbe.port(1).send(long64k), peer.endpoint());

            assertThat(result.reason()).isEqualTo(Reason.EXPECTED);
            assertThat(seen.poll(10, TimeUnit.SECONDS)).hasSameSizeAs(long64k);
        }
    }

    @Test
    void silenceAfterAccept_timesOutInTime() {
        ProbeResult result = check(TcpProbe.port(1).expect("x"), Peer::drain, SHORT);

        assertThat(result.reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
        assertThat(result.timings().total()).isBetween(SHORT, SHORT.plusSeconds(2));
    }

    @Test
    @DisplayName("something else and then silence times out, and the detail quotes it, escaped")
    void otherBanner_timesOut_quoted() {
        ProbeResult result = check(
                TcpProbe.port(1).expect("SSH"),
                connection -> {
                    Peer.send(connection, "220 \u001b[31m mail\r\n");
                    Peer.drain(connection);
                },
                SHORT);

        assertThat(result.reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
        assertThat(result.detail()).contains("220 ").doesNotContain("\u001b").doesNotContain("\n");
    }

    @Test
    void closedAtOnce_isClosed() {
        ProbeResult result = check(TcpProbe.port(1).expect("x"), connection -> {});

        assertThat(result.reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void closedAfterOtherText_isContent() {
        ProbeResult result = check(TcpProbe.port(1).expect("SSH"), connection -> Peer.send(connection, "220 mail\r\n"));

        assertThat(result.reason()).isEqualTo(Reason.CONTENT);
    }

    @Test
    void reset_isReset() {
        ProbeResult result = check(TcpProbe.port(1).send("x").expect("y"), connection -> {
            Peer.send(connection, "part");
            connection.getInputStream().read();
            Peer.reset(connection);
        });

        assertThat(result.reason()).isEqualTo(Reason.RESET);
    }

    @Test
    @DisplayName("an endless answer without the expected text is too large after 64 KiB")
    void endlessAnswer_isTooLarge() {
        ProbeResult result = check(TcpProbe.port(1).expect("y"), connection -> {
            while (true) {
                Peer.send(connection, "x".repeat(8192));
            }
        });

        assertThat(result.reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    @DisplayName("the expected text counts up to byte 65,536, and not after it")
    void expectedText_atTheLimit() {
        String head = "x".repeat(TcpProbe.MAX_EXPECT_BYTES - 2);

        ProbeResult within = check(TcpProbe.port(1).expect("ok"), connection -> {
            Peer.send(connection, head + "ok");
            Peer.drain(connection);
        });
        ProbeResult beyond = check(TcpProbe.port(1).expect("ok"), connection -> {
            Peer.send(connection, head + "xok");
            Peer.drain(connection);
        });

        assertThat(within.reason()).isEqualTo(Reason.EXPECTED);
        assertThat(beyond.reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void drippingAnswer_timesOutInTime() {
        ProbeResult result = check(
                TcpProbe.port(1).expect("y"),
                connection -> {
                    while (true) {
                        Peer.send(connection, "x");
                        TimeUnit.MILLISECONDS.sleep(20);
                    }
                },
                SHORT);

        assertThat(result.reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
        assertThat(result.timings().total()).isLessThan(SHORT.plusSeconds(2));
    }

    @Test
    @DisplayName("a full queue of connections drops our first packet: no connection in time")
    void fullBacklog_isConnectTimeout() throws IOException {
        List<Socket> fillers = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, Peer.address("127.0.0.1"))) {
            for (int i = 0; i < 8; i++) {
                Socket filler = new Socket();
                fillers.add(filler);
                try {
                    filler.connect(new InetSocketAddress(Peer.address("127.0.0.1"), full.getLocalPort()), 200);
                } catch (IOException e) {
                    break; // it is full
                }
            }
            Endpoint endpoint = Endpoint.of("127.0.0.1").onPort(full.getLocalPort());

            ProbeResult result = Run.check(prober, TcpProbe.port(1), endpoint, SHORT);

            assertThat(result.reason()).isEqualTo(Reason.CONNECT_TIMEOUT);
            assertThat(result.timings().connect()).isNull();
        } finally {
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void ipv6_works() {
        try (Peer peer = Peer.at("::1", Peer::drain)) {
            Endpoint endpoint = Endpoint.of("::1").onPort(peer.port());

            ProbeResult result = Run.check(prober, TcpProbe.port(1), endpoint);

            assertThat(result.reason()).isEqualTo(Reason.EXPECTED);
            assertThat(result.resolved()).isEqualTo("::1");
        }
    }

    @Test
    void cancel_closesTheConnection() {
        try (Peer peer = Peer.silent()) {
            var check = Run.start(prober, TcpProbe.port(1).expect("x"), peer.endpoint(), Run.LONG);
            Awaitility.await().until(() -> peer.open() == 1);

            check.cancel(true);

            Awaitility.await().until(() -> peer.open() == 0 && prober.checksUnderWay() == 0);
        }
    }
}
