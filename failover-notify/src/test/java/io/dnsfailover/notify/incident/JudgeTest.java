package io.dnsfailover.notify.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.notify.Kind;
import io.dnsfailover.notify.Severity;
import io.dnsfailover.notify.route.Allowance;
import io.dnsfailover.notify.route.Route;
import io.dnsfailover.policy.Failback;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What belongs together, who is told of it, and when. */
class JudgeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    @DisplayName("the end closes the incident, with its duration")
    void end_closesTheIncident() {
        Court court = new Court(Route.to("ops"));
        Happenings of = court.happenings.record("www", "192.0.2.10");

        court.take(of.down("www"), of.failedOver("www")).pass(MINUTE.multipliedBy(5));
        court.take(of.up("www"), of.failedBack("www")).pass(MINUTE);

        assertThat(court.lines())
                .containsExactly("10s ops@example.com INCIDENT 2", "310s ops@example.com INCIDENT 2 over");
        assertThat(court.last().stories().get(0).standing().lasted()).isEqualTo(MINUTE.multipliedBy(5));
        assertThat(court.waiting()).isZero();
    }

    @Test
    @DisplayName("a record that returns by itself is in trouble until it is back")
    void recordThatReturnsByItself_isInTroubleUntilItIsBack() {
        Court court = new Court(Route.to("ops"));
        Happenings of = court.happenings.record("www", "192.0.2.10");

        court.take(of.down("www"), of.failedOver("www")).pass(MINUTE);
        court.take(of.up("www")).pass(MINUTE.multipliedBy(5));
        assertThat(court.lines()).hasSize(1);

        court.take(of.failedBack("www")).pass(MINUTE);
        assertThat(court.lines()).hasSize(2).last().asString().endsWith("INCIDENT 2 over");
    }

    @Test
    @DisplayName("the beginning of an end waits for the end, a quarter of an hour at most")
    void beginningOfAnEnd_isToldWithTheEndOrLater() {
        Court court = new Court(Route.to("ops"));
        Happenings of = court.happenings.record("a", "192.0.2.10").record("b", "192.0.2.11");

        court.take(of.down("a"), of.down("b")).pass(MINUTE);
        court.take(of.up("a")).pass(MINUTE.multipliedBy(20));

        assertThat(court.lines()).containsExactly("10s ops@example.com INCIDENT 2", "960s ops@example.com INCIDENT 1");
    }

    @Test
    @DisplayName("where an operator returns it, the endpoint alone counts")
    void recordThatWaitsForAnOperator_isOverWithItsEndpoint() {
        Court court = new Court(Route.to("ops"));
        Happenings of = court.happenings.record("www", "192.0.2.10", Failback.manual());

        court.take(of.down("www"), of.failedOver("www")).pass(MINUTE);
        court.take(of.up("www")).pass(MINUTE);

        assertThat(court.last().stories().get(0).standing().over()).isTrue();
    }

    @Test
    @DisplayName("one host, one network, one name server: one incident each; the cause that all share is named")
    void oneCause_isOneIncident() {
        Court court = new Court(Route.to("ops"));
        Happenings of = court.happenings
                .record("a", "192.0.2.10")
                .record("b", "192.0.2.10")
                .record("c", "192.0.2.77")
                .record("d", "198.51.100.1")
                .record("e", "203.0.113.1");

        court.take(of.down("a"), of.down("b"), of.down("c"))
                .take(of.publishFailed("d", "ns1"), of.publishFailed("e", "ns1"))
                .pass(MINUTE);

        assertThat(court.told).hasSize(2);
        Story.Standing network = court.told.get(0).telling().stories().get(0).standing();
        assertThat(network.causes()).containsExactly(new Cause(Cause.Sort.NETWORK, "192.0.2.0/24"));
        assertThat(network.extent().records()).isEqualTo(3);
        assertThat(court.told.get(1).telling().stories().get(0).standing().causes())
                .containsExactly(new Cause(Cause.Sort.NAME_SERVER, "ns1"));
    }

    @Test
    @DisplayName("what has nothing in common stays apart, and so does what comes after the window")
    void unrelated_staysApart() {
        Court court = new Court(Route.to("ops"));
        Happenings of = court.happenings
                .record("a", "192.0.2.10")
                .record("b", "198.51.100.1")
                .record("c", "192.0.2.11");

        court.take(of.down("a"), of.down("b"))
                .pass(Duration.ofSeconds(11))
                .take(of.down("c"))
                .pass(MINUTE);

        assertThat(court.lines())
                .containsExactly(
                        "10s ops@example.com INCIDENT 1",
                        "10s ops@example.com INCIDENT 1",
                        "21s ops@example.com INCIDENT 1");
    }

    @Test
    @DisplayName("a blip that one location sees at a thousand records is one incident, and its end one message")
    void blipOfOneLocation_isOneIncident() {
        Court court = new Court(Route.to("ops"));
        for (int i = 0; i < 1_000; i++) {
            court.happenings.record("r" + i, "10." + i / 200 + "." + i % 200 + ".1");
        }
        for (int i = 0; i < 1_000; i++) {
            court.take(court.happenings.downAt("r" + i, "fra1")).pass(Duration.ofMillis(3));
        }
        court.pass(MINUTE);
        assertThat(court.lines()).containsExactly("10s ops@example.com INCIDENT 1000");
        assertThat(court.last().stories().get(0).standing().causes())
                .containsExactly(new Cause(Cause.Sort.LOCATION, "fra1"));

        for (int i = 0; i < 1_000; i++) {
            court.take(court.happenings.up("r" + i)).pass(Duration.ofMillis(3));
        }
        court.pass(MINUTE);
        assertThat(court.lines()).hasSize(2).last().asString().endsWith("INCIDENT 1000 over");
        court.pass(MINUTE).take(court.happenings.doubted("ams1"));
        assertThat(court.remembered()).isLessThan(5);
    }

    @Test
    @DisplayName("an outage that ends within the delay is not told but counted; one that does not is told at its end")
    void delay_countsShortOutages() {
        Court court = new Court(Route.to("ops").delay(MINUTE.multipliedBy(2)));
        Happenings of = court.happenings.record("a", "192.0.2.10").record("b", "198.51.100.1");

        court.take(of.down("a")).pass(MINUTE).take(of.up("a")).pass(MINUTE.multipliedBy(3));
        assertThat(court.told).isEmpty();
        assertThat(court.settled).hasSize(2);

        court.take(of.down("b")).pass(MINUTE.multipliedBy(3));
        assertThat(court.lines()).containsExactly("360s ops@example.com INCIDENT 1");
        assertThat(court.last().unsaid()).isEqualTo(new Unsaid(1, 0, 0));
    }

    @Test
    @DisplayName("what was only counted is said a day later, even when nothing else is")
    void counts_areSaidAfterADay() {
        Court court = new Court(Route.to("ops").delay(MINUTE));
        Happenings of = court.happenings.record("a", "192.0.2.10");

        court.take(of.down("a"), of.up("a")).pass(Duration.ofDays(3));

        assertThat(court.lines()).hasSize(1).first().asString().contains("DIGEST 0");
        assertThat(court.last().unsaid().shortOutages()).isEqualTo(1);
        assertThat(court.told.get(0).at()).isEqualTo(Duration.ofDays(1).plus(MINUTE));
    }

    @Test
    @DisplayName("while it lasts it is told again, as often as its messages reach, the last one kept for the end")
    void repeat_lastsUntilTheEnd() {
        Court court = new Court(Route.to("ops").repeat(Duration.ofHours(1)).atMost(4));
        Happenings of = court.happenings.record("www", "192.0.2.10");

        court.take(of.down("www")).pass(Duration.ofHours(10)).take(of.up("www")).pass(Duration.ofHours(10));

        assertThat(court.lines())
                .containsExactly(
                        "10s ops@example.com INCIDENT 1",
                        "3610s ops@example.com REMINDER 0",
                        "7210s ops@example.com REMINDER 0",
                        "36010s ops@example.com INCIDENT 1 over");
    }

    @Test
    @DisplayName("flapping spends the messages of its incident, and then is in digests, every transition of it")
    void flapping_endsInDigests() {
        Court court = new Court(List.of(Route.to("ops").atMost(3)), Allowance.DEFAULT);
        Happenings of = court.happenings.record("www", "192.0.2.10");
        int transitions = 0;
        for (int i = 0; i < 600; i++) {
            court.take(of.down("www"))
                    .pass(Duration.ofSeconds(3))
                    .take(of.up("www"))
                    .pass(Duration.ofSeconds(3));
            transitions += 2;
        }
        court.pass(Duration.ofHours(2));

        assertThat(court.told.stream().mapToInt(one -> one.telling().size()).sum())
                .isEqualTo(transitions);
        assertThat(court.told).hasSizeBetween(4, 12);
        assertThat(court.waiting()).isZero();
    }

    @Test
    void downOnlyAndUpOnly_arePhases() {
        Court court = new Court(Route.to("ops").downOnly(), Route.to("chat").upOnly());
        Happenings of = court.happenings.record("www", "192.0.2.10");

        court.take(of.down("www")).pass(MINUTE).take(of.up("www")).pass(MINUTE);

        assertThat(court.lines()).containsExactly("10s ops@example.com INCIDENT 1", "70s chat INCIDENT 1 over");
    }

    @Test
    @DisplayName(
            "policy, kind and severity choose; the first route that leads to a recipient decides; one mailbox is told once")
    void routes_choose() {
        Court court = new Court(
                Route.to("ops").policies("shop-*"),
                Route.to("all").kinds(Kind.FAILED_OVER, Kind.RECOVERY),
                Route.to("chat").from(Severity.INFO));
        Happenings of = court.happenings.record("shop-de", "192.0.2.10").record("www", "198.51.100.1");

        court.take(of.down("shop-de"), of.down("www")).pass(MINUTE);
        court.take(of.failedOver("shop-de"))
                .take(of.ordered("www", "failback ordered"))
                .pass(MINUTE);

        assertThat(court.lines())
                .containsExactly(
                        "10s ops@example.com INCIDENT 1",
                        "10s chat INCIDENT 1",
                        "10s chat INCIDENT 1",
                        "70s ops@example.com INCIDENT 1",
                        "70s boss@example.com INCIDENT 1",
                        "70s chat INCIDENT 1",
                        "70s chat INCIDENT 1");
    }

    @Test
    @DisplayName("an end without a beginning, as after a restart, weighs as much as what it ended")
    void endWithoutABeginning_isTold() {
        Court court = new Court(Route.to("ops"));
        Happenings of = court.happenings.record("www", "192.0.2.10");

        court.take(of.up("www"), of.trusted("fra1")).pass(MINUTE);

        assertThat(court.told).hasSize(2);
    }

    @Test
    @DisplayName("an outage right after the first verdicts of a start is an incident of its own, with its own cause")
    void outageAfterAStart_isItsOwn() {
        Court court = new Court(Route.to("ops"));
        Happenings of = court.happenings.record("www", "192.0.2.10").record("ftp", "192.0.2.11");

        court.take(of.up("www"), of.up("ftp"), of.down("www")).pass(MINUTE);

        assertThat(court.last().stories().get(0).standing().causes())
                .contains(new Cause(Cause.Sort.HOST, "192.0.2.10"));
    }

    @Test
    void doubt_isClosedByTrust() {
        Court court = new Court(Route.to("ops"));

        court.take(court.happenings.doubted("fra1"))
                .pass(MINUTE)
                .take(court.happenings.trusted("fra1"))
                .pass(MINUTE);

        assertThat(court.lines()).last().asString().endsWith("over");
    }

    @Test
    void whatNoRouteWants_isSettledAtOnce() {
        Court court = new Court(Route.to("ops").policies("shop-*"));
        FailoverEvent event = court.happenings.record("www", "192.0.2.10").down("www");

        court.take(event);

        assertThat(court.settled).containsExactly(0L);
    }

    @Test
    @DisplayName("the mailboxes of a list that are told the same share a message")
    void sameNews_isOneMessage() {
        Court court = new Court(Route.to("two"));

        court.take(court.happenings.record("www", "192.0.2.10").down("www")).pass(MINUTE);

        assertThat(court.last().to()).hasSize(2);
    }
}
