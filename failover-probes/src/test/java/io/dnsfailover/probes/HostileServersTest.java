package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.probes.internal.Ask;
import io.dnsfailover.probes.internal.HttpAsk;
import io.dnsfailover.probes.internal.ProbeEngine;
import io.dnsfailover.probes.internal.ProbeLimits;
import io.dnsfailover.spi.ProbeRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * All kinds of hostile servers at once, each over every path that can ask it: every check ends by its deadline, for a reason that
 * fits, takes little memory, and leaves no connection behind.
 */
class HostileServersTest {
    private static final Duration TIMEOUT = Duration.ofMillis(1200);

    /** What is promised beyond the deadline is 100 ms; a machine that tests on two processors gets ten times that. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private static final int TIMES = 8;
    private static final int MEGABYTE = 1024 * 1024;

    private static final ProbeEngine ENGINE = new ProbeEngine(new ProbeEngine.Settings(
            null,
            null,
            name -> {
                throw new UnknownHostException(name.toString());
            },
            address -> null,
            new ProbeLimits(2000, 1_000_000, 1_000_000, 1)));

    private static final Map<Hostility, Peer> SERVERS = new EnumMap<>(Hostility.class);
    private static HttpAsks asks;

    /** A way to run a check. */
    private enum Way {
        LOOP,
        FULL;

        boolean canAsk(HttpAsk ask) {
            return this == FULL || ask.isOneExchange();
        }

        Ask ready(HttpAsk ask) {
            return this == LOOP ? ENGINE.http(ask) : ENGINE.fullHttp(ask);
        }
    }

    /**
     * A check of a hostile server.
     *
     * @param kind which
     * @param way over which path
     * @param result what comes of it
     */
    private record Meeting(Hostility kind, Way way, CompletableFuture<ProbeResult> result) {
        @Override
        public String toString() {
            return kind + " over " + way + ": " + result.getNow(null);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        asks = new HttpAsks(
                NetworkProber.builder().authority("own", Certificates.shared().authority("ca")));
        for (Hostility kind : Hostility.values()) {
            SERVERS.put(kind, kind.start());
        }
        meet(1).forEach(meeting -> Run.await(meeting.result()));
    }

    @AfterAll
    static void close() {
        ENGINE.close();
        SERVERS.values().forEach(Peer::close);
    }

    private static List<Meeting> meet(int times) {
        List<Meeting> meetings = new ArrayList<>();
        for (Hostility kind : Hostility.values()) {
            HttpAsk ask = asks.of(kind.probe());
            Peer peer = SERVERS.get(kind);
            ProbeRequest request = new ProbeRequest(peer.endpoint(), peer.port(), TIMEOUT);
            for (Way way : Way.values()) {
                for (int i = 0; i < times && way.canAsk(ask); i++) {
                    CompletableFuture<ProbeResult> result =
                            ENGINE.start(request, peer.port(), way.ready(ask)).toCompletableFuture();
                    meetings.add(new Meeting(kind, way, result));
                }
            }
        }
        return meetings;
    }

    private static void everythingIsClosed() {
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(
                                SERVERS.values().stream().mapToInt(Peer::open).sum() + ENGINE.inFlight())
                        .isZero());
    }

    @Test
    @DisplayName("every check ends by its deadline, for a reason that fits, and what it says is one printable line")
    void everyKind_endsInTime() {
        List<Meeting> meetings = meet(1);

        Duration latest = Duration.ZERO;
        for (Meeting meeting : meetings) {
            ProbeResult result = Run.await(meeting.result());
            // Forty floods on two processors may hold us up ourselves, and then that must be what is said.
            boolean heldUp = meeting.kind().hangs() && result.detail().contains("held up");
            assertThat(result.reason())
                    .as(meeting.toString())
                    .isIn(heldUp ? Set.of(Reason.LOCAL_TROUBLE) : meeting.kind().reasons());
            assertThat(result.timings().total()).as(meeting.toString()).isLessThan(TIMEOUT.plus(SLACK));
            assertThat(result.detail()).as(meeting.toString()).matches("[ -~]{1,512}");
            Duration late = result.timings().total().minus(TIMEOUT);
            latest = late.compareTo(latest) > 0 ? late : latest;
        }
        System.getLogger("hostile").log(System.Logger.Level.INFO, "the latest check came {0} late", latest);
        assertThat(meetings).hasSizeGreaterThan(Hostility.values().length * 3 / 2);
        everythingIsClosed();
    }

    @Test
    @DisplayName("a check of a hostile server holds less than 1 MB, while it is under way and afterwards")
    void everyKind_takesLittleMemory() throws Exception {
        everythingIsClosed();
        long before = used();

        List<Meeting> meetings = meet(TIMES);
        List<Meeting> hanging =
                meetings.stream().filter(meeting -> meeting.kind().hangs()).toList();
        CompletableFuture<?>[] quick = meetings.stream()
                .filter(meeting -> !meeting.kind().hangs())
                .map(Meeting::result)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(quick).get(20, TimeUnit.SECONDS);
        long during = used();
        meetings.forEach(meeting -> Run.await(meeting.result()));
        everythingIsClosed();
        long after = used();

        assertThat(hanging).hasSizeGreaterThan(TIMES * 8);
        assertThat((during - before) / hanging.size()).isLessThan(MEGABYTE);
        assertThat((after - before) / meetings.size()).isLessThan(MEGABYTE);
        System.getLogger("hostile")
                .log(
                        System.Logger.Level.INFO,
                        "{0} bytes for each of {1} checks under way, {2} for each of {3} that have ended",
                        (during - before) / hanging.size(),
                        hanging.size(),
                        (after - before) / meetings.size(),
                        meetings.size());
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    @Test
    @DisplayName("among hostile servers an honest one is well")
    void honestServer_isWellAmongThem() {
        try (Peer honest = Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
            List<Meeting> meetings = meet(1);
            ProbeRequest request = new ProbeRequest(honest.endpoint(), honest.port(), Run.LONG);

            HttpAsk ask = asks.of(HttpProbe.http().expectBody("ok"));
            for (int i = 0; i < 20; i++) {
                assertThat(Run.await(ENGINE.start(request, honest.port(), ENGINE.http(ask))
                                        .toCompletableFuture())
                                .reason())
                        .isEqualTo(Reason.EXPECTED);
                assertThat(Run.await(ENGINE.start(request, honest.port(), ENGINE.fullHttp(ask))
                                        .toCompletableFuture())
                                .reason())
                        .isEqualTo(Reason.EXPECTED);
            }
            meetings.forEach(meeting -> Run.await(meeting.result()));
        }
    }

    @Test
    @DisplayName("a check that its caller gives up closes its connection")
    void cancelled_closesTheConnection() {
        for (Way way : Way.values()) {
            try (Peer peer = Peer.silent()) {
                ProbeRequest request = new ProbeRequest(peer.endpoint(), peer.port(), Run.LONG);
                HttpAsk ask = asks.of(HttpProbe.http());
                CompletableFuture<ProbeResult> check =
                        ENGINE.start(request, peer.port(), way.ready(ask)).toCompletableFuture();
                Awaitility.await().until(() -> peer.open() == 1);

                check.cancel(true);

                Awaitility.await().until(() -> peer.open() == 0);
            }
        }
    }
}
