package io.dnsfailover.notify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.RecordState;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Trace;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.notify.trace.SpecimenPaths;
import io.dnsfailover.notify.trace.TracedPath;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.testkit.contract.Specimens;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT)
class ReportTest {
    private static final String TIMEOUT = "no connection in 1000ms";

    static Stream<FailoverEvent> events() {
        return Specimens.events().stream();
    }

    @Test
    @DisplayName("the times of each step stand in it: detection, confirmation, verification, publish, proof")
    void text_hasTheDurations() {
        String text = full().text();

        assertThat(lines(text))
                .anyMatch(line -> line.matches("first failed check began +2026-01-02 03:04:05 UTC"))
                .anyMatch(line ->
                        line.matches("detection: that check failed \\(fra1\\) +2026-01-02 03:04:06 UTC +1\\.0 s"))
                .anyMatch(line -> line.matches("confirmation: the quorum was reached +.* UTC +5\\.2 s"))
                .anyMatch(line -> line.matches("verification: it passed, and the move was decided +.* UTC +100 ms"))
                .anyMatch(line -> line.matches("publish: bind-1 serves it +2026-01-02 03:04:11.414 UTC +14 ms"))
                .anyMatch(line -> line.matches("proof: ns1\\.example\\.com\\. .* was seen to serve it .* +41 ms"))
                .anyMatch(line -> line.matches("altogether, until the last of these +9\\.4 s"));
    }

    @Test
    @DisplayName("without the checks around it, detection and confirmation are one step")
    void text_withoutObservations_joinsDetectionAndConfirmation() {
        String text = Report.of(SpecimenReport.event(3, TIMEOUT)).build().text();

        assertThat(lines(text))
                .anyMatch(line -> line.matches("detection and confirmation: the quorum was reached +.* UTC +6\\.2 s"))
                .noneMatch(line -> line.startsWith("publish:"))
                .contains("No traceroute was made.");
    }

    @Test
    void text_hasEachVoteWithItsRawResult() {
        String text = flat(full().text());

        assertThat(text)
                .contains("fra1: 2 of 3 down (ams1 DOWN, fra1 DOWN, nyc1 UP)")
                .contains(
                        "thinks: DOWN; vote: DOWN; last check: FAIL CONNECT_TIMEOUT; age: 2.4 s; timings: total 1.0 s;"
                                + " it said: \"" + TIMEOUT + "\"")
                .containsPattern(
                        "nyc1 +UP +UP +PASS EXPECTED 200 +100 ms +connect 12 ms, TLS 31 ms, first byte 18 ms, total 66 ms");
    }

    @Test
    void text_hasRejectionsReceiptsAndPaths() {
        String text = full().text();

        assertThat(lines(text))
                .anyMatch(line -> line.matches("syd1 +failed its fresh check: 0 of 3 up"))
                .anyMatch(line -> line.matches(
                        "bind-1 +written and read back +14 ms +198\\.51\\.100\\.10, TTL 30s, generation 7"))
                .anyMatch(line -> line.matches(
                        "knot-2 +could not be written yet +attempt 1 +effect UNKNOWN: \"no answer in 2s\""))
                .anyMatch(line -> line.matches("7 +no answer +3 of 3 +203\\.0\\.113\\.1 <- first divergent"))
                .anyMatch(line -> line.matches("8 +192\\.0\\.2\\.10 +47\\.6 47\\.7 47\\.8 ms +0 of 3 +the same"));
        assertThat(flat(text)).contains("nyc1 (check: PASS): the path is whole and goes where it went.");
    }

    @Test
    @DisplayName(
            "the same facts in every form: each text of the report stands in the plain text, in the mail and on the page")
    void forms_sayTheSame() {
        Report report = full();
        String text = flat(report.text());
        String page = IncidentPage.of(report);
        String mail = ReportMessage.of(report, Set.of()).build().html();

        List<String> said = report.sections(false).stream()
                .flatMap(section -> Stream.concat(
                        Stream.of(section.heading()), section.blocks().stream().flatMap(ReportTest::texts)))
                .toList();

        assertThat(said).hasSizeGreaterThan(150);
        assertThat(said).allSatisfy(each -> {
            assertThat(text).contains(each.trim());
            assertThat(page).contains(HtmlWriter.escaped(each));
            assertThat(mail).contains(HtmlWriter.escaped(each));
        });
    }

    @ParameterizedTest
    @MethodSource("events")
    @DisplayName("a report stands with the event alone")
    void anyEvent_alone_makesAReport(FailoverEvent event) {
        Report report = Report.of(event).build();

        assertThat(report.text())
                .startsWith("[")
                .contains(event.header().subject(), event.header().id(), "2026-01-02 03:04:")
                .matches("[ -~\n]*");
        assertThat(IncidentPage.of(report)).contains(event.header().id());
    }

    @Test
    void next_afterAFailover_saysModeAndEarliestTime() {
        assertThat(next(Failback.afterUpFor(Duration.ofMinutes(5))))
                .contains("returns to fra1 when that has been up for 5 min without a break")
                .contains("pass 5 checks in a row")
                .contains("not before 2026-01-02 03:09:15.400 UTC");
        assertThat(next(Failback.automatic()))
                .contains("automatic", "as soon as that is up again", "not before 2026-01-02 03:04:15.400 UTC");
        assertThat(next(Failback.manual()))
                .contains("manual", "until an operator")
                .doesNotContain("not before");
        assertThat(next(Failback.never())).contains("no failback").doesNotContain("not before");
    }

    @Test
    void undo_hasTheCommandsOfTheHost() {
        OperatorCommands host = new OperatorCommands() {
            @Override
            public String hold(String policy) {
                return "ctl hold " + policy;
            }

            @Override
            public String release(String policy) {
                return "ctl release " + policy;
            }

            @Override
            public String releaseBrake() {
                return "ctl release-brake";
            }

            @Override
            public String failBack(String policy) {
                return "ctl failback " + policy;
            }

            @Override
            public String forceUp(String policy, String endpointId) {
                return "ctl up " + policy + " " + endpointId;
            }

            @Override
            public String forceDown(String policy, String endpointId) {
                return "ctl down " + policy + " " + endpointId;
            }
        };

        String over =
                Report.of(SpecimenReport.event(3, "")).commands(host).build().text();
        String back = Report.of(failedBack()).commands(host).build().text();
        String java = Report.of(SpecimenReport.event(3, "")).build().text();

        assertThat(lines(over)).contains("    ctl failback www", "    ctl up www fra1", "    ctl hold www");
        assertThat(lines(back)).contains("    ctl down www fra1", "    ctl hold www");
        FailoverEvent held =
                new FailoverEvent.MoveWithheld(SpecimenReport.header("x", 0), RecordState.Notice.HELD, "fra1");
        FailoverEvent braked =
                new FailoverEvent.MoveWithheld(SpecimenReport.header("x", 0), RecordState.Notice.BRAKED, "fra1");
        assertThat(lines(Report.of(held).commands(host).build().text())).contains("    ctl release www");
        assertThat(lines(Report.of(braked).commands(host).build().text())).contains("    ctl release-brake");
        assertThat(lines(java)).contains("    failover.order(\"www\", new Command.FailBack());");
    }

    @Test
    @DisplayName("what an endpoint, a router or a server says can be read, and nothing more")
    void hostileText_isHarmlessInEveryForm() {
        String hostile =
                "<script>alert(1)</script><img src=http://evil.example/x>\u001b[31m\u202e\r\nSubject: evil\" onload=\"x";
        Trace trace = SpecimenPaths.trace(
                List.of(SpecimenPaths.hop(1, "10.0.0.1", hostile, 1, 0), SpecimenPaths.silent(2)), Trace.Ending.SILENT);
        Report report = Report.of(SpecimenReport.event(3, hostile))
                .related(List.of(
                        new FailoverEvent.PublishFailed(SpecimenReport.header("x-1", 1), hostile, hostile, hostile, 1),
                        new FailoverEvent.CandidateRejected(SpecimenReport.header("x-2", 1), "syd1", hostile),
                        new ProofEvent.AnswerNotVisible(
                                SpecimenReport.header("x-3", 7),
                                RecordSet.of(SpecimenReport.RECORD, new Ttl(30), List.of("198.51.100.10")),
                                7,
                                List.of(SpecimenReport.seen(1, ProofEvent.Stand.LAGS, Duration.ZERO, hostile)),
                                Duration.ZERO)))
                .paths(
                        SpecimenReport.FRA,
                        List.of(new TracedPath(SpecimenPaths.location(0), Outcome.FAIL, trace, trace)))
                .build();

        String mail = ReportMessage.of(report, Set.of()).build().html();
        for (String html : List.of(mail, IncidentPage.of(report))) {
            assertThat(html)
                    .doesNotContain("<script", "<img src=http", " onload=\"")
                    .contains("&lt;script&gt;")
                    .matches("(?s)[ -~\n]*");
        }
        assertThat(report.text()).matches("(?s)[ -~\n]*").contains("<script>").doesNotContain("\nSubject: evil");
    }

    @Test
    @DisplayName("a thousand locations and traces without end do not make a report without end")
    void hugeReport_isBounded() {
        List<TracedPath> paths = Stream.generate(() -> new TracedPath(
                        SpecimenPaths.location(0),
                        Outcome.FAIL,
                        SpecimenPaths.whole(0, 64),
                        SpecimenPaths.whole(0, 64)))
                .limit(200)
                .toList();
        Report report = SpecimenReport.full(14, 30, "d".repeat(600)).build();
        Report many = Report.of(SpecimenReport.event(14, "d".repeat(600)))
                .paths(SpecimenReport.FRA, paths)
                .build();

        assertThat(report.text()).hasSizeLessThan(200_000);
        assertThat(many.text()).hasSizeLessThan(200_000).contains("and 191 traces more");
        assertThat(ReportMessage.of(many, Set.of()).build().html()).hasSizeLessThan(1_000_000);
    }

    @Test
    @DisplayName("events that no other section tells of are listed, those of the host among them")
    void relatedEvents_areListed() {
        FailoverEvent doubt = Specimens.events().stream()
                .filter(FailoverEvent.LocationDoubted.class::isInstance)
                .findFirst()
                .orElseThrow();

        String text = Report.of(SpecimenReport.event(3, ""))
                .related(List.of(doubt))
                .build()
                .text();

        assertThat(lines(text))
                .contains("What else happened")
                .anyMatch(
                        line -> line.contains("location ams1 is in doubt and abstains: 4 of 4 networks fail together"));
    }

    @Test
    void relatedEvents_ofOtherRecords_areLeftOut() {
        FailoverEvent other = Specimens.events().get(7);
        assertThat(Report.of(SpecimenReport.event(3, ""))
                        .related(List.of(other))
                        .build()
                        .text())
                .contains("in-memory");

        FailoverEvent.Header header = new FailoverEvent.Header(
                "x",
                "mail",
                new RecordSetKey(
                        SpecimenReport.RECORD.zone(), SpecimenReport.RECORD.zone(), SpecimenReport.RECORD.type()),
                SpecimenReport.at(0));
        FailoverEvent elsewhere = new FailoverEvent.PublishFailed(header, "elsewhere", "NONE", "", 1);
        assertThat(Report.of(failedBack()).related(List.of(elsewhere)).build().text())
                .doesNotContain("elsewhere");
    }

    @Test
    void propertiesSetTwice_areRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Report.of(failedBack()).policy(SpecimenReport.policy()).policy(SpecimenReport.policy()))
                .withMessageContaining("policy");
    }

    private static Report full() {
        return SpecimenReport.full(3, 8, TIMEOUT).build();
    }

    private static String next(Failback mode) {
        return flat(Report.of(SpecimenReport.event(3, ""))
                .policy(FailoverPolicy.named("www")
                        .record("example.com.", "www.example.com.", RecordType.A)
                        .primary(SpecimenReport.FRA)
                        .backup(SpecimenReport.AMS)
                        .probe(new NamedProbe("check", 443))
                        .failback(mode)
                        .build())
                .build()
                .text());
    }

    private static FailoverEvent failedBack() {
        Decision over = SpecimenReport.decision(3, TIMEOUT);
        Moment at = SpecimenReport.at(600);
        return new FailoverEvent.FailedBack(
                SpecimenReport.header("www-8", 600),
                new Decision(
                        8,
                        Decision.Cause.FAILBACK,
                        Holding.of(SpecimenReport.AMS),
                        Holding.of(SpecimenReport.FRA),
                        over.evidence(),
                        at));
    }

    private static Stream<String> texts(Block block) {
        if (block instanceof Block.Words words) {
            return Stream.of(words.text());
        }
        if (block instanceof Block.Facts facts) {
            return facts.facts().stream()
                    .flatMap(fact -> Stream.of(fact.name(), fact.value().text()));
        }
        if (block instanceof Block.Code code) {
            return code.lines().stream();
        }
        if (block instanceof Block.Figure figure) {
            return figure.picture().description().lines();
        }
        Block.Table table = (Block.Table) block;
        return Stream.concat(
                Stream.of(table.caption()),
                table.rows().stream().flatMap(List::stream).map(Block.Cell::text));
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    /** Without the line breaks of wrapped text. */
    private static String flat(String text) {
        return text.replaceAll("\\s*\n\\s*", " ");
    }

    @Test
    @DisplayName("the report of a proof has each server's time, and when the last cached answer is gone")
    void proof_hasAReportOfItsOwn() {
        ProofEvent.AnswerProven proven = new ProofEvent.AnswerProven(
                SpecimenReport.header("www-7-9", 7),
                RecordSet.of(SpecimenReport.RECORD, new Ttl(30), List.of("198.51.100.10")),
                7,
                List.of(
                        SpecimenReport.seen(1, ProofEvent.Stand.SERVES, Duration.ofMillis(41), ""),
                        SpecimenReport.seen(
                                2, ProofEvent.Stand.DOES_NOT_ANSWER, Duration.ofSeconds(2), "SILENT, timeout")),
                Duration.ofMillis(41),
                SpecimenReport.WALL.plusSeconds(60));

        assertThat(lines(Report.of(proven).build().text()))
                .anyMatch(line -> line.matches("Served by all after: +41 ms"))
                .anyMatch(line -> line.matches("Last cached answer gone by: +2026-01-02 03:05:05 UTC"))
                .anyMatch(
                        line -> line.matches("ns1\\.example\\.com\\. +198\\.51\\.100\\.51 port 53 +the new one +41 ms"))
                .anyMatch(line -> line.matches("ns2\\.example\\.com\\. .* none +2\\.0 s +\"SILENT, timeout\""));
        assertThat(lines(Report.of(SpecimenReport.event(3, TIMEOUT))
                        .related(List.of(proven))
                        .build()
                        .text()))
                .anyMatch(line -> line.matches("the last cached answer before it is gone by +2026-01-02 03:05:05 UTC"));
    }
}
