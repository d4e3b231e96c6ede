package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.probes.Peer.Script;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Banners, patterns and the half-close of TCP checks. */
class TcpTalkTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final NetworkProber prober = NetworkProber.create();

    @AfterEach
    void close() {
        prober.close();
    }

    private ProbeResult check(TcpProbe probe, Script script, Duration timeout) {
        try (Peer peer = Peer.that(script)) {
            return Run.check(prober, probe, peer.endpoint(), timeout);
        }
    }

    private ProbeResult check(TcpProbe probe, Script script) {
        return check(probe, script, Run.LONG);
    }

    @Test
    @DisplayName("nothing is sent before the banner, and what is expected must come after it")
    void banner_comesFirst() {
        TcpProbe probe = TcpProbe.port(1).banner("220 ").send("NOOP\r\n").expect("200");

        ProbeResult result = check(probe, connection -> {
            connection.setSoTimeout(100);
            boolean early = false;
            try {
                early = connection.getInputStream().read() >= 0;
            } catch (SocketTimeoutException e) {
                // as it should be
            }
            connection.setSoTimeout(0);
            Peer.send(connection, early ? "999 early\r\n" : "200 is not it\r\n220 go\r\n");
            connection.getInputStream().readNBytes(6);
            Peer.send(connection, "200 ok\r\n");
            Peer.drain(connection);
        });

        assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
    }

    @Test
    @DisplayName("what came before the banner is not what is expected after it")
    void expectedBeforeTheBanner_doesNotCount() {
        TcpProbe probe = TcpProbe.port(1).banner("220 ").send("NOOP\r\n").expect("200");

        ProbeResult result = check(
                probe,
                connection -> {
                    Peer.send(connection, "200 x\r\n220 go\r\n");
                    Peer.drain(connection);
                },
                SHORT);

        assertThat(result.reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
    }

    @Test
    void bannerAlone_passes() {
        ProbeResult result = check(TcpProbe.port(1).banner("SSH-2.0-"), connection -> {
            Peer.send(connection, "SSH-2.0-x\r\n");
            Peer.drain(connection);
        });

        assertThat(result.reason()).isEqualTo(Reason.EXPECTED);
    }

    @Test
    @DisplayName("a server that answers at the end of the question gets one with half-close")
    void halfClose_endsTheQuestion() {
        Script answersAtTheEnd = connection -> {
            String question = new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            Peer.send(connection, "you said " + question);
        };
        TcpProbe probe = TcpProbe.port(1).send("hello").expect("you said hello");

        assertThat(check(probe.halfClose(), answersAtTheEnd).reason()).isEqualTo(Reason.EXPECTED);
        assertThat(check(probe, answersAtTheEnd, SHORT).reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
    }

    @Test
    void pattern_inPieces_passes() {
        ProbeResult result = check(TcpProbe.port(1).expectPattern("v[0-9]+\\.[0-9]+ (ok|fine)"), connection -> {
            for (String piece : List.of("hello v", "12.", "34 f", "ine")) {
                Peer.send(connection, piece);
            }
            Peer.drain(connection);
        });

        assertThat(result.reason()).isEqualTo(Reason.EXPECTED);
    }

    @Test
    void patternThatDoesNotCome_isContent() {
        ProbeResult result =
                check(TcpProbe.port(1).expectPattern("^2\\d\\d"), connection -> Peer.send(connection, "500 no\r\n"));

        assertThat(result.reason()).isEqualTo(Reason.CONTENT);
    }

    @Test
    @DisplayName("a match that is seen only at the end of a long dribble still counts")
    void patternAfterALongDribble_passes() {
        ProbeResult result = check(TcpProbe.port(1).expectPattern("needle"), connection -> {
            for (int i = 0; i < 2000; i++) {
                Peer.send(connection, "straw ");
            }
            Peer.send(connection, "needle");
        });

        assertThat(result.reason()).isEqualTo(Reason.EXPECTED);
    }

    @Test
    @DisplayName("64 KiB that make a backtracking engine work for ever take this one no time")
    void patternThatExplodesElsewhere_endsInTime() {
        ProbeResult result = check(TcpProbe.port(1).expectPattern("(a|aa|a*)*b$"), connection -> {
            for (int i = 0; i < 70; i++) {
                Peer.send(connection, "a".repeat(1000));
            }
            Peer.drain(connection);
        });

        assertThat(result.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(result.timings().total()).isLessThan(Duration.ofSeconds(10));
    }
}
