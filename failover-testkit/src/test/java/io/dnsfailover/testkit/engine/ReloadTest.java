package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.InvalidPolicyException;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.quorum.Quorum;
import io.dnsfailover.status.Reload;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A reload changes only what it changes. */
class ReloadTest {
    private static final FailoverPolicy MAIL = Www.named("mail").build();

    @Test
    @DisplayName("policies are added, changed, removed and left alone by name")
    void reload_saysWhatItDid() {
        try (Scenario scenario =
                Scenario.of(Www.policy(), MAIL, Www.named("old").build()).start()) {
            FailoverPolicy slower =
                    MAIL.toBuilder().every(Duration.ofMinutes(2)).build();
            FailoverPolicy added = Www.named("new").build();

            Reload reload = scenario.reload(Www.policy(), slower, added);

            assertThat(reload.added()).containsExactly("new");
            assertThat(reload.changed()).containsExactly("mail");
            assertThat(reload.removed()).containsExactly("old");
            assertThat(reload.unchanged()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a record whose policy stays the same does not notice, not even in the midst of an outage")
    void unchangedPolicy_doesNotNotice() {
        try (Scenario scenario =
                Scenario.of(Www.policy(), MAIL).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));
            scenario.reload(
                    Www.policy(),
                    MAIL.toBuilder().confirmAfter(Duration.ofSeconds(2)).build());
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario).policy("www").moved(BACKUP).answers(BACKUP);
            assertThat(scenario).policy("mail").moved(BACKUP).answers(BACKUP);
        }
    }

    @Test
    @DisplayName("a changed interval keeps what is known: the record stays on the backup")
    void changedInterval_keepsWhatIsKnown() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));
            scenario.reload(
                    Www.policy().toBuilder().every(Duration.ofMinutes(1)).build());
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario).moved(BACKUP).answers(BACKUP);
        }
    }

    @Test
    @DisplayName("a new target of the endpoint that the record stands on is published")
    void changedTarget_isPublished() {
        FailoverPolicy before = policyWithPrimaryAt("192.0.2.10");
        FailoverPolicy after = policyWithPrimaryAt("192.0.2.11");
        try (Scenario scenario = Scenario.of(before).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.reload(after);
            scenario.advance(Duration.ofMinutes(1));

            assertThat(scenario).answers("192.0.2.11").neverMoved();
        }
    }

    @Test
    @DisplayName("an endpoint that is somewhere else now has to be up for the whole dwell there")
    void changedTarget_startsItsDwellAnew() {
        try (Scenario scenario = Scenario.of(policyWithPrimaryAt("192.0.2.10"))
                .from("fra1", "ams1")
                .start()) {
            scenario.advance(Duration.ofHours(1));
            scenario.order(new Command.Force("main", StandingOrder.Kind.FORCED_DOWN, null));
            scenario.advance(Duration.ofMinutes(1));
            scenario.reload(policyWithPrimaryAt("192.0.2.11"));
            scenario.advance(Duration.ofMinutes(1));
            scenario.order(new Command.Force("main", null, null));

            scenario.advance(Duration.ofMinutes(3));
            assertThat(scenario).answers(BACKUP);

            scenario.advance(Duration.ofMinutes(3));
            assertThat(scenario).answers("192.0.2.11");
        }
    }

    @Test
    @DisplayName("policies of which one is invalid change nothing at all")
    void invalidReload_changesNothing() {
        try (Scenario scenario =
                Scenario.of(Www.policy(), MAIL).from("fra1", "ams1").start()) {
            FailoverPolicy tooMuch = MAIL.toBuilder().quorum(Quorum.atLeast(3)).build();

            assertThatExceptionOfType(InvalidPolicyException.class).isThrownBy(() -> scenario.reload(tooMuch));

            scenario.advance(Duration.ofMinutes(1));
            assertThat(scenario.failover().keys()).hasSize(2);
            assertThat(scenario).policy("www").answers(PRIMARY);
        }
    }

    @Test
    @DisplayName("a removed policy leaves its record where it is, and is no longer checked")
    void removedPolicy_leavesItsRecord() {
        try (Scenario scenario = Scenario.of(Www.policy(), MAIL).from("fra1").start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.reload(MAIL);
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario.failover().current(Www.policy().record().owner(), RecordType.A))
                    .isNull();
            assertThat(scenario.nameServer().zone().lookup(Www.policy().record()))
                    .isNotNull()
                    .satisfies(left -> assertThat(left.rdata()).containsExactly(PRIMARY));
        }
    }

    private static FailoverPolicy policyWithPrimaryAt(String address) {
        return FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.A)
                .primary(Endpoint.of(address).named("main"))
                .backup(BACKUP)
                .probe(new NamedProbe("any"))
                .build();
    }
}
