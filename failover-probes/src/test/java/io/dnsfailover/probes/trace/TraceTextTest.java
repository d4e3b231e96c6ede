package io.dnsfailover.probes.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Target;
import io.dnsfailover.model.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the programs print. The captures named linux, inetutils, busybox and tracepath are real ones, of Debian 12 in network namespaces, but
 * for linux-extensions and tracepath-asymmetric; these two and those named bsd and macos are written after the programs' manuals and sources.
 */
class TraceTextTest {
    private static final int SEED = 20_260_101;
    private static final int MAX_HOPS = 30;

    @ParameterizedTest
    @DisplayName("every format is read: who answered, how often, how often nobody did, and what else they said")
    @CsvSource(delimiter = '|', textBlock = """
            linux-udp-ipv4       | REACHED     | 10.77.0.2x3, 10.77.1.2x3, 10.77.2.2x3, 10.77.3.2x3, 203.0.113.1x3
            linux-tcp-ipv4       | REACHED     | 10.77.0.2x3, 10.77.1.2x3, 10.77.2.2x3, 10.77.3.2x3, 203.0.113.1x3
            linux-icmp-ipv6      | REACHED     | fd77::2x3, fd77:0:0:1::2x3, fd77:0:0:2::2x3, fd77:0:0:3::2x3, 2001:db8:77::1x3
            linux-names          | REACHED     | 10.77.0.2x3, 10.77.1.2x3, 10.77.2.2x3, 10.77.3.2x3, 203.0.113.1x3
            linux-rejected       | UNREACHABLE | 10.77.0.2x3, 10.77.1.2x3, 10.77.2.2x2 !X *1
            linux-rejected-ipv6  | UNREACHABLE | fd77::2x3, fd77:0:0:1::2x3, fd77:0:0:2::2x3 !N
            linux-rate-limited   | UNREACHABLE | 10.77.0.2x3, 10.77.1.2x3, *3, *3, *3, *3, *3, 10.77.2.2x2 !H *1
            linux-silent         | INCOMPLETE  | 10.77.0.2x3, 10.77.1.2x3, *3, *3, *3, *3
            linux-too-long       | TOO_LONG    | 10.77.0.2x3, 10.77.1.2x3, 10.77.2.2x3
            linux-extensions     | REACHED     | _gateway=192.0.2.1x3, core1.example.net=198.51.100.1x2 [AS64500] + core2.example.net=198.51.100.2x1 [AS64500/AS64501], 198.51.100.9x2 [AS64500] <MPLS:L=24020;E=0;S=1;T=1> *1, *3, 203.0.113.1x3 [AS64502]
            inetutils-udp        | REACHED     | 10.77.0.2x3, 10.77.1.2x3, 10.77.2.2x3, 10.77.3.2x3, 203.0.113.1x3
            inetutils-names      | REACHED     | 10.77.0.2x2, 10.77.1.2x2, 10.77.2.2x2, 10.77.3.2x2, 203.0.113.1x2
            inetutils-rejected   | UNREACHABLE | 10.77.0.2x3, 10.77.1.2x3, 10.77.2.2x2 !H *1
            busybox-udp-ipv4     | REACHED     | 10.77.0.2x3, 10.77.1.2x3, 10.77.2.2x3, 10.77.3.2x3, 203.0.113.1x3
            busybox-ipv6         | REACHED     | fd77::2x2, fd77:0:0:1::2x2, fd77:0:0:2::2x2, fd77:0:0:3::2x2, 2001:db8:77::1x2
            busybox-rejected     | UNREACHABLE | 10.77.0.2x3, 10.77.1.2x3, 10.77.2.2x2 !A *1
            busybox-silent       | INCOMPLETE  | 10.77.0.2x2, 10.77.1.2x2, *2, *2, *2, *2
            bsd-extensions       | UNREACHABLE | router.example=192.0.2.1x3 [AS0], core1.example.net=198.51.100.1x2 [AS64500] + core2.example.net=198.51.100.2x1 [AS64501], 198.51.100.9x2 [AS64500] [MPLS: Label 24020 Exp 0] *1, 203.0.113.1x3 [AS64502] !<13>
            macos-ipv4           | REACHED     | 192.0.2.1x3, 198.51.100.1x2 + 198.51.100.2x1, *3, 198.51.100.9x3 !Z MPLS Label=299776 CoS=0 TTL=1 S=1, 203.0.113.1x3 !
            macos-ipv6           | UNREACHABLE | fe80::1x3, 2001:db8:0:1::1x3 !A
            tracepath-ipv4       | REACHED     | 10.77.0.2x2, 10.77.1.2x1, 10.77.2.2x1, 10.77.3.2x1, 203.0.113.1x1
            tracepath-ipv6       | REACHED     | fd77::2x2, fd77:0:0:1::2x1, fd77:0:0:2::2x1, fd77:0:0:3::2x1, 2001:db8:77::1x1
            tracepath-rejected   | UNREACHABLE | fd77::2x2, fd77:0:0:1::2x1, fd77:0:0:2::2x1 !A
            tracepath-silent     | INCOMPLETE  | 10.77.0.2x2, 10.77.1.2x1, *1, *1, *1, *1
            tracepath-names      | TOO_LONG    | 10.77.0.2x2, 10.77.1.2x1, 10.77.2.2x1
            tracepath-asymmetric | REACHED     | router.example=192.0.2.1x2, core1.example.net=198.51.100.1x1 asymm 3, core2.example.net=198.51.100.2x1 pmtu 1400 *1, 203.0.113.1x1
            """)
    void capture_isRead(String capture, Trace.Ending ending, String hops) {
        InetAddress destination = address(capture.contains("ipv6") ? "2001:db8:77::1" : "203.0.113.1");
        int maxHops = ending == Trace.Ending.TOO_LONG ? 3 : MAX_HOPS;

        Way way = TraceText.parse(Capture.of(capture), maxHops).upTo(destination);

        assertThat(Told.way(way.hops())).isEqualTo(hops);
        assertThat(way.ending(maxHops, true)).isEqualTo(ending);
    }

    @ParameterizedTest
    @DisplayName("a program that may not or cannot has no hop, and its complaint is what it printed first")
    @CsvSource(delimiter = '|', textBlock = """
            linux-no-privilege   | You do not have enough privileges to use this traceroute method.
            linux-no-route       | connect: No route to host
            busybox-no-privilege | traceroute: socket: Operation not permitted
            inetutils-no-route   | 1  inetutils-traceroute: sendto: No route to host
            tracepath-no-route   | 1:  send failed
            """)
    void refusal_hasNoHop(String capture, String complaint) {
        assertThat(TraceText.parse(Capture.of(capture), MAX_HOPS).hops()).isEmpty();
        assertThat(TraceText.complaint(Capture.of(capture))).isEqualTo(complaint);
    }

    @Test
    void times_areReadInTheirOrder() {
        Hop first =
                TraceText.parse(Capture.of("linux-udp-ipv4"), MAX_HOPS).hops().get(0);

        assertThat(first.responders().get(0).rtts())
                .containsExactly(Duration.ofNanos(1_386_000), Duration.ofNanos(984_000), Duration.ofNanos(961_000));
    }

    @Test
    @DisplayName("hops beyond what was asked for, and hop 0, are no hops; a missing one is silent")
    void hops_outOfRange() {
        String text =
                "0  192.0.2.9  1 ms\n1  192.0.2.1  1 ms\n3  192.0.2.3  1 ms\n31  192.0.2.31  1 ms\n999  192.0.2.3  1 ms\n";

        assertThat(Told.way(TraceText.parse(text, MAX_HOPS).hops())).isEqualTo("192.0.2.1x1, *1, 192.0.2.3x1");
    }

    @Test
    @DisplayName("five silent hops at the end are silence, and an answer behind four silent ones is none")
    void silence_endsATrace() {
        String silent = "1  192.0.2.1  1 ms\n2  *\n3  *\n4  *\n5  *\n";

        assertThat(TraceText.parse(silent, MAX_HOPS).ending(MAX_HOPS, false)).isEqualTo(Trace.Ending.INCOMPLETE);
        assertThat(TraceText.parse(silent + "6  *\n", MAX_HOPS).ending(MAX_HOPS, false))
                .isEqualTo(Trace.Ending.SILENT);
        assertThat(TraceText.parse(silent + "6  192.0.2.6  2 ms\n", MAX_HOPS).silence())
                .isZero();
    }

    @Test
    @DisplayName(
            "a destination without the protocol is reached; one that prohibits is not; a router without the protocol is the end")
    void refusals_byWhom() {
        assertThat(ending("1  203.0.113.1  1 ms !P\n")).isEqualTo(Trace.Ending.REACHED);
        assertThat(ending("1  203.0.113.1  1 ms !X\n")).isEqualTo(Trace.Ending.UNREACHABLE);
        assertThat(ending("1  192.0.2.1  1 ms !P\n")).isEqualTo(Trace.Ending.UNREACHABLE);
        assertThat(ending("1  192.0.2.1  1 ms !\n")).isEqualTo(Trace.Ending.INCOMPLETE);
    }

    @ParameterizedTest
    @DisplayName("what no program should print has no hop in it and does no harm")
    @ValueSource(
            strings = {
                "",
                "\n\n\n",
                "   ",
                "<script>alert(1)</script>\n",
                "\u001b[2J\u001b[31m 1  x\n",
                "1\n1:\n1?:\n?:\n:\n",
                "1  192.0.2.1\n",
                "1  192.0.2.1  999999999999999999999 ms\n",
                "1  192.0.2.1  -1 ms\n",
                "1  192.0.2.1  1e9 ms\n",
                "1  300.1.1.1  1 ms\n",
                "1  1.2.3  1 ms\n",
                "1  ::::  1 ms\n",
                "1  www.example.net  1 ms\n",
                "99999999999999999999  192.0.2.1  1 ms\n",
                "[[[[[[ !!!! <<<< (((( MPLS asymm pmtu no reply ms ms\n",
                "1  ! ( ) [ ] < > % \u0000 \u00ff\n"
            })
    void nonsense_hasNoHop(String text) {
        assertThat(TraceText.parse(text, MAX_HOPS).hops()).isEmpty();
    }

    @Test
    @DisplayName("foreign names and annotations are printable, and their number is bounded")
    void flood_isBounded() {
        StringBuilder text = new StringBuilder("1  <b>\u001b[31m\u202e (192.0.2.1)  1 ms !\u0007");
        for (int i = 0; i < 2000; i++) {
            text.append(" 192.0.2.")
                    .append(i % 256)
                    .append("  1 ms !")
                    .append(i)
                    .append(" *");
        }

        Hop hop = TraceText.parse(text.toString(), MAX_HOPS).hops().get(0);

        assertThat(hop.sent()).isEqualTo(64);
        assertThat(hop.responders()).hasSize(16);
        assertThat(hop.responders().get(0).name()).isEqualTo("<b>\\u001b[31m\\u202e");
        assertThat(hop.responders())
                .allSatisfy(responder -> assertThat(responder.annotations())
                        .hasSizeLessThanOrEqualTo(8)
                        .allSatisfy(said -> assertThat(said).matches("[ -~]*")));
    }

    @ParameterizedTest
    @MethodSource("captures")
    @DisplayName("a capture that is cut anywhere is read as far as it goes")
    void truncated_isRead(String capture) {
        String whole = Capture.of(capture);
        int most = TraceText.parse(whole, MAX_HOPS).hops().size();

        for (int end = 0; end <= whole.length(); end++) {
            assertThat(TraceText.parse(whole.substring(0, end), MAX_HOPS).hops())
                    .hasSizeLessThanOrEqualTo(most);
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    @DisplayName("a capture with a few octets changed is read, whatever they are")
    void damaged_isRead(String capture) {
        String whole = Capture.of(capture);
        SplittableRandom random = new SplittableRandom(SEED + capture.hashCode());
        for (int i = 0; i < 200; i++) {
            StringBuilder damaged = new StringBuilder(whole);
            for (int n = random.nextInt(1, 8); n > 0; n--) {
                int at = random.nextInt(damaged.length());
                switch (random.nextInt(3)) {
                    case 0 -> damaged.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> damaged.deleteCharAt(at);
                    default -> damaged.insert(at, whole, 0, random.nextInt(whole.length()));
                }
            }

            Way way = TraceText.parse(damaged.toString(), MAX_HOPS);

            assertThat(way.hops()).hasSizeLessThanOrEqualTo(MAX_HOPS);
            assertThat(way.ending(MAX_HOPS, true)).isNotNull();
        }
    }

    static Stream<String> captures() {
        return Capture.all();
    }

    private static Trace.Ending ending(String text) {
        return TraceText.parse(text, MAX_HOPS).upTo(address("203.0.113.1")).ending(MAX_HOPS, true);
    }

    private static InetAddress address(String literal) {
        return ((Target.Address) Target.parse(literal)).address();
    }

    /** The captures among the resources. */
    private static final class Capture {
        static String of(String name) {
            try (var in = TraceTextTest.class.getResourceAsStream(name + ".txt")) {
                return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Stream<String> all() {
            return List.of(
                    "linux-udp-ipv4",
                    "linux-rejected",
                    "linux-rate-limited",
                    "linux-extensions",
                    "linux-icmp-ipv6",
                    "inetutils-names",
                    "inetutils-rejected",
                    "busybox-rejected",
                    "bsd-extensions",
                    "macos-ipv4",
                    "macos-ipv6",
                    "tracepath-ipv6",
                    "tracepath-asymmetric",
                    "linux-no-privilege")
                    .stream();
        }
    }
}
