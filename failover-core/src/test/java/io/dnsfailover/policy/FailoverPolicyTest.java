package io.dnsfailover.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.dnsfailover.health.Damping;
import io.dnsfailover.health.Latency;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.quorum.Quorum;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailoverPolicyTest {
    private static final Latency LIMITS = Latency.percentile(90).failAbove(Duration.ofSeconds(1));
    private static final Endpoint SPARE =
            Endpoint.of("192.0.2.3").named("spare").onPort(81);

    /** Every single-valued property, set to something that is not its default. */
    static Stream<Arguments> properties() {
        return Stream.of(
                property("record", b -> b.record("example.org.", "a.example.org.", RecordType.A)),
                property("primary", b -> b.primary("192.0.2.9")),
                property("primary", b -> b.primary(Endpoint.of("192.0.2.9"))),
                property("probe", b -> b.probe(new NamedProbe("another"))),
                property("ttl", b -> b.ttl(Duration.ofSeconds(61))),
                property("interval", b -> b.every(Duration.ofSeconds(31))),
                property("timeout", b -> b.timeout(Duration.ofSeconds(6))),
                property("confirm-after", b -> b.confirmAfter(Duration.ofSeconds(2))),
                property("damping", b -> b.damping(Damping.fall(4))),
                property("quorum", b -> b.quorum(Quorum.majority())),
                property("failback", b -> b.failback(Failback.manual())),
                property("all-down", b -> b.whenAllDown(AllDown.all())),
                property("moves", b -> b.moves(new MoveBudget(4, Duration.ofHours(1)))),
                property("latency", b -> b.latency(LIMITS.of(7))),
                property("readiness", b -> b.readiness(71)),
                property("drift", b -> b.drift(Drift.REPORT)));
    }

    private static Arguments property(String name, UnaryOperator<FailoverPolicyBuilder> setter) {
        return arguments(name, setter);
    }

    private static FailoverPolicyBuilder full() {
        return FailoverPolicy.named("www")
                .record("Example.com.", "Www.example.com.", RecordType.A)
                .primary("192.0.2.1")
                .backup("192.0.2.2")
                .backup(SPARE)
                .probe(new NamedProbe("own", 443))
                .ttl(Duration.ofSeconds(30))
                .every(Duration.ofSeconds(20))
                .timeout(Duration.ofSeconds(3))
                .confirmAfter(Duration.ofMillis(500))
                .damping(new Damping(2, 3, 4))
                .quorum(Quorum.atLeast(2))
                .failback(Failback.automatic())
                .whenAllDown(AllDown.primary())
                .moves(new MoveBudget(5, Duration.ofMinutes(1)))
                .latency(LIMITS)
                .readiness(70)
                .drift(Drift.RESTORE);
    }

    @Test
    void build_keepsEveryProperty() {
        FailoverPolicy policy = full().build();

        assertThat(policy.name()).isEqualTo("www");
        assertThat(policy.record())
                .isEqualTo(new RecordSetKey(DnsName.of("example.com."), DnsName.of("www.example.com."), RecordType.A));
        assertThat(policy.ttl()).isEqualTo(new Ttl(30));
        assertThat(policy.endpoints()).containsExactly(Endpoint.of("192.0.2.1"), Endpoint.of("192.0.2.2"), SPARE);
        assertThat(policy.primary()).isEqualTo(Endpoint.of("192.0.2.1"));
        assertThat(policy.endpoint("spare")).contains(SPARE);
        assertThat(policy.endpoint("192.0.2.3")).isEmpty();
        assertThat(policy.probe()).isEqualTo(new NamedProbe("own", 443));
        assertThat(policy.interval()).isEqualTo(Duration.ofSeconds(20));
        assertThat(policy.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(policy.confirmAfter()).isEqualTo(Duration.ofMillis(500));
        assertThat(policy.damping()).isEqualTo(new Damping(2, 3, 4));
        assertThat(policy.quorum()).isEqualTo(Quorum.atLeast(2));
        assertThat(policy.failback()).isEqualTo(Failback.automatic());
        assertThat(policy.allDown()).isEqualTo(AllDown.primary());
        assertThat(policy.moveBudget()).isEqualTo(new MoveBudget(5, Duration.ofMinutes(1)));
        assertThat(policy.latency()).isEqualTo(LIMITS);
        assertThat(policy.readiness()).isEqualTo(70);
        assertThat(policy.drift()).isEqualTo(Drift.RESTORE);
        assertThat(policy.voteExpiry()).isEqualTo(Duration.ofSeconds(43));
        assertThat(policy)
                .hasToString("www: Www.example.com. A ttl 30s, endpoints [192.0.2.1, 192.0.2.2, spare (192.0.2.3 port"
                        + " 81)], probe NamedProbe[name=own, port=443], interval 20s, timeout 3s, confirm-after 500ms,"
                        + " damping (fall 2, ok 3, rise 4), quorum at least 2, failback automatic, all-down primary,"
                        + " moves 5 per 1m, latency p90 of 20, fail above 1s, readiness 70, drift restore");
    }

    @Test
    void endpoints_cannotBeChangedThroughTheBuilder() {
        FailoverPolicyBuilder builder = full();
        FailoverPolicy policy = builder.build();
        builder.backup("192.0.2.77");

        assertThat(policy.endpoints()).hasSize(3);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> policy.endpoints().clear());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("properties")
    void setter_calledTwice_throws(String property, UnaryOperator<FailoverPolicyBuilder> setter) {
        FailoverPolicyBuilder builder = setter.apply(FailoverPolicy.named("www"));

        assertThatIllegalStateException()
                .isThrownBy(() -> setter.apply(builder))
                .withMessage("policy 'www': " + property + " was already set");
    }

    @Test
    void primary_setInBothWays_throws() {
        FailoverPolicyBuilder builder = FailoverPolicy.named("www").primary("192.0.2.1");

        assertThatIllegalStateException().isThrownBy(() -> builder.primary(SPARE));
    }

    @Test
    void toBuilder_unchanged_buildsAnEqualPolicy() {
        FailoverPolicy policy = full().build();
        FailoverPolicy copy = policy.toBuilder().build();

        assertThat(copy).isEqualTo(policy).hasSameHashCodeAs(policy).hasToString(policy.toString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("properties")
    @DisplayName("a variant differs in the property that was set, which may be set once more, and in nothing else")
    void toBuilder_oneChange_differsInThatOnly(String property, UnaryOperator<FailoverPolicyBuilder> setter) {
        FailoverPolicy policy = full().build();
        FailoverPolicy changed = setter.apply(policy.toBuilder()).build();

        assertThat(changed).isNotEqualTo(policy);
        assertThat(restored(property, changed.toBuilder(), policy).build()).isEqualTo(policy);
    }

    private static FailoverPolicyBuilder restored(String property, FailoverPolicyBuilder to, FailoverPolicy from) {
        return switch (property) {
            case "record" ->
                to.record(
                        from.record().zone().toString(),
                        from.record().owner().toString(),
                        from.record().type());
            case "primary" -> to.primary(from.primary());
            case "probe" -> to.probe(from.probe());
            case "ttl" -> to.ttl(from.ttl().duration());
            case "interval" -> to.every(from.interval());
            case "timeout" -> to.timeout(from.timeout());
            case "confirm-after" -> to.confirmAfter(from.confirmAfter());
            case "damping" -> to.damping(from.damping());
            case "quorum" -> to.quorum(from.quorum());
            case "failback" -> to.failback(from.failback());
            case "all-down" -> to.whenAllDown(from.allDown());
            case "moves" -> to.moves(from.moveBudget());
            case "latency" -> to.latency(java.util.Objects.requireNonNull(from.latency()));
            case "readiness" -> to.readiness(from.readiness());
            case "drift" -> to.drift(from.drift());
            default -> throw new AssertionError(property);
        };
    }

    @Test
    void toBuilder_backup_isAppended() {
        FailoverPolicy longer = full().build().toBuilder().backup("192.0.2.4").build();

        assertThat(longer.endpoints()).hasSize(4).last().isEqualTo(Endpoint.of("192.0.2.4"));
        assertThat(longer).isNotEqualTo(full().build());
    }

    @Test
    void equals_comparesNameAndKind() {
        FailoverPolicyBuilder other = FailoverPolicy.named("other")
                .record("Example.com.", "Www.example.com.", RecordType.A)
                .primary("192.0.2.1")
                .probe(new NamedProbe("own", 443));

        assertThat(other.build())
                .isNotEqualTo(full().build())
                .isNotEqualTo("other")
                .doesNotHaveSameHashCodeAs(full().build());
    }

    @Test
    void violationsAt_tooFewDomains_isNamed() {
        FailoverPolicy three =
                full().build().toBuilder().quorum(Quorum.atLeast(3)).build();
        List<Location> twoDomains = List.of(new Location("a1", "a"), new Location("a2", "a"), new Location("b1", "b"));

        assertThat(three.violationsAt(twoDomains))
                .containsExactly(new Violation(
                        "quorum", "at least 3", "needs 3 failure domains, but the configured locations form 2"));
        assertThat(full().build().violationsAt(twoDomains)).isEmpty();
        assertThat(three.toBuilder().quorum(Quorum.all()).build().violationsAt(twoDomains))
                .isEmpty();
    }

    @Test
    @DisplayName("no locations can run no policy, whatever its quorum")
    void violationsAt_noLocations_isNamed() {
        for (Quorum quorum : List.of(Quorum.standard(), Quorum.all(), Quorum.majority(), Quorum.atLeast(1))) {
            FailoverPolicy policy = full().build().toBuilder().quorum(quorum).build();

            assertThat(policy.violationsAt(List.of()))
                    .extracting(Violation::property)
                    .containsExactly("quorum");
        }
    }
}
