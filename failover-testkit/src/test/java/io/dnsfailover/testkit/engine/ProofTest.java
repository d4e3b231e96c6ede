package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.ProofScene.ALPHA_2;
import static io.dnsfailover.testkit.engine.ProofScene.BETA;
import static io.dnsfailover.testkit.engine.ProofScene.failOver;
import static io.dnsfailover.testkit.engine.ProofScene.proof;
import static io.dnsfailover.testkit.engine.ProofScene.settled;
import static io.dnsfailover.testkit.engine.ProofScene.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.Failover;
import io.dnsfailover.decision.Brake;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.testkit.RecordingNotifier;
import io.dnsfailover.testkit.Scenario;
import io.dnsfailover.testkit.ScriptedAuthorities;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whether each authoritative server serves what was published. */
class ProofTest {
    private static final RecordSet OLD = RecordSet.of(Www.policy().record(), new Ttl(60), List.of(Www.PRIMARY));

    @Test
    @DisplayName("a move is proven with the milliseconds of each server, and the last cached answer's end")
    void move_isProven() {
        try (Scenario scenario = settled()) {
            scenario.authorities().at(ALPHA_2).lags(Duration.ofMillis(90));
            failOver(scenario);
            scenario.advance(Duration.ofSeconds(2));

            FailoverEvent moved = told(scenario, FailoverEvent.FailedOver.class).get(0);
            ProofEvent.AnswerProven proven =
                    told(scenario, ProofEvent.AnswerProven.class).get(1);
            assertThat(proven.generation()).isEqualTo(2);
            assertThat(proven.recordSet().rdata()).containsExactly(Www.BACKUP);
            assertThat(proven.servers()).allMatch(seen -> seen.stand() == ProofEvent.Stand.SERVES);
            assertThat(proven.servers())
                    .extracting(seen -> seen.took().toMillis())
                    .satisfiesExactly(
                            ns1 -> assertThat(ns1).isBetween(1L, 25L),
                            ns2 -> assertThat(ns2).isBetween(90L, 115L),
                            ns3 -> assertThat(ns3).isBetween(1L, 25L));
            assertThat(proven.took()).isEqualTo(proven.servers().get(1).took());
            assertThat(proven.goneBy())
                    .isEqualTo(moved.header().at().wall().plus(proven.took()).plusSeconds(60));
            assertThat(proven.describe())
                    .startsWith("all 3 authoritative servers serve [192.0.2.20] (generation 2) after ")
                    .contains("ns2.alpha.net. (192.0.2.54 port 53) ")
                    .contains("; the last cached answer before it is gone by 2026-01-01T00:0");
            assertThat(proof(scenario).proven()).isTrue();
            assertThat(proof(scenario).goneBy()).isEqualTo(proven.goneBy());
        }
    }

    @Test
    @DisplayName("a TTL that a server was seen to answer with counts where it is longer than what was published")
    void goneBy_countsWhatWasSeen() {
        try (Scenario scenario = settled()) {
            scenario.authorities().at(BETA).serves(RecordSet.of(OLD.key(), new Ttl(900), List.of(Www.PRIMARY)));
            failOver(scenario);
            scenario.advance(Duration.ofSeconds(5));
            scenario.authorities().at(BETA).servesNothingOfItsOwn();
            scenario.advance(Duration.ofSeconds(5));

            ProofEvent.AnswerProven proven =
                    told(scenario, ProofEvent.AnswerProven.class).get(1);
            assertThat(Duration.between(
                            told(scenario, FailoverEvent.FailedOver.class)
                                    .get(0)
                                    .header()
                                    .at()
                                    .wall(),
                            proven.goneBy()))
                    .isEqualTo(proven.took().plusSeconds(900));
        }
    }

    @Test
    @DisplayName(
            "a start that changes nothing is no event, whatever the number of records, and is proven in the status")
    void quietStart_isOnlyStatus() {
        try (Scenario scenario = settled()) {
            assertThat(told(scenario, ProofEvent.AnswerProven.class)).hasSize(1);

            scenario.restart(Duration.ofMinutes(1));
            scenario.advance(Duration.ofMinutes(2));

            assertThat(told(scenario, ProofEvent.AnswerProven.class)).hasSize(1);
            assertThat(proof(scenario).proven()).isTrue();
            assertThat(proof(scenario).goneBy()).isNull();
        }
    }

    @Test
    @DisplayName("a start that finds a server with something else is told, like any change")
    void startWithAStaleServer_isTold() {
        try (Scenario scenario = settled()) {
            scenario.authorities().at(BETA).serves(RecordSet.of(OLD.key(), new Ttl(60), List.of("192.0.2.99")));
            scenario.restart(Duration.ofMinutes(1));
            scenario.advance(Duration.ofSeconds(10));
            scenario.authorities().at(BETA).servesNothingOfItsOwn();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(told(scenario, ProofEvent.AnswerProven.class)).hasSize(2);
            assertThat(told(scenario, ProofEvent.AnswerNotVisible.class)).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "what is accepted and not visible for 30 s is told once, with what is answered instead, and then its end")
    void acceptedButNotVisible_isToldOnce() {
        try (Scenario scenario = settled()) {
            scenario.authorities().at(BETA).serves(OLD);
            failOver(scenario);
            scenario.advance(Duration.ofSeconds(29));
            assertThat(told(scenario, ProofEvent.AnswerNotVisible.class)).isEmpty();

            scenario.advance(Duration.ofMinutes(10));
            assertThat(told(scenario, ProofEvent.AnswerNotVisible.class))
                    .singleElement()
                    .satisfies(alarm -> {
                        assertThat(alarm.accepted()).isEqualTo(Duration.ofSeconds(30));
                        assertThat(alarm.describe())
                                .startsWith("1 of 3 authoritative servers do not serve [192.0.2.20] (generation 2),"
                                        + " which was accepted 30s ago: ns1.alpha.net. (192.0.2.53 port 53) ")
                                .contains("ns1.beta.org. (198.51.100.53 port 53) lags after ")
                                .endsWith(": [192.0.2.10] with a TTL of 60");
                    });
            assertThat(told(scenario, ProofEvent.AnswerProven.class)).hasSize(1);

            scenario.authorities().at(BETA).servesNothingOfItsOwn();
            scenario.advance(Duration.ofSeconds(7));
            assertThat(told(scenario, ProofEvent.AnswerProven.class))
                    .last()
                    .satisfies(proven -> assertThat(proven.took()).isGreaterThan(Duration.ofMinutes(10)));
            assertThat(told(scenario, ProofEvent.AnswerNotVisible.class)).hasSize(1);
        }
    }

    @Test
    @DisplayName("nothing is said of visibility while a publisher has not accepted it")
    void notAccepted_isNoAlarm() {
        try (Scenario scenario =
                ProofScene.builder(Www.policy()).publishingTo("ns1", "ns2").start()) {
            scenario.advance(Duration.ofMinutes(2));
            scenario.nameServer("ns1").goDown();
            failOver(scenario);
            scenario.advance(Duration.ofMinutes(5));
            assertThat(told(scenario, ProofEvent.AnswerNotVisible.class)).isEmpty();

            scenario.nameServer("ns1").comeBack();
            scenario.advance(Duration.ofMinutes(2));
            assertThat(told(scenario, ProofEvent.AnswerProven.class))
                    .last()
                    .satisfies(proven -> assertThat(proven.took()).isGreaterThan(Duration.ofMinutes(5)));
        }
    }

    @Test
    @DisplayName("a server that does not answer for its zone is left out and named, and raises no alarm of the record")
    void silentServer_isLeftOut() {
        try (Scenario scenario = settled()) {
            scenario.authorities().at(BETA).goesSilent();
            scenario.advance(Duration.ofMinutes(2));
            failOver(scenario);
            scenario.advance(Duration.ofMinutes(10));

            ProofEvent.AnswerProven proven =
                    told(scenario, ProofEvent.AnswerProven.class).get(1);
            assertThat(proven.took()).isLessThan(Duration.ofMillis(100));
            assertThat(proven.describe())
                    .startsWith("all authoritative servers that answer, 2 of 3, serve [192.0.2.20]")
                    .contains("ns1.beta.org. (198.51.100.53 port 53) does not answer after ");
            assertThat(told(scenario, ProofEvent.AnswerNotVisible.class)).isEmpty();
            assertThat(told(scenario, ProofEvent.AnswerProven.class)).hasSize(2);
        }
    }

    @Test
    @DisplayName("a server that falls silent in the midst of a proof is the zone's trouble, not the record's")
    void serverThatFallsSilent_isLeftOutWhenThatIsSure() {
        try (Scenario scenario = settled()) {
            scenario.authorities().at(BETA).goesSilent();
            failOver(scenario);
            scenario.advance(Duration.ofMinutes(5));

            assertThat(told(scenario, ProofEvent.AnswerNotVisible.class)).isEmpty();
            assertThat(told(scenario, ProofEvent.AnswerProven.class)).hasSize(2);
        }
    }

    @Test
    @DisplayName("a server that comes back with the old answer is told, and when it serves the new one")
    void serverThatReturnsStale_isTold() {
        try (Scenario scenario = settled()) {
            scenario.authorities().at(BETA).goesSilent();
            scenario.advance(Duration.ofMinutes(2));
            failOver(scenario);
            scenario.authorities().at(BETA).serves(OLD);
            scenario.authorities().at(BETA).comesBack();
            scenario.advance(Duration.ofSeconds(90));

            assertThat(told(scenario, ProofEvent.AnswerNotVisible.class)).hasSize(1);
            assertThat(proof(scenario).proven()).isFalse();

            scenario.authorities().at(BETA).servesNothingOfItsOwn();
            scenario.advance(Duration.ofSeconds(7));
            assertThat(told(scenario, ProofEvent.AnswerProven.class)).hasSize(3);
            assertThat(proof(scenario).proven()).isTrue();
        }
    }

    @Test
    @DisplayName("a move during a proof takes its place, and the older answer still counts for the caches")
    void moveDuringAProof_replacesIt() {
        try (Scenario scenario = settled()) {
            scenario.authorities().at(BETA).serves(OLD);
            failOver(scenario);
            scenario.advance(Duration.ofSeconds(5));
            scenario.endpoint(Www.BACKUP).goesDown();
            scenario.advance(Duration.ofMinutes(1));
            scenario.authorities().at(BETA).servesNothingOfItsOwn();
            scenario.advance(Duration.ofSeconds(10));

            assertThat(scenario).answers(Www.SECOND_BACKUP);
            assertThat(told(scenario, ProofEvent.AnswerProven.class))
                    .extracting(ProofEvent.AnswerProven::generation)
                    .containsExactly(1L, 3L);
            assertThat(proof(scenario).generation()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName(
            "a record that is removed in the midst of its proof is asked for no more, and its zone is watched no more")
    void removedRecord_isForgotten() {
        try (Scenario scenario = settled()) {
            scenario.authorities().at(BETA).serves(OLD);
            failOver(scenario);
            scenario.reload(Www.named("other").build());
            scenario.authorities().forgetAsked();
            scenario.advance(Duration.ofMinutes(5));

            assertThat(scenario.authorities().asked())
                    .noneMatch(asked -> asked.question().expected() != null
                            && asked.question().expected().key().equals(OLD.key()));
            assertThat(told(scenario, ProofEvent.AnswerNotVisible.class)).isEmpty();
            assertThat(scenario.failover().zones()).hasSize(1);

            scenario.reload(FailoverPolicy.named("elsewhere")
                    .record("example.org.", "www.example.org.", RecordType.A)
                    .primary(Www.PRIMARY)
                    .probe(Www.policy().probe())
                    .build());
            scenario.authorities().forgetAsked();
            scenario.advance(Duration.ofHours(2));
            assertThat(scenario.authorities().asked()).isEmpty();
            assertThat(scenario.authorities().lookups(ProofScene.ZONE)).isEmpty();
            assertThat(scenario.failover().zones())
                    .singleElement()
                    .satisfies(zone ->
                            assertThat(zone.failure()).isEqualTo("nobody serves " + DnsName.of("example.org.")));
        }
    }

    @Test
    @DisplayName("a record of a type that the proof cannot ask for, such as an ANAME, is not proven")
    void unsupportedType_isNotProven() {
        FailoverPolicy aname = FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.ANAME)
                .primary("a.example.net.")
                .backup("b.example.net.")
                .probe(Www.policy().probe())
                .build();
        try (Scenario scenario = ProofScene.builder(aname).start()) {
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario.failover().status("www").orElseThrow().proof()).isNull();
            assertThat(scenario.failover().zones()).isEmpty();
        }
    }

    @Test
    @DisplayName("a proof that breaks shows nothing, and goes on when it works again")
    void brokenProof_showsNothing() {
        try (Scenario scenario = settled()) {
            scenario.authorities().breakDown();
            failOver(scenario);
            scenario.advance(Duration.ofMinutes(5));
            assertThat(told(scenario, ProofEvent.AnswerNotVisible.class)).isEmpty();
            assertThat(told(scenario, ProofEvent.ProviderSilent.class)).isEmpty();

            scenario.authorities().recover();
            scenario.advance(Duration.ofSeconds(7));
            assertThat(told(scenario, ProofEvent.AnswerProven.class)).hasSize(2);
        }
    }

    @Test
    @DisplayName(
            "a server that lags is asked every 20 ms at first, then ever slower, and every 5 s at most after the alarm")
    void pace_slowsDown() {
        try (Scenario scenario = settled()) {
            scenario.authorities().at(BETA).serves(OLD);
            failOver(scenario);
            scenario.authorities().forgetAsked();
            scenario.advance(Duration.ofSeconds(1));
            assertThat(recordQuestions(scenario)).isBetween(42, 53);

            scenario.advance(Duration.ofSeconds(20));
            scenario.authorities().forgetAsked();
            scenario.advance(Duration.ofSeconds(5));
            assertThat(recordQuestions(scenario)).isBetween(4, 6);

            scenario.advance(Duration.ofMinutes(2));
            scenario.authorities().forgetAsked();
            scenario.advance(Duration.ofMinutes(1));
            assertThat(recordQuestions(scenario)).isBetween(10, 14);
        }
    }

    @Test
    @DisplayName("two thousand records at once are asked for within the bounds, and all are proven")
    void manyRecords_areAskedWithinTheBounds() {
        FailoverPolicy[] policies = IntStream.range(0, 2_000)
                .mapToObj(number -> Www.named("r" + number).build())
                .toArray(FailoverPolicy[]::new);
        try (Scenario scenario = ProofScene.builder(policies).start()) {
            scenario.advance(Duration.ofMinutes(1));

            assertThat(scenario.authorities().mostUnderWay()).isLessThanOrEqualTo(256 + 16);
            assertThat(mostInOneSecond(scenario.authorities())).isLessThanOrEqualTo(2_020);
            assertThat(scenario.failover().statuses())
                    .allMatch(status -> status.proof() != null && status.proof().proven());
            assertThat(told(scenario, ProofEvent.AnswerProven.class)).hasSize(2_000);
        }
    }

    @Test
    @DisplayName("a server that is silent for a thousand records holds up no other, and is asked a few times in all")
    void silentServer_holdsUpNoOther() {
        FailoverPolicy[] policies = IntStream.range(0, 1_000)
                .mapToObj(number -> Www.named("r" + number).build())
                .toArray(FailoverPolicy[]::new);
        try (Scenario scenario = ProofScene.builder(policies)
                .brake(new Brake(100, 1, Duration.ofMinutes(10)))
                .start()) {
            scenario.advance(Duration.ofMinutes(2));
            scenario.authorities().at(BETA).goesSilent();
            scenario.advance(Duration.ofMinutes(2));
            scenario.authorities().forgetAsked();
            scenario.endpoint(Www.PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(told(scenario, ProofEvent.AnswerProven.class))
                    .hasSize(2_000)
                    .filteredOn(proven -> proven.generation() == 2)
                    .hasSize(1_000)
                    .allMatch(proven -> proven.took().compareTo(Duration.ofSeconds(5)) < 0);
            assertThat(scenario.authorities().asked())
                    .filteredOn(asked -> asked.question().server().name().equals(DnsName.of("ns1.beta.org.")))
                    .hasSizeLessThan(5_000);
            assertThat(told(scenario, ProofEvent.AnswerNotVisible.class)).isEmpty();
        }
    }

    @Test
    @DisplayName("without a publisher an answer is accepted when it is decided")
    void noPublisher_acceptsAtOnce() {
        SimulatedTime time = new SimulatedTime();
        ScriptedAuthorities authorities = new ScriptedAuthorities(time);
        authorities.add(ProofScene.ZONE, "ns1.alpha.net.", ALPHA_2).serves(OLD);
        RecordingNotifier notifier = new RecordingNotifier();
        ScriptedProber prober = new ScriptedProber(time);
        prober.endpoint(Www.PRIMARY).goesDown();
        try (Failover failover = Failover.builder()
                .policy(Www.policy())
                .location(Location.of("here"), prober)
                .proof(authorities)
                .notifier(notifier)
                .time(time)
                .scheduler(time)
                .start()) {
            time.advance(Duration.ofMinutes(2));

            assertThat(failover.current(OLD.key().owner(), RecordType.A).rdata())
                    .containsExactly(Www.BACKUP);
            assertThat(notifier.eventsOf(ProofEvent.AnswerNotVisible.class))
                    .singleElement()
                    .satisfies(alarm -> assertThat(alarm.accepted()).isEqualTo(Duration.ofSeconds(30)));
        }
    }

    @Test
    @DisplayName("nothing of the proof is left after close")
    void close_leavesNothing() {
        Scenario scenario = settled();
        scenario.authorities().at(BETA).serves(OLD);
        scenario.authorities().at(ALPHA_2).goesSilent();
        failOver(scenario);
        scenario.advance(Duration.ofSeconds(3));

        scenario.close();

        assertThat(scenario.pending()).isZero();
        assertThat(scenario.authorities().isClosed()).isTrue();
    }

    private static int recordQuestions(Scenario scenario) {
        return (int) scenario.authorities().asked().stream()
                .filter(asked -> asked.question().expected() != null)
                .count();
    }

    private static int mostInOneSecond(ScriptedAuthorities authorities) {
        List<Duration> times =
                authorities.asked().stream().map(ScriptedAuthorities.Asked::at).toList();
        int most = 0;
        int first = 0;
        for (int last = 0; last < times.size(); last++) {
            while (times.get(last).minus(times.get(first)).compareTo(Duration.ofSeconds(1)) >= 0) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
