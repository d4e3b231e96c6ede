package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.engine.ProofScene.ALPHA_1;
import static io.dnsfailover.testkit.engine.ProofScene.ALPHA_2;
import static io.dnsfailover.testkit.engine.ProofScene.BETA;
import static io.dnsfailover.testkit.engine.ProofScene.ZONE;
import static io.dnsfailover.testkit.engine.ProofScene.settled;
import static io.dnsfailover.testkit.engine.ProofScene.told;
import static io.dnsfailover.testkit.engine.ProofScene.zone;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.status.ZoneStatus;
import io.dnsfailover.status.ZoneStatus.Standing;
import io.dnsfailover.testkit.Scenario;
import io.dnsfailover.testkit.ScriptedAuthorities;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whether the authoritative servers of a zone answer, and which providers do not. */
class DelegationTest {
    private static final DnsName ALPHA_NS_1 = DnsName.of("ns1.alpha.net.");
    private static final DnsName ALPHA_NS_2 = DnsName.of("ns2.alpha.net.");
    private static final DnsName BETA_NS = DnsName.of("ns1.beta.org.");

    @Test
    @DisplayName("all servers answer: all are available, and nothing is said")
    void wellZone_isQuiet() {
        try (Scenario scenario = settled()) {
            scenario.advance(Duration.ofHours(3));

            assertThat(zone(scenario).servers()).hasSize(3).allMatch(server -> server.standing() == Standing.ANSWERS);
            assertThat(zone(scenario).available()).containsExactly(ALPHA_NS_1, ALPHA_NS_2, BETA_NS);
            assertThat(zone(scenario).silentProviders()).isEmpty();
            assertThat(zone(scenario).failure()).isNull();
            assertThat(told(scenario, ProofEvent.ProviderSilent.class)).isEmpty();
        }
    }

    @Test
    @DisplayName("each server is looked at once a period, whatever happens, and not in step with the others")
    void looks_areEvenlySpread() {
        try (Scenario scenario = settled()) {
            scenario.authorities().forgetAsked();
            scenario.advance(Duration.ofMinutes(50));

            List<Duration> looks = scenario.authorities().asked().stream()
                    .map(ScriptedAuthorities.Asked::at)
                    .toList();
            assertThat(looks).hasSizeBetween(3 * 90, 3 * 112).doesNotHaveDuplicates();
            assertThat(scenario.authorities().lookups(ZONE)).isEmpty();
        }
    }

    @Test
    @DisplayName("a provider of which no server answers is told once with the advice, and told when it answers again")
    void silentProvider_isToldOnce() {
        try (Scenario scenario = settled()) {
            scenario.authorities().at(BETA).goesSilent();
            scenario.advance(Duration.ofSeconds(50));

            assertThat(told(scenario, ProofEvent.ProviderSilent.class))
                    .singleElement()
                    .satisfies(silent -> {
                        assertThat(silent.header().record()).isNull();
                        assertThat(silent.zone()).isEqualTo(ZONE);
                        assertThat(silent.provider()).isEqualTo("beta.org");
                        assertThat(silent.available()).containsExactly(ALPHA_NS_1, ALPHA_NS_2);
                        assertThat(silent.describe())
                                .startsWith("no name server of beta.org answers for zone example.com.:"
                                        + " ns1.beta.org. (198.51.100.53 port 53) does not answer after ")
                                .contains("SILENT, no answer within 2s")
                                .endsWith("; still answering: ns1.alpha.net., ns2.alpha.net.");
                    });
            assertThat(zone(scenario).silentProviders()).containsExactly("beta.org");
            assertThat(zone(scenario).available()).containsExactly(ALPHA_NS_1, ALPHA_NS_2);

            scenario.advance(Duration.ofHours(1));
            scenario.authorities().at(BETA).comesBack();
            scenario.advance(Duration.ofSeconds(40));
            assertThat(told(scenario, ProofEvent.ProviderSilent.class)).hasSize(1);
            assertThat(told(scenario, ProofEvent.ProviderAnswers.class))
                    .singleElement()
                    .satisfies(answers -> {
                        assertThat(answers.left()).isFalse();
                        assertThat(answers.lasted()).isGreaterThan(Duration.ofMinutes(59));
                    });
            assertThat(zone(scenario).silentProviders()).isEmpty();
        }
    }

    @Test
    @DisplayName("one server of two of a provider is no outage of the provider, and is not available")
    void oneServerOfTwo_isNotTold() {
        try (Scenario scenario = settled()) {
            scenario.authorities().at(ALPHA_1).goesSilent();
            scenario.advance(Duration.ofMinutes(10));

            assertThat(told(scenario, ProofEvent.ProviderSilent.class)).isEmpty();
            assertThat(zone(scenario).available()).containsExactly(ALPHA_NS_2, BETA_NS);
            assertThat(zone(scenario).servers().get(0).standing()).isEqualTo(Standing.SILENT);
        }
    }

    @Test
    @DisplayName("a lame provider is told as one that does not answer for the zone")
    void lameProvider_isTold() {
        try (Scenario scenario = settled()) {
            scenario.authorities().at(BETA).goesLame();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(told(scenario, ProofEvent.ProviderSilent.class))
                    .singleElement()
                    .satisfies(silent -> assertThat(silent.describe()).contains("LAME, REFUSED"));
            assertThat(zone(scenario).servers().get(2).standing()).isEqualTo(Standing.LAME);
        }
    }

    @Test
    @DisplayName("two looks without an answer are nothing yet")
    void shortSilence_isDamped() {
        try (Scenario scenario = settled()) {
            for (int i = 0; i < 50; i++) {
                scenario.authorities().at(BETA).goesSilent();
                scenario.advance(Duration.ofSeconds(3));
                scenario.authorities().at(BETA).comesBack();
                scenario.advance(Duration.ofSeconds(30));
            }

            assertThat(told(scenario, ProofEvent.ProviderSilent.class)).isEmpty();
        }
    }

    @Test
    @DisplayName("when nobody answers it is our own trouble: no provider is told, nor when it ends")
    void allSilent_isOwnTrouble() {
        try (Scenario scenario = settled()) {
            List<String> all = List.of(ALPHA_1, ALPHA_2, BETA);
            all.forEach(address -> scenario.authorities().at(address).goesSilent());
            scenario.advance(Duration.ofMinutes(10));

            assertThat(told(scenario, ProofEvent.ProviderSilent.class)).isEmpty();
            assertThat(zone(scenario).ownTrouble()).isTrue();
            assertThat(zone(scenario).silentProviders()).isEmpty();
            assertThat(zone(scenario).available()).isEmpty();

            all.forEach(address -> scenario.authorities().at(address).comesBack());
            scenario.advance(Duration.ofMinutes(2));
            assertThat(told(scenario, ProofEvent.class))
                    .noneMatch(event ->
                            event instanceof ProofEvent.ProviderSilent || event instanceof ProofEvent.ProviderAnswers);
            assertThat(zone(scenario).ownTrouble()).isFalse();
            assertThat(zone(scenario).available()).hasSize(3);
        }
    }

    @Test
    @DisplayName("a provider that stays silent when our own trouble ends is told then")
    void silentAfterOwnTrouble_isTold() {
        try (Scenario scenario = settled()) {
            List.of(ALPHA_1, ALPHA_2, BETA)
                    .forEach(address -> scenario.authorities().at(address).goesSilent());
            scenario.advance(Duration.ofMinutes(10));
            scenario.authorities().at(ALPHA_1).comesBack();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(told(scenario, ProofEvent.ProviderSilent.class))
                    .extracting(ProofEvent.ProviderSilent::provider)
                    .containsExactly("beta.org");
        }
    }

    @Test
    @DisplayName("a server that is new in the delegation is taken up within the hour, and asked for the records")
    void newServer_isTakenUp() {
        try (Scenario scenario = settled()) {
            scenario.authorities()
                    .add(ZONE, "ns1.gamma.net.", "203.0.113.53")
                    .follows(scenario.nameServer().zone());
            scenario.advance(Duration.ofMinutes(67));

            assertThat(zone(scenario).available()).hasSize(4).contains(DnsName.of("ns1.gamma.net."));
            assertThat(ProofScene.proof(scenario).servers()).hasSize(4).allMatch(server -> server.served() != null);
            assertThat(told(scenario, ProofEvent.AnswerProven.class)).hasSize(1);
        }
    }

    @Test
    @DisplayName("the trouble of a provider ends when it leaves the delegation")
    void goneProvider_isOver() {
        try (Scenario scenario = settled()) {
            scenario.authorities().at(BETA).goesSilent();
            scenario.advance(Duration.ofMinutes(5));
            scenario.authorities().remove(ZONE, scenario.authorities().at(BETA).server());
            scenario.advance(Duration.ofMinutes(67));

            assertThat(told(scenario, ProofEvent.ProviderAnswers.class))
                    .singleElement()
                    .matches(ProofEvent.ProviderAnswers::left);
            assertThat(zone(scenario).servers())
                    .extracting(ZoneStatus.Server::server)
                    .hasSize(2);
        }
    }

    @Test
    @DisplayName("a further server of a silent provider that does not answer either is no end of the silence")
    void newSilentServer_endsNothing() {
        try (Scenario scenario = settled()) {
            scenario.authorities().at(BETA).goesSilent();
            scenario.advance(Duration.ofMinutes(5));
            scenario.authorities().add(ZONE, "ns2.beta.org.", "198.51.100.54").goesSilent();
            scenario.advance(Duration.ofMinutes(67));

            assertThat(zone(scenario).servers()).hasSize(4);
            assertThat(told(scenario, ProofEvent.ProviderSilent.class)).hasSize(1);
            assertThat(told(scenario, ProofEvent.ProviderAnswers.class)).isEmpty();
        }
    }

    @Test
    @DisplayName("servers that cannot be found are looked for again soon, then ever less often, and those known stay")
    void failedLookup_isTriedAgain() {
        try (Scenario scenario = settled()) {
            scenario.authorities().failToFindServers("SERVFAIL from 192.0.2.1");
            scenario.authorities().forgetAsked();
            scenario.advance(Duration.ofMinutes(70));

            assertThat(zone(scenario).failure()).isEqualTo("SERVFAIL from 192.0.2.1");
            assertThat(zone(scenario).available()).hasSize(3);
            assertThat(scenario.authorities().lookups(ZONE)).hasSizeBetween(3, 6);

            scenario.authorities().findServersAgain();
            scenario.advance(Duration.ofHours(2));
            assertThat(zone(scenario).failure()).isNull();
        }
    }

    @Test
    @DisplayName("a zone whose servers were never found is proven when they are")
    void lateDelegation_isTakenUp() {
        Scenario scenario = ProofScene.builder(Www.policy()).start();
        try (scenario) {
            scenario.authorities().failToFindServers("timeout");
            scenario.restart(Duration.ofSeconds(1));
            scenario.advance(Duration.ofSeconds(10));
            assertThat(zone(scenario).servers()).isEmpty();
            assertThat(ProofScene.proof(scenario).proven()).isFalse();

            scenario.authorities().findServersAgain();
            scenario.advance(Duration.ofMinutes(1));
            assertThat(ProofScene.proof(scenario).proven()).isTrue();
        }
    }
}
