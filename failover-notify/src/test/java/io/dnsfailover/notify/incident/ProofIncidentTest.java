package io.dnsfailover.notify.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.notify.route.Route;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who is told of what authoritative servers answer. */
class ProofIncidentTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    @DisplayName("a proof alone is told to nobody who did not ask for such news")
    void proofAlone_isNotTold() {
        Court court = new Court(Route.to("ops"));
        for (int i = 0; i < 1_000; i++) {
            court.happenings.record("r" + i, "192.0.2.10");
            court.take(court.happenings.proven("r" + i));
        }
        court.pass(Duration.ofDays(2));

        assertThat(court.told).isEmpty();
        assertThat(court.waiting()).isZero();
    }

    @Test
    @DisplayName("an answer that is not visible is an incident, and its proof the end of it")
    void notVisible_lastsUntilTheProof() {
        Court court = new Court(Route.to("ops"));
        court.happenings.record("www", "192.0.2.10");

        court.take(court.happenings.notVisible("www", "slow.net")).pass(MINUTE);
        court.take(court.happenings.proven("www")).pass(MINUTE);

        assertThat(court.lines())
                .containsExactly("10s ops@example.com INCIDENT 1", "70s ops@example.com INCIDENT 1 over");
    }

    @Test
    @DisplayName("a thousand records that lag at one provider are one incident, named after it")
    void oneProvider_isOneIncident() {
        Court court = new Court(Route.to("ops"));
        for (int i = 0; i < 1_000; i++) {
            court.happenings.record("r" + i, "10.0." + i / 200 + "." + i % 200);
            court.take(court.happenings.notVisible("r" + i, "slow.net"));
        }
        court.pass(MINUTE);

        assertThat(court.lines()).containsExactly("10s ops@example.com INCIDENT 1000");
        assertThat(court.last().stories().get(0).standing().causes())
                .containsExactly(new Cause(Cause.Sort.NAME_SERVER, "slow.net"));
    }

    @Test
    @DisplayName("a provider that is silent for many zones is one incident, over when it answers for all")
    void silentProvider_isOneIncident() {
        Court court = new Court(Route.to("ops"));
        for (int i = 0; i < 50; i++) {
            court.take(court.happenings.silent("out.net", "zone" + i + ".example."));
        }
        court.pass(MINUTE);
        assertThat(court.lines()).containsExactly("10s ops@example.com INCIDENT 50");

        for (int i = 0; i < 50; i++) {
            court.take(court.happenings.answers("out.net", "zone" + i + ".example."));
        }
        court.pass(MINUTE);
        assertThat(court.lines()).hasSize(2).last().asString().endsWith(" over");
    }
}
