package io.dnsfailover.notify.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.decision.Decision;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.testkit.contract.Specimens;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SubjectTest {
    @Test
    void failover_saysRecordFromToAndVotes() {
        assertThat(Subject.of(SpecimenReport.event(3, "")))
                .isEqualTo(
                        "[FAILOVER] www.example.com A: fra1 192.0.2.10 -> ams1 198.51.100.10 (2 of 3 locations down)");
    }

    @Test
    @DisplayName("every kind of event has a tag of its own")
    void everyEvent_hasATag() {
        List<FailoverEvent> events = Specimens.events();

        assertThat(events.stream().map(Subject::of).toList())
                .containsExactly(
                        "[DOWN] www.example.com A: 192.0.2.10 was UP (2 of 2 failure domains down)",
                        "[REJECTED] www.example.com A: endpoint backup was not moved to: it failed its fresh check",
                        "[WITHHELD] www.example.com A: stays on 192.0.2.10: an operator holds the record",
                        "[OVERRIDE] www.example.com A: endpoint 192.0.2.10: FORCED_DOWN, measured UP",
                        "[FAILOVER] www.example.com A: 192.0.2.10 -> backup 192.0.2.20 (2 of 2 locations down)",
                        "[FAILBACK] www.example.com A: backup 192.0.2.20 -> 192.0.2.10 (0 of 2 locations up)",
                        "[ALL DOWN] www.example.com A: 192.0.2.10 -> last resort 192.0.2.99 (2 of 2 locations down)",
                        "[PUBLISHED] www.example.com A: in-memory serves 192.0.2.20 after 12 ms",
                        "[PUBLISH FAILED] www.example.com A: in-memory, attempt 2, effect UNKNOWN",
                        "[BRAKE] host: the brake is on: 21 of 40 records moved (" + Brake.DEFAULT
                                + "); further moves wait for the window to pass or for an operator",
                        "[BRAKE RELEASED] host: the brake was released by an operator",
                        "[DOUBT] host: location ams1 is in doubt and abstains: 4 of 4 networks fail together",
                        "[TRUSTED] host: location ams1 is trusted again after 90s",
                        "[WARNING] www.example.com A: endpoint backup has a warning, CHECK: certificate ends in 6 days"
                                + " (seen from fra1)",
                        "[WARNING OVER] www.example.com A: endpoint backup has no such warning any more after 2h,"
                                + " CHECK: certificate ends in 6 days (seen from fra1)",
                        "[DRIFT] www.example.com A: CONFLICT: in-memory holds nothing, not [192.0.2.20] with a TTL of 30s of"
                                + " generation 7; it is restored",
                        "[DRIFT OVER] www.example.com A: in-memory holds again what it should after 31s",
                        "[SERVERS DIFFER] www.example.com A: the name servers do not agree on generation 7: ns1 has"
                                + " generation 7 [192.0.2.20]; ns2 lags with generation 6 [192.0.2.10]",
                        "[SERVERS AGREE] www.example.com A: all name servers hold generation 7 after 4m",
                        "[PROVEN] www.example.com A: 1 of 2 authoritative servers serve 192.0.2.20 after 41 ms",
                        "[NOT VISIBLE] www.example.com A: 1 of 2 authoritative servers do not serve 192.0.2.20, accepted"
                                + " 30.0 s ago",
                        "[PROVIDER SILENT] host: provider-2 does not answer for zone example.com.; still answering:"
                                + " ns1.provider-1.net.",
                        "[PROVIDER ANSWERS] host: provider-2 answers again for zone example.com. after 6m");
    }

    @Test
    @DisplayName("a kind of event that is new needs a tag here and a specimen in the testkit")
    void kindsOfEvents_areAllKnown() {
        List<String> specimens = Specimens.events().stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();

        assertThat(Specimens.kinds().stream().map(Class::getSimpleName)).containsExactlyInAnyOrderElementsOf(specimens);
        assertThat(Specimens.events().stream().map(Subject::tag)).doesNotContain("EVENT");
    }

    @Test
    void longNames_areCut() {
        String label = "a".repeat(63) + ".";
        DnsName owner = DnsName.of(label + label + label + "example.com.");
        RecordSetKey record = new RecordSetKey(DnsName.of("example.com."), owner, RecordType.A);
        Decision decision = SpecimenReport.decision(14, "");
        FailoverEvent.Header header = new FailoverEvent.Header("www-7", "www", record, decision.at());

        String subject = Subject.of(new FailoverEvent.FailedOver(header, decision));

        assertThat(subject)
                .hasSizeLessThanOrEqualTo(Subject.MAX_CHARS)
                .startsWith("[FAILOVER] aaa")
                .endsWith("(10 of 14 locations down)");
    }

    @Test
    @DisplayName("nothing from outside gets a line break or a control character into a subject")
    void hostileText_isEscaped() {
        FailoverEvent.Header header = SpecimenReport.header("www-1", 0);
        String hostile = "x\r\nBcc: evil@example.net\u001b[31m\u202e\u560a" + "y".repeat(5000);

        for (FailoverEvent event : List.of(
                new FailoverEvent.OverrideChanged(header, "fra1", hostile),
                new FailoverEvent.CandidateRejected(header, "fra1", hostile),
                new FailoverEvent.PublishFailed(header, hostile, hostile, hostile, 1))) {
            assertThat(Subject.of(event)).matches("[ -~]{1,180}").startsWith("[");
        }
    }
}
