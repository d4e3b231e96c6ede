package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UdpProbeTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final NetworkProber prober = NetworkProber.create();

    @AfterEach
    void close() {
        prober.close();
    }

    @Test
    void anyAnswer_passes_withoutAnExpectation() throws IOException {
        try (UdpPeer server = UdpPeer.echoing()) {
            ProbeResult result = Run.check(prober, UdpProbe.port(1).send("hello"), server.endpoint());

            assertThat(result.reason()).isEqualTo(Reason.EXPECTED);
            assertThat(result.resolved()).isEqualTo("127.0.0.1");
            assertThat(result.timings().firstByte()).isPositive();
            assertThat(result.timings().connect()).isNull();
        }
    }

    @Test
    @DisplayName("an empty datagram is an answer, but holds nothing")
    void emptyAnswer() throws IOException {
        UdpPeer.Answer empty =
                (question, socket) -> socket.send(new DatagramPacket(new byte[0], 0, question.getSocketAddress()));
        try (UdpPeer server = UdpPeer.that(empty)) {
            UdpProbe any = UdpProbe.port(1).send("x");

            assertThat(Run.check(prober, any, server.endpoint()).reason()).isEqualTo(Reason.EXPECTED);
            assertThat(Run.check(prober, any.expect("x"), server.endpoint()).reason())
                    .isEqualTo(Reason.CONTENT);
        }
    }

    @Test
    void expectedBytes_areFoundAnywhere() throws IOException {
        try (UdpPeer server = UdpPeer.echoing()) {
            UdpProbe probe = UdpProbe.port(1).sendHex("00 01 ff 02").expectHex("ff02");

            assertThat(Run.check(prober, probe, server.endpoint()).reason()).isEqualTo(Reason.EXPECTED);
        }
    }

    @Test
    void otherAnswer_isContent() throws IOException {
        try (UdpPeer server = UdpPeer.echoing()) {
            UdpProbe probe = UdpProbe.port(1).send("no\u0007").expect("yes");

            ProbeResult result = Run.check(prober, probe, server.endpoint());

            assertThat(result.reason()).isEqualTo(Reason.CONTENT);
            assertThat(result.detail()).contains("no").matches("[ -~]*");
        }
    }

    @Test
    void closedPort_isRefused() throws IOException {
        ProbeResult result = Run.check(
                prober, UdpProbe.port(1).send("x"), Endpoint.of("127.0.0.1").onPort(UdpPeer.closedPort()));

        assertThat(result.reason()).isEqualTo(Reason.REFUSED);
    }

    @Test
    void silence_timesOutInTime() throws IOException {
        try (UdpPeer server = UdpPeer.silent()) {
            ProbeResult result = Run.check(prober, UdpProbe.port(1).send("x"), server.endpoint(), SHORT);

            assertThat(result.reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
            assertThat(result.timings().total()).isBetween(SHORT, SHORT.plusSeconds(2));
        }
    }

    @Test
    @DisplayName("an answer from another port is nobody's answer")
    void answerFromAnotherPort_isIgnored() throws IOException {
        try (DatagramSocket other = new DatagramSocket(0, Peer.address("127.0.0.1"));
                UdpPeer server = UdpPeer.that((question, socket) -> other.send(question))) {
            ProbeResult result = Run.check(prober, UdpProbe.port(1).send("x"), server.endpoint(), SHORT);

            assertThat(result.reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
        }
    }

    @Test
    void everyCheck_comesFromAPortOfItsOwn() throws IOException {
        try (UdpPeer server = UdpPeer.echoing()) {
            for (int i = 0; i < 20; i++) {
                Run.check(prober, UdpProbe.port(1).send("x"), server.endpoint());
            }

            assertThat(server.clients()).hasSizeGreaterThan(15);
        }
    }

    @Test
    void largestDatagram_passes() throws IOException {
        byte[] large = new byte[UdpProbe.MAX_BYTES];
        Arrays.fill(large, (byte) 'x');
        try (UdpPeer server = UdpPeer.echoing()) {
            UdpProbe probe = UdpProbe.port(1).send(new String(large, StandardCharsets.US_ASCII));

            assertThat(Run.check(prober, probe, server.endpoint()).reason()).isEqualTo(Reason.EXPECTED);
        }
    }

    @Test
    void sourceAddress_isUsed() throws IOException {
        InetAddress source = Peer.address("127.0.0.3");
        try (UdpPeer server = UdpPeer.echoing();
                NetworkProber from = NetworkProber.from(source)) {
            Run.check(from, UdpProbe.port(1).send("x"), server.endpoint());

            assertThat(server.clients())
                    .allSatisfy(client -> assertThat(((InetSocketAddress) client).getAddress())
                            .isEqualTo(source));
        }
    }
}
