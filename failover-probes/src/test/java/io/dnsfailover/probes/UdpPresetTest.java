package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import java.net.DatagramPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UdpPresetTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final NetworkProber prober = NetworkProber.create();

    @AfterEach
    void close() {
        prober.close();
    }

    private ProbeResult check(UdpProbe probe, UdpPeer.Answer answer, Duration timeout) {
        try (UdpPeer server = UdpPeer.that(answer)) {
            return Run.check(prober, probe, server.endpoint(), timeout);
        }
    }

    private static UdpPeer.Answer saying(UnaryOperator<byte[]> answer) {
        return (question, socket) -> {
            byte[] said = answer.apply(Arrays.copyOf(question.getData(), question.getLength()));
            socket.send(new DatagramPacket(said, said.length, question.getSocketAddress()));
        };
    }

    /** An answer of a time server: head, stratum, and the question's transmit time as the originate time. */
    private static byte[] time(byte[] question, int head, int stratum) {
        ByteBuffer answer = ByteBuffer.allocate(48).put(0, (byte) head).put(1, (byte) stratum);
        answer.put(12, "RATE".getBytes(StandardCharsets.US_ASCII));
        answer.putLong(24, ByteBuffer.wrap(question).getLong(40)).putLong(40, 12345);
        return answer.array();
    }

    private Reason ntp(UnaryOperator<byte[]> answer, Duration timeout) {
        return check(UdpProbe.ntp(), saying(answer), timeout).reason();
    }

    @Test
    void ntp_passesOnTheTime() {
        assertThat(ntp(question -> time(question, 0x24, 2), Run.LONG)).isEqualTo(Reason.EXPECTED);
    }

    @Test
    @DisplayName("a time server without the time, one that turns us away, and what is no time server fail")
    void ntp_failsWithoutTheTime() {
        assertThat(ntp(question -> time(question, 0xe4, 2), Run.LONG)).isEqualTo(Reason.CONTENT);
        assertThat(ntp(question -> time(question, 0x24, 16), Run.LONG)).isEqualTo(Reason.CONTENT);
        assertThat(ntp(question -> time(question, 0x24, 0), Run.LONG)).isEqualTo(Reason.STATUS);
        assertThat(ntp(question -> time(question, 0x23, 2), Run.LONG)).isEqualTo(Reason.MALFORMED);
        assertThat(ntp(question -> new byte[] {1}, Run.LONG)).isEqualTo(Reason.MALFORMED);
    }

    @Test
    @DisplayName("an answer that does not repeat our number is none")
    void ntp_ignoresWhatIsNotAnAnswer() {
        assertThat(ntp(question -> time(new byte[48], 0x24, 2), SHORT)).isEqualTo(Reason.RESPONSE_TIMEOUT);
    }

    private static byte[] sip(byte[] question, String status) {
        String asked = new String(question, StandardCharsets.US_ASCII);
        String answer = asked.replaceFirst("OPTIONS [^\r\n]*", "SIP/2.0 " + status);
        return answer.getBytes(StandardCharsets.US_ASCII);
    }

    private ProbeResult sip(String status) {
        return check(UdpProbe.sip(), saying(question -> sip(question, status)), Run.LONG);
    }

    @Test
    void sip_passesBelow500_alsoWithoutCredentials() {
        assertThat(sip("200 OK").reason()).isEqualTo(Reason.EXPECTED);
        assertThat(sip("401 Unauthorized").reason()).isEqualTo(Reason.EXPECTED);
        assertThat(sip("503 Service Unavailable").reason()).isEqualTo(Reason.STATUS);
        assertThat(sip("503 Service Unavailable").status()).isEqualTo(503);
        assertThat(sip("x").reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void sip_waitsThroughProvisionalAnswers() {
        UdpPeer.Answer twice = (question, socket) -> {
            byte[] asked = Arrays.copyOf(question.getData(), question.getLength());
            for (String status : new String[] {"100 Trying", "200 OK"}) {
                byte[] said = sip(asked, status);
                socket.send(new DatagramPacket(said, said.length, question.getSocketAddress()));
            }
        };

        assertThat(check(UdpProbe.sip(), twice, Run.LONG).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("silence passes only where that is asked for; a closed port and a wrong answer still fail")
    void silencePasses() {
        UdpProbe probe = UdpProbe.port(1).send("x").silencePasses();
        Endpoint closed = Endpoint.of("127.0.0.1").onPort(UdpPeer.closedPort());

        assertThat(check(probe, (question, socket) -> {}, SHORT).reason()).isEqualTo(Reason.EXPECTED);
        assertThat(Run.check(prober, probe, closed).reason()).isEqualTo(Reason.REFUSED);
        assertThat(check(probe.expect("y"), saying(question -> question), Run.LONG)
                        .reason())
                .isEqualTo(Reason.CONTENT);
    }

    @Test
    void pattern_isLookedForInTheDatagram() {
        UdpProbe probe = UdpProbe.port(1).send("abc 123");

        assertThat(check(probe.expectPattern("[a-c]+ \\d{3}$"), saying(question -> question), Run.LONG)
                        .reason())
                .isEqualTo(Reason.EXPECTED);
        assertThat(check(probe.expectPattern("^\\d"), saying(question -> question), Run.LONG)
                        .reason())
                .isEqualTo(Reason.CONTENT);
    }

    @Test
    @DisplayName("an endpoint that floods us with what answers nothing fails")
    void flood_ends() {
        UdpPeer.Answer flood = (question, socket) -> {
            for (int i = 0; i < 2000; i++) {
                byte[] said = time(new byte[48], 0x24, 2);
                socket.send(new DatagramPacket(said, said.length, question.getSocketAddress()));
            }
        };

        assertThat(check(UdpProbe.ntp(), flood, Duration.ofSeconds(10)).reason())
                .isEqualTo(Reason.MALFORMED);
    }
}
