package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One hostile server per test: each check ends by its deadline, for the right reason, and the connection is closed. */
class HostileHttpTest {
    private static final Duration SHORT = Duration.ofMillis(400);

    private static final HttpProbe BODY = HttpProbe.http().expectBody("needle");

    private final NetworkProber prober = NetworkProber.create();

    @AfterEach
    void close() {
        prober.close();
    }

    /** What a server does after it has read the request. */
    private interface Hostility {
        void play(Socket connection) throws Exception;
    }

    private void meet(HttpProbe probe, Duration timeout, Reason reason, Hostility hostility) {
        try (Peer peer = Peer.that(connection -> {
            Peer.readHead(connection);
            hostility.play(connection);
        })) {
            ProbeResult result = Run.check(prober, probe, peer.endpoint(), timeout);

            assertThat(result.reason()).as(result.toString()).isEqualTo(reason);
            assertThat(result.timings().total()).isLessThan(timeout.plusSeconds(2));
            Awaitility.await().until(() -> peer.open() == 0 && prober.checksUnderWay() == 0);
        }
    }

    private static void drip(Socket connection, String piece) throws Exception {
        while (true) {
            Peer.send(connection, piece);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static void flood(Socket connection, String piece) throws Exception {
        while (true) {
            Peer.send(connection, piece);
        }
    }

    @Test
    void silence() {
        meet(HttpProbe.http(), SHORT, Reason.RESPONSE_TIMEOUT, Peer::drain);
    }

    @Test
    void drippingHead() {
        meet(HttpProbe.http(), SHORT, Reason.RESPONSE_TIMEOUT, connection -> {
            Peer.send(connection, "HTTP/1.1 200 OK\r\nX: ");
            drip(connection, "y");
        });
    }

    @Test
    void drippingBody() {
        meet(BODY, SHORT, Reason.RESPONSE_TIMEOUT, connection -> {
            Peer.send(connection, "HTTP/1.1 200 OK\r\n\r\n");
            drip(connection, "x");
        });
    }

    @Test
    void drippingChunks() {
        meet(BODY, SHORT, Reason.RESPONSE_TIMEOUT, connection -> {
            Peer.send(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            drip(connection, "1\r\nx\r\n");
        });
    }

    @Test
    void endlessStatusLine() {
        meet(HttpProbe.http(), Run.LONG, Reason.TOO_LARGE, connection -> {
            Peer.send(connection, "HTTP/1.1 200 ");
            flood(connection, "OK".repeat(1000));
        });
    }

    @Test
    void endlessHeaderLine() {
        meet(HttpProbe.http(), Run.LONG, Reason.TOO_LARGE, connection -> {
            Peer.send(connection, "HTTP/1.1 200 OK\r\nX: ");
            flood(connection, "y".repeat(1000));
        });
    }

    @Test
    void endlessHeaders() {
        meet(HttpProbe.http(), Run.LONG, Reason.TOO_LARGE, connection -> {
            Peer.send(connection, "HTTP/1.1 200 OK\r\n");
            flood(connection, "X: y\r\n");
        });
    }

    @Test
    void endlessFoldedHeader() {
        meet(HttpProbe.http(), Run.LONG, Reason.TOO_LARGE, connection -> {
            Peer.send(connection, "HTTP/1.1 200 OK\r\nX: y\r\n");
            flood(connection, " y\r\n");
        });
    }

    @Test
    void endlessEmptyLines() {
        meet(HttpProbe.http(), Run.LONG, Reason.TOO_LARGE, connection -> flood(connection, "\r\n\r\n"));
    }

    @Test
    void endlessInterimResponses() {
        meet(
                HttpProbe.http(),
                Run.LONG,
                Reason.TOO_LARGE,
                connection -> flood(connection, "HTTP/1.1 103 Early Hints\r\n\r\n"));
    }

    @Test
    void endlessBody() {
        meet(BODY, Run.LONG, Reason.TOO_LARGE, connection -> {
            Peer.send(connection, "HTTP/1.1 200 OK\r\n\r\n");
            flood(connection, "x".repeat(8000));
        });
    }

    @Test
    @DisplayName("without an expected body an endless one is not read")
    void endlessBody_isNotRead() {
        meet(HttpProbe.http(), Run.LONG, Reason.EXPECTED, connection -> {
            Peer.send(connection, "HTTP/1.1 200 OK\r\n\r\n");
            flood(connection, "x".repeat(8000));
        });
    }

    @Test
    void endlessChunkExtension() {
        meet(BODY, Run.LONG, Reason.TOO_LARGE, connection -> {
            Peer.send(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;");
            flood(connection, "x".repeat(1000));
        });
    }

    @Test
    void endlessTrailers() {
        meet(BODY, Run.LONG, Reason.TOO_LARGE, connection -> {
            Peer.send(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
            flood(connection, "X: y\r\n");
        });
    }

    @Test
    void resetInTheHead() {
        meet(HttpProbe.http(), Run.LONG, Reason.RESET, connection -> {
            Peer.send(connection, "HTTP/1.1 200 OK\r\n");
            Peer.reset(connection);
        });
    }

    @Test
    void resetInTheBody() {
        meet(BODY, Run.LONG, Reason.RESET, connection -> {
            Peer.send(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx");
            Peer.reset(connection);
        });
    }

    @Test
    @DisplayName("nothing of the body's controls reaches the detail")
    void controlsInTheBody_areEscaped() {
        try (Peer peer = Peer.saying("HTTP/1.1 200 OK\r\n\r\n\u001b]0;x\u0007\r\n[ERROR] forged")) {
            ProbeResult result = Run.check(prober, BODY, peer.endpoint());

            assertThat(result.reason()).isEqualTo(Reason.CONTENT);
            assertThat(result.detail()).contains("[ERROR] forged").matches("[ -~]*");
        }
    }

    @Test
    void cancel_closesTheConnection() {
        try (Peer peer = Peer.silent()) {
            var check = Run.start(prober, HttpProbe.http(), peer.endpoint(), Run.LONG);
            Awaitility.await().until(() -> peer.open() == 1);

            check.cancel(true);

            Awaitility.await().until(() -> peer.open() == 0 && prober.checksUnderWay() == 0);
        }
    }
}
