package io.dnsfailover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.net.InetAddresses;
import io.dnsfailover.spi.TraceRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static final InetAddress ROUTER = InetAddresses.forString("192.0.2.1");
    private static final Moment NOW = new Moment(0, Instant.EPOCH);
    private static final Duration MILLI = Duration.ofMillis(1);

    @Test
    @DisplayName("what the reverse DNS and a router say is escaped and cut")
    void responder_foreignText_isPrintable() {
        Hop.Responder responder =
                new Hop.Responder(ROUTER, "r1\r\n\u001b[31m\u202e<b>", List.of(MILLI), List.of("!H\n"));

        assertThat(responder.name()).isEqualTo("r1\\u000d\\u000a\\u001b[31m\\u202e<b>");
        assertThat(responder.annotations()).containsExactly("!H\\u000a");
    }

    @Test
    void hop_withAnswers_countsTheLost() {
        Hop hop = new Hop(3, 5, List.of(Hop.Responder.of(ROUTER, MILLI, MILLI)));

        assertThat(hop.lost()).isEqualTo(3);
        assertThat(hop.isSilent()).isFalse();
        assertThat(new Hop(4, 5, List.of()).lost()).isEqualTo(5);
        assertThat(new Hop(4, 5, List.of()).isSilent()).isTrue();
    }

    @Test
    void hop_outsideItsRanges_isRefused() {
        List<Hop.Responder> two = List.of(Hop.Responder.of(ROUTER, MILLI, MILLI));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Hop(0, 1, List.of()))
                .withMessageContaining("ttl");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Hop(256, 1, List.of()))
                .withMessageContaining("ttl");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Hop(1, 0, List.of()))
                .withMessageContaining("sent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Hop(1, 1, two))
                .withMessageContaining("2 answers to 1 packets");
        assertThatIllegalArgumentException().isThrownBy(() -> Hop.Responder.of(ROUTER));
    }

    @Test
    void trace_withAGap_isRefused() {
        List<Hop> gap = List.of(new Hop(1, 1, List.of()), new Hop(3, 1, List.of()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trace(ROUTER, gap, Trace.Ending.SILENT, "", NOW, MILLI))
                .withMessageContaining("hop 3 follows hop 1");
    }

    @Test
    void lastAnswered_skipsSilence() {
        Hop answered = new Hop(1, 1, List.of(Hop.Responder.of(ROUTER, MILLI)));
        Trace trace = new Trace(
                ROUTER, List.of(answered, new Hop(2, 1, List.of())), Trace.Ending.SILENT, "gave up\n", NOW, MILLI);

        assertThat(trace.lastAnswered()).isEqualTo(answered);
        assertThat(trace.detail()).isEqualTo("gave up\\u000a");
        assertThat(Trace.notPossible("no privilege", NOW).lastAnswered()).isNull();
    }

    @Test
    void request_outsideItsRanges_isRefused() {
        Endpoint endpoint = Endpoint.of("192.0.2.10");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TraceRequest(endpoint, 65_536, 30, MILLI))
                .withMessageContaining("port");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TraceRequest(endpoint, 0, 65, MILLI))
                .withMessageContaining("maxHops");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TraceRequest(endpoint, 0, 30, Duration.ZERO))
                .withMessageContaining("timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TraceRequest(endpoint, 0, 30, Duration.ofSeconds(61)))
                .withMessageContaining("timeout");
    }
}
