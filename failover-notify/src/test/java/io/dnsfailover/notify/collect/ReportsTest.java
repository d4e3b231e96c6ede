package io.dnsfailover.notify.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.FailoverEvent.FailedOver;
import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Trace;
import io.dnsfailover.model.Trace.Ending;
import io.dnsfailover.notify.ContactList;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.report.IncidentPage;
import io.dnsfailover.notify.report.Report;
import io.dnsfailover.spi.TraceRequest;
import io.dnsfailover.spi.Tracer;
import io.dnsfailover.testkit.contract.Specimens;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real engine, and what its reports know. */
@Timeout(30)
class ReportsTest {
    private final List<String> traced = new ArrayList<>();

    /** Writes down who was asked for what, and lets another tracer find the way. */
    private final class Noted implements Tracer {
        private final String from;
        private final Stage[] stage;

        Noted(String from, Stage[] stage) {
            this.from = from;
            this.stage = stage;
        }

        @Override
        public CompletionStage<Trace> trace(TraceRequest request) {
            traced.add(from + " " + request.endpoint().id() + " " + request.port());
            return stage[0].tracer.trace(request);
        }
    }

    private Stage stage(ReportsBuilder described, String... policies) {
        Stage[] holder = new Stage[1];
        for (Location location : Stage.LOCATIONS) {
            described.tracer(location, new Noted(location.id(), holder));
        }
        holder[0] = new Stage(
                described,
                List.of(policies).stream().map(Stage::policy).toArray(io.dnsfailover.policy.FailoverPolicy[]::new));
        return holder[0];
    }

    @Test
    @DisplayName("traces from every location that failed and one that passed, and the difference to the last good path")
    void failover_hasTraces_andTheDifferenceToTheLastGoodPath() {
        try (Stage stage = stage(Reports.builder(), "www")) {
            stage.tracer.finds(
                    "fra1", List.of(hop(1, "10.0.0.1"), hop(2, "203.0.113.1"), hop(3, "192.0.2.10")), Ending.REACHED);
            stage.time.advance(Duration.ofMinutes(5));
            assertThat(traced).contains("dub1 fra1 443", "sin1 ams1 443").doesNotHaveDuplicates();
            traced.clear();
            stage.tracer.finds("fra1", List.of(hop(1, "10.0.0.1"), silent(2), silent(3)), Ending.SILENT);

            stage.outageForTwoOfThree();
            stage.time.advance(Duration.ofSeconds(40));

            assertThat(traced).containsExactly("dub1 fra1 443", "nyc1 fra1 443", "sin1 fra1 443");
            String text = oneLine(stage.reports.report(stage.only(FailedOver.class)));
            assertThat(text)
                    .contains("[FAILOVER] www.example.com A: fra1 192.0.2.10 -> ams1 198.51.100.10 (2 of 3 locations")
                    .contains("dub1 (check: FAIL): nothing answers from hop 2 on, after 10.0.0.1;")
                    .contains("the last good path went through 203.0.113.1")
                    .contains("sin1 (check: PASS)")
                    .contains("bind-1", "bind-2", "written and read back", "not before");
        }
    }

    @Test
    @DisplayName("the message of a move waits for the traces; the incident page shows the checks around it")
    void message_ofAFailover_hasPicturesAndThePage() {
        try (Stage stage = stage(Reports.builder(), "www")) {
            stage.time.advance(Duration.ofMinutes(5));
            stage.outageForTwoOfThree();
            stage.time.advance(Duration.ofMinutes(1));
            FailedOver event = stage.only(FailedOver.class);

            Message message = stage.reports
                    .renderer(ContactList.of("ops", "ops@example.com"))
                    .render(event);

            assertThat(message.recipients()).hasToString("[ops@example.com]");
            assertThat(message.attachments())
                    .extracting(Object::toString)
                    .anyMatch(file -> file.startsWith("path.png (image/png"))
                    .anyMatch(file -> file.startsWith("incident.html (text/html"));
            assertThat(IncidentPage.of(stage.reports.report(event)))
                    .contains("Checks of fra1", "confirmed by the quorum", "bind-1 serves it");
        }
    }

    @Test
    @DisplayName("an outage of what a hundred records point at is traced once, and not again within a minute")
    void sharedEndpoint_isTracedOnce() {
        String[] names = new String[100];
        for (int i = 0; i < names.length; i++) {
            names[i] = "www" + i;
        }
        try (Stage stage = stage(Reports.builder().lastGoodPathEvery(Duration.ofDays(1)), names)) {
            stage.time.advance(Duration.ofMinutes(3));
            traced.clear();

            stage.outageForTwoOfThree();
            stage.time.advance(Duration.ofSeconds(50));

            assertThat(traced).containsExactly("dub1 fra1 443", "nyc1 fra1 443", "sin1 fra1 443");
            List<FailedOver> moves = stage.notifier.events().stream()
                    .filter(FailedOver.class::isInstance)
                    .map(FailedOver.class::cast)
                    .toList();
            assertThat(moves)
                    .hasSizeGreaterThan(40)
                    .allSatisfy(event ->
                            assertThat(stage.reports.report(event).text()).contains("Trace from dub1"));
        }
    }

    @Test
    @DisplayName("healthy ways are traced in turn, each once in a round, and the load does not grow when all fails")
    void lastGoodPaths_arePaced() {
        try (Stage stage = stage(Reports.builder().lastGoodPathEvery(Duration.ofMinutes(6)), "www")) {
            stage.time.advance(Duration.ofMinutes(2));
            traced.clear();

            stage.time.advance(Duration.ofMinutes(60));
            assertThat(traced).hasSize(60); // 6 ways, 10 rounds
            traced.clear();
            stage.probers.values().forEach(prober -> prober.everything().goesDown());
            stage.time.advance(Duration.ofMinutes(60));

            // Nothing is up, so nothing is a good path; each of two endpoints was traced once from the three locations
            // at most.
            assertThat(traced).hasSizeLessThanOrEqualTo(6);
        }
    }

    @Test
    @DisplayName("a trace that was made when the trouble had begun is not taken for the last good path")
    void lastGoodPath_isOlderThanTheTrouble() {
        try (Stage stage = stage(Reports.builder().lastGoodPathEvery(Duration.ofMinutes(1)), "www")) {
            stage.tracer.finds(
                    "fra1", List.of(hop(1, "10.0.0.1"), hop(2, "203.0.113.1"), hop(3, "192.0.2.10")), Ending.REACHED);
            stage.time.advance(Duration.ofMinutes(5));
            stage.tracer.finds("fra1", List.of(hop(1, "10.0.0.1"), silent(2)), Ending.SILENT);
            stage.outageForTwoOfThree();

            stage.time.advance(Duration.ofMinutes(2));

            assertThat(oneLine(stage.reports.report(stage.only(FailedOver.class))))
                    .contains("the last good path went through 203.0.113.1");
        }
    }

    @Test
    @DisplayName("a tracer that hangs holds a report until the deadline, and no longer; a report without traces stands")
    void hangingTracer_holdsNothing() {
        ReportsBuilder described = Reports.builder().traceWithin(Duration.ofSeconds(5));
        Stage.LOCATIONS.forEach(location -> described.tracer(location, request -> new CompletableFuture<>()));
        try (Stage stage = new Stage(described, Stage.policy("www"))) {
            stage.time.advance(Duration.ofMinutes(1));
            stage.outageForTwoOfThree();
            stage.time.advance(Duration.ofSeconds(45));
            FailedOver event = stage.only(FailedOver.class);

            Message message = stage.reports.renderer().render(event);

            assertThat(message.text().replaceAll("\\s+", " "))
                    .contains("did not end in time")
                    .contains("What each location saw");
        }
    }

    @Test
    void withoutTracers_theReportStands() {
        try (Stage stage = new Stage(Reports.builder(), Stage.policy("www"))) {
            stage.time.advance(Duration.ofMinutes(1));
            stage.outageForTwoOfThree();
            stage.time.advance(Duration.ofSeconds(45));

            Message message = stage.reports.renderer().render(stage.only(FailedOver.class));

            assertThat(message.text()).contains("No traceroute was made.", "bind-2", "written and read back");
        }
    }

    @Test
    @DisplayName(
            "events of an earlier process, of the host and of unknown policies are told at once, with what they hold")
    void everyKindOfEvent_hasAReport_atOnce() {
        Reports reports = Reports.builder().build();

        for (FailoverEvent event : Specimens.events()) {
            Message message = reports.renderer().render(event);

            assertThat(message.id()).isEqualTo(event.header().id());
            assertThat(message.text()).isNotBlank();
        }
        reports.listener().close();
    }

    @Test
    @DisplayName("an interrupt ends the waiting, and is left for the delivery")
    void interrupt_endsTheWaiting() {
        try (Stage stage = stage(Reports.builder(), "www")) {
            stage.time.advance(Duration.ofMinutes(1));
            stage.outageForTwoOfThree();
            assertThat(stage.time.advanceUntil(
                            () -> stage.notifier.events().stream().anyMatch(FailedOver.class::isInstance),
                            Duration.ofMinutes(2)))
                    .isTrue();
            Thread.currentThread().interrupt();

            Report report = stage.reports.report(stage.only(FailedOver.class));
            Message message = stage.reports.renderer().render(stage.only(FailedOver.class));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(message.subject()).isEqualTo(report.subject());
        }
    }

    @Test
    @DisplayName("closing ends the traces, and frees whoever waits for them")
    void close_endsTracesAndWaiting() throws Exception {
        List<CompletableFuture<Trace>> asked = new CopyOnWriteArrayList<>();
        ReportsBuilder described = Reports.builder().traceWithin(Duration.ofMinutes(1));
        Stage.LOCATIONS.forEach(location -> described.tracer(location, request -> {
            CompletableFuture<Trace> never = new CompletableFuture<>();
            asked.add(never);
            return never;
        }));
        FailedOver event;
        CompletableFuture<Message> rendered;
        try (Stage stage = new Stage(described, Stage.policy("www"))) {
            stage.time.advance(Duration.ofMinutes(1));
            asked.clear();
            stage.outageForTwoOfThree();
            assertThat(stage.time.advanceUntil(
                            () -> stage.notifier.events().stream().anyMatch(FailedOver.class::isInstance),
                            Duration.ofMinutes(2)))
                    .isTrue();
            event = stage.only(FailedOver.class);
            rendered =
                    CompletableFuture.supplyAsync(() -> stage.reports.renderer().render(event));
            assertThat(rendered).isNotDone();
        }

        assertThat(asked).hasSizeGreaterThanOrEqualTo(2).allMatch(CompletableFuture::isDone);
        assertThat(rendered.get(20, TimeUnit.SECONDS).text()).contains("the reports are closed");
    }

    @Test
    void wrongDurations_areAllNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reports.builder()
                        .traceWithin(Duration.ofHours(1))
                        .lastGoodPathEvery(Duration.ofSeconds(1))
                        .receiptsWithin(Duration.ofMinutes(1))
                        .build())
                .withMessageContaining("trace within 1h: has to be 2s to 1m")
                .withMessageContaining("last good path every 1s")
                .withMessageContaining("receipts within 1m");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Reports.builder().traceWithin(Duration.ofSeconds(5)).traceWithin(Duration.ofSeconds(5)));
    }

    /** Without the line breaks, which fall anywhere. */
    private static String oneLine(Report report) {
        return report.text().replaceAll("\\s+", " ");
    }

    private static Hop hop(int ttl, String address) {
        try {
            return new Hop(ttl, 1, List.of(Hop.Responder.of(InetAddress.getByName(address), Duration.ofMillis(ttl))));
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Hop silent(int ttl) {
        return new Hop(ttl, 1, List.of());
    }
}
