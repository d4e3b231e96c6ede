package io.dnsfailover.probes.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Target;
import io.dnsfailover.model.Trace;
import io.dnsfailover.spi.TraceRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Real programs on a real way of four routers. */
class FourRoutersTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int PORT = 80;

    @TempDir
    private static Path directory;

    private static @Nullable FourRouters routers;

    private final List<NetworkTracer> tracers = new ArrayList<>();

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        routers = FourRouters.build();
    }

    @AfterAll
    static void remove() {
        if (routers != null) {
            routers.close();
        }
    }

    @AfterEach
    void close() {
        tracers.forEach(NetworkTracer::close);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("the way is the four routers and the destination")
    void wayThatIsWell_isSeen(TraceMode mode) throws Exception {
        for (boolean ipv6 : List.of(false, true)) {
            Trace trace = start(
                            tracer(mode, FourRouters.program("traceroute")), ipv6 ? FourRouters.IPV6 : FourRouters.IPV4)
                    .get(70, TimeUnit.SECONDS);

            isTheWholeWay(trace, ipv6);
            assertThat(trace.detail()).startsWith(mode.toString());
            assertThat(trace.hops())
                    .allSatisfy(hop -> assertThat(hop.responders().get(0).rtts())
                            .allMatch(rtt -> rtt.compareTo(Duration.ZERO) > 0 && rtt.compareTo(LONG) < 0));
        }
    }

    @Test
    @DisplayName(
            "a router that drops is silence behind it; one that rejects is the end of the way, and what it says is told")
    void droppedAndRejected_areTold() throws Exception {
        Map<Endpoint, List<CompletableFuture<Trace>>> dropped = new LinkedHashMap<>();
        for (TraceMode mode : TraceMode.values()) {
            NetworkTracer tracer = tracer(mode, FourRouters.program("traceroute"));
            for (Endpoint endpoint : List.of(FourRouters.DROPPED_IPV4, FourRouters.DROPPED_IPV6)) {
                dropped.computeIfAbsent(endpoint, first -> new ArrayList<>()).add(start(tracer, endpoint));
            }
            fillAllowance(tracer, mode);
        }
        for (var each : dropped.entrySet()) {
            for (CompletableFuture<Trace> trace : each.getValue()) {
                endsInSilence(trace.get(70, TimeUnit.SECONDS), each.getKey().equals(FourRouters.DROPPED_IPV6));
            }
        }
        List<CompletableFuture<Void>> rejected = new ArrayList<>();
        for (TraceMode mode : TraceMode.values()) {
            NetworkTracer tracer = tracer(mode, FourRouters.program("traceroute"));
            for (boolean ipv6 : List.of(false, true)) {
                rejected.add(start(tracer, FourRouters.rejectedBy(rejecting(mode), ipv6))
                        .thenAccept(trace -> endsInRejection(trace, rejecting(mode), ipv6)));
            }
        }
        for (CompletableFuture<Void> trace : rejected) {
            trace.get(70, TimeUnit.SECONDS);
        }
    }

    /** A router of its own for each mode, because Linux tells each host of such a route but once a second. */
    private static int rejecting(TraceMode mode) {
        return switch (mode) {
            case TCP -> 2;
            case ICMP -> 3;
            case UDP -> 4;
        };
    }

    /** From the first packet that it rejects, a router saves up the answers that it may give to a host, to five. */
    private static void fillAllowance(NetworkTracer tracer, TraceMode mode) {
        Endpoint rejected = FourRouters.rejectedBy(rejecting(mode), false);
        tracer.trace(new TraceRequest(rejected, PORT, rejecting(mode), LONG));
    }

    private static void endsInSilence(Trace trace, boolean ipv6) {
        assertThat(trace.ending()).as(trace.toString()).isEqualTo(Trace.Ending.SILENT);
        assertThat(addresses(trace.hops().subList(0, 2))).isEqualTo(FourRouters.routers(2, ipv6));
        assertThat(trace.hops().subList(2, trace.hops().size()))
                .hasSizeGreaterThanOrEqualTo(Way.MAX_SILENT)
                .allMatch(Hop::isSilent);
    }

    private static void endsInRejection(Trace trace, int router, boolean ipv6) {
        assertThat(trace.ending()).as(trace.toString()).isEqualTo(Trace.Ending.UNREACHABLE);
        assertThat(addresses(trace.hops())).isEqualTo(FourRouters.routers(router, ipv6));
        assertThat(trace.hops().get(router - 1).responders().get(0).annotations())
                .containsExactly("!X");
    }

    @ParameterizedTest
    @DisplayName("every program that Debian has sees the same way")
    @CsvSource({
        "inetutils-traceroute, ICMP, false",
        "inetutils-traceroute, UDP, false",
        "busybox traceroute, ICMP, false",
        "busybox traceroute, UDP, false",
        "busybox traceroute, UDP, true",
        "tracepath, UDP, false",
        "tracepath, UDP, true"
    })
    void otherPrograms_seeTheSame(String program, TraceMode mode, boolean ipv6) throws Exception {
        String[] words = program.split(" ");
        words[0] = FourRouters.program(words[0]);

        Trace trace = start(tracer(mode, words), ipv6 ? FourRouters.IPV6 : FourRouters.IPV4)
                .get(70, TimeUnit.SECONDS);

        isTheWholeWay(trace, ipv6);
    }

    @Test
    @DisplayName("without root TCP and ICMP are refused, and UDP sees the way")
    void withoutPrivilege_fallsBackToUdp() throws Exception {
        Path program = built().atSource(
                        directory,
                        FourRouters.program("setpriv"),
                        "--reuid=65534 --regid=65534 --clear-groups",
                        FourRouters.program("traceroute"));
        NetworkTracer tracer = keep(NetworkTracer.builder().program(program).build());

        Trace trace = start(tracer, FourRouters.IPV4).get(70, TimeUnit.SECONDS);

        isTheWholeWay(trace, false);
        assertThat(trace.detail())
                .startsWith("UDP with ")
                .contains("not TCP to port 80 with", "not ICMP with", "You do not have enough privileges");
    }

    @Test
    void fewerHops_areTooLong() throws Exception {
        NetworkTracer tracer = tracer(TraceMode.UDP, FourRouters.program("traceroute"));

        Trace trace = tracer.trace(new TraceRequest(FourRouters.IPV4, 0, 3, LONG))
                .toCompletableFuture()
                .get(70, TimeUnit.SECONDS);

        assertThat(trace.ending()).isEqualTo(Trace.Ending.TOO_LONG);
        assertThat(addresses(trace.hops())).isEqualTo(FourRouters.routers(3, false));
    }

    private static void isTheWholeWay(Trace trace, boolean ipv6) {
        assertThat(trace.ending()).as(trace.toString()).isEqualTo(Trace.Ending.REACHED);
        List<String> way = Stream.concat(
                        FourRouters.routers(4, ipv6).stream(),
                        Stream.of((ipv6 ? FourRouters.IPV6 : FourRouters.IPV4)
                                .target()
                                .toString()))
                .toList();
        assertThat(addresses(trace.hops())).isEqualTo(way);
    }

    private static List<String> addresses(List<Hop> hops) {
        return hops.stream()
                .map(hop -> hop.isSilent()
                        ? "*"
                        : new Target.Address(hop.responders().get(0).address()).toString())
                .toList();
    }

    private NetworkTracer tracer(TraceMode mode, String... command) throws IOException {
        return keep(NetworkTracer.builder()
                .program(built().atSource(directory, command))
                .modes(List.of(mode))
                .maxUnderWay(4)
                .build());
    }

    private static CompletableFuture<Trace> start(NetworkTracer tracer, Endpoint endpoint) {
        return tracer.trace(new TraceRequest(endpoint, PORT, 30, LONG)).toCompletableFuture();
    }

    private NetworkTracer keep(NetworkTracer tracer) {
        tracers.add(tracer);
        return tracer;
    }

    private static FourRouters built() {
        if (routers == null) {
            throw new IllegalStateException("the routers are not built");
        }
        return routers;
    }
}
