package io.dnsfailover.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.RecordType;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyRulesTest {
    private static final NamedProbe PROBE = new NamedProbe("own");

    private static FailoverPolicyBuilder sound() {
        return FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.A)
                .primary("192.0.2.1")
                .probe(PROBE);
    }

    private static FailoverPolicyBuilder aliasOf(RecordType type, String owner) {
        return FailoverPolicy.named("www").record("example.com.", owner, type).probe(PROBE);
    }

    private static Arguments of(String rule, UnaryOperator<FailoverPolicyBuilder> change) {
        return arguments(rule, change.apply(sound()));
    }

    static Stream<Arguments> singleMistakes() {
        FailoverPolicyBuilder nothing = FailoverPolicy.named("www");
        return Stream.of(
                arguments(
                        "primary = not set: must be set",
                        FailoverPolicy.named("www")
                                .record("a.", "a.", RecordType.A)
                                .probe(PROBE)),
                arguments(
                        "record = not set: must be set",
                        FailoverPolicy.named("www").primary("192.0.2.1").probe(PROBE)),
                arguments(
                        "probe = not set: must be set",
                        nothing.record("a.", "a.", RecordType.A).primary("192.0.2.1")),
                arguments(
                        "record.zone = example.com: 'example.com' is not absolute: a name must end in a dot",
                        FailoverPolicy.named("www")
                                .record("example.com", "www.example.com.", RecordType.A)
                                .primary("192.0.2.1")
                                .probe(PROBE)),
                arguments(
                        "record.name = www: 'www' is not absolute: a name must end in a dot",
                        aliasOf(RecordType.A, "www").primary("192.0.2.1")),
                arguments(
                        "record.name = www.example.org.: must lie in the zone example.com.",
                        aliasOf(RecordType.A, "www.example.org.").primary("192.0.2.1")),
                arguments(
                        "record.type = CNAME: must not stand at the apex of the zone (RFC 1034 section 3.6.2): use ANAME",
                        aliasOf(RecordType.CNAME, "EXAMPLE.com.").primary("a.example.net.")),
                arguments(
                        "endpoint 'Www.Example.com.' = Www.Example.com.: is the record itself",
                        aliasOf(RecordType.CNAME, "wWW.example.com.")
                                .primary("a.example.net.")
                                .backup("Www.Example.com.")),
                arguments(
                        "endpoint '192.0.2.1' = 192.0.2.1: does not fit the record type CNAME, which holds an absolute name",
                        aliasOf(RecordType.CNAME, "www.example.com.").primary("192.0.2.1")),
                arguments(
                        "endpoint '192.0.2.1' = 192.0.2.1: does not fit the record type ANAME, which holds an absolute name",
                        aliasOf(RecordType.ANAME, "example.com.").primary("192.0.2.1")),
                arguments(
                        "endpoint '192.0.2.1' = 192.0.2.1: does not fit the record type AAAA, which holds an IPv6 address",
                        aliasOf(RecordType.AAAA, "www.example.com.").primary("192.0.2.1")),
                of(
                        "endpoint '2001:db8::1' = 2001:db8::1: does not fit the record type A, which holds an IPv4 address",
                        b -> b.backup("2001:db8::1")),
                of(
                        "endpoint 'a.example.net.' = a.example.net.: does not fit the record type A, which holds an IPv4 address",
                        b -> b.backup("a.example.net.")),
                of(
                        "backup = 127.1: '127.1' is neither an IP address nor an absolute name (a name must end in a dot)",
                        b -> b.backup("127.1")),
                arguments(
                        "primary = 127.1: '127.1' is neither an IP address nor an absolute name (a name must end in a dot)",
                        aliasOf(RecordType.A, "www.example.com.").primary("127.1")),
                of(
                        "endpoint '192.0.2.1' = 192.0.2.1 (192.0.2.9): has the id of an endpoint before it: ids must be unique",
                        b -> b.backup(Endpoint.of("192.0.2.9").named("192.0.2.1"))),
                of(
                        "endpoint 'other' = other (192.0.2.1): has the target and port of an endpoint before it",
                        b -> b.backup(Endpoint.of("192.0.2.1").named("other"))),
                of("endpoints = 65 endpoints: must be at most 64", b -> manyBackups(b, 64)),
                of("ttl = 0ms: a TTL is 1 s to 604800 s, not 0 s", b -> b.ttl(Duration.ZERO)),
                of("ttl = 1500ms: a TTL is a whole number of seconds, not PT1.5S", b -> b.ttl(Duration.ofMillis(1500))),
                of("ttl = 604801s: a TTL is 1 s to 604800 s, not 604801 s", b -> b.ttl(Duration.ofSeconds(604_801))),
                of("interval = 86401s: must be 100ms to 1d", b -> b.every(Duration.ofSeconds(86_401))),
                of("interval = 99ms: must be 100ms to 1d", b -> b.every(Duration.ofMillis(99))),
                of(
                        "interval = " + Long.MAX_VALUE + "s: must be 100ms to 1d",
                        b -> b.every(ChronoUnit.FOREVER.getDuration())),
                of("timeout = 9ms: must be at least 10ms", b -> b.timeout(Duration.ofMillis(9))),
                of("timeout = -5s: must be at least 10ms", b -> b.timeout(Duration.ofSeconds(-5))),
                of("timeout = 30s: must be shorter than the interval (30s)", b -> b.timeout(Duration.ofSeconds(30))),
                of(
                        "timeout = 5s: must be shorter than the interval (1s)",
                        b -> b.every(Duration.ofSeconds(1)).timeout(Duration.ofSeconds(5))),
                of(
                        "confirm-after = 9ms: must be 10ms to the interval (30s)",
                        b -> b.confirmAfter(Duration.ofMillis(9))),
                of(
                        "confirm-after = 30001ms: must be 10ms to the interval (30s)",
                        b -> b.confirmAfter(Duration.ofMillis(30_001))),
                arguments(
                        "all-down = all: does not fit the record type CNAME, which holds one name",
                        aliasOf(RecordType.CNAME, "www.example.com.")
                                .primary("a.example.net.")
                                .whenAllDown(AllDown.all())),
                of(
                        "all-down.last-resort = sorry.example.net.: does not fit the record type A, which holds an IPv4 address",
                        b -> b.whenAllDown(AllDown.lastResort("sorry.example.net."))),
                arguments(
                        "all-down.last-resort = www.example.com.: is the record itself",
                        aliasOf(RecordType.CNAME, "www.example.com.")
                                .primary("a.example.net.")
                                .whenAllDown(AllDown.lastResort("www.example.com."))),
                arguments(
                        "name = : must be 1 to 255 printable ASCII characters without spaces",
                        FailoverPolicy.named("")
                                .record("a.", "a.", RecordType.A)
                                .primary("192.0.2.1")
                                .probe(PROBE)),
                arguments(
                        "name = a b: must be 1 to 255 printable ASCII characters without spaces",
                        FailoverPolicy.named("a b")
                                .record("a.", "a.", RecordType.A)
                                .primary("192.0.2.1")
                                .probe(PROBE)),
                arguments("probe.port = 65536: must be 0 to 65535", checkedBy(new NamedProbe("own", 65536))),
                arguments("probe.port = -1: must be 0 to 65535", checkedBy(new NamedProbe("own", -1))));
    }

    private static FailoverPolicyBuilder checkedBy(ProbeSpec probe) {
        return FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.A)
                .primary("192.0.2.1")
                .probe(probe);
    }

    private static FailoverPolicyBuilder manyBackups(FailoverPolicyBuilder builder, int count) {
        for (int i = 0; i < count; i++) {
            builder.backup("198.51.100." + i);
        }
        return builder;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("singleMistakes")
    void build_oneMistake_isNamedAlone(String violation, FailoverPolicyBuilder builder) {
        assertThat(mistakesOf(builder)).extracting(Violation::toString).containsExactly(violation);
    }

    static Stream<Arguments> borders() {
        return Stream.of(
                of("64 endpoints", b -> manyBackups(b, 63)),
                of("shortest interval", b -> b.every(Duration.ofMillis(100))),
                of("longest interval", b -> b.every(Duration.ofDays(1))),
                of("shortest timeout", b -> b.timeout(Duration.ofMillis(10))),
                of("longest timeout", b -> b.timeout(Duration.ofSeconds(30).minusNanos(1))),
                of("shortest pause", b -> b.confirmAfter(Duration.ofMillis(10))),
                of("longest pause", b -> b.confirmAfter(Duration.ofSeconds(30))),
                of("shortest TTL", b -> b.ttl(Duration.ofSeconds(1))),
                of("longest TTL", b -> b.ttl(Duration.ofDays(7))),
                of(
                        "one target on two ports",
                        b -> b.backup(Endpoint.of("192.0.2.1").named("other").onPort(81))),
                of("all endpoints for A", b -> b.whenAllDown(AllDown.all())),
                of("a last resort that fits", b -> b.whenAllDown(AllDown.lastResort("203.0.113.1"))),
                arguments(
                        "ANAME at the apex",
                        aliasOf(RecordType.ANAME, "example.com.").primary("a.example.net.")),
                arguments("AAAA", aliasOf(RecordType.AAAA, "example.com.").primary("2001:db8::1")),
                arguments(
                        "CNAME below the apex",
                        aliasOf(RecordType.CNAME, "w.example.com.").primary("a.example.net.")),
                arguments("probe on the last port", checkedBy(new NamedProbe("own", 65535))),
                arguments(
                        "the longest name",
                        FailoverPolicy.named("~".repeat(255))
                                .record("a.", "a.", RecordType.A)
                                .primary("192.0.2.1")
                                .probe(PROBE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("borders")
    void build_atTheBorder_isAllowed(String border, FailoverPolicyBuilder builder) {
        assertThat(builder.build()).as(border).isNotNull();
    }

    @Test
    void build_nameOf256Characters_isRefused() {
        FailoverPolicyBuilder builder = FailoverPolicy.named("n".repeat(256))
                .record("a.", "a.", RecordType.A)
                .primary("192.0.2.1")
                .probe(PROBE);

        assertThat(mistakesOf(builder)).extracting(Violation::property).containsExactly("name");
    }

    @Test
    @DisplayName("fourteen mistakes of one policy are all named at once, in the order of the properties")
    void build_manyMistakes_areAllNamed() {
        FailoverPolicyBuilder builder = FailoverPolicy.named("w w")
                .record("example.com", "www.example..com.", RecordType.CNAME)
                .primary("192.0.2")
                .backup("192.0.2.7")
                .backup("0x7f000001")
                .backup(Endpoint.of("a.example.net.").named("192.0.2.7"))
                .probe(new FlawedProbe(List.of(
                        new Violation("path", "x", "must begin with a slash"),
                        new Violation("status", "99", "must be 100 to 599"))))
                .ttl(Duration.ofMillis(10))
                .every(Duration.ofMillis(50))
                .timeout(Duration.ofMillis(60))
                .confirmAfter(Duration.ofMillis(1))
                .whenAllDown(AllDown.lastResort("192.0.2.8"));

        InvalidPolicyException thrown = catchThrowableOfType(InvalidPolicyException.class, builder::build);

        assertThat(thrown.violations())
                .extracting(Violation::property, Violation::value)
                .containsExactly(
                        tuple("primary", "192.0.2"),
                        tuple("backup", "0x7f000001"),
                        tuple("name", "w w"),
                        tuple("record.zone", "example.com"),
                        tuple("record.name", "www.example..com."),
                        tuple("endpoint '192.0.2.7'", "192.0.2.7"),
                        tuple("endpoint '192.0.2.7'", "192.0.2.7 (a.example.net.)"),
                        tuple("probe.path", "x"),
                        tuple("probe.status", "99"),
                        tuple("ttl", "10ms"),
                        tuple("interval", "50ms"),
                        tuple("timeout", "60ms"),
                        tuple("confirm-after", "1ms"),
                        tuple("all-down.last-resort", "192.0.2.8"));
        assertThat(thrown)
                .hasMessageStartingWith("policy 'w w' breaks 14 rules\n  primary = 192.0.2: ")
                .hasMessageContaining("\n  timeout = 60ms: must be shorter than the interval (50ms)")
                .hasMessageContaining("\n  probe.path = x: must begin with a slash");
        assertThat(thrown.getMessage().lines()).hasSize(15);
    }

    @Test
    void build_nothingSet_namesAllThatMustBe() {
        assertThat(mistakesOf(FailoverPolicy.named("www")))
                .extracting(Violation::property)
                .containsExactly("record", "primary", "probe");
    }

    @Test
    @DisplayName("a mistake that a host did not make is not reported: derived defaults follow the interval")
    void build_shortInterval_derivesFittingDefaults() {
        FailoverPolicy policy = sound().every(Duration.ofMillis(100)).build();

        assertThat(policy.timeout()).isEqualTo(Duration.ofMillis(50));
        assertThat(policy.confirmAfter()).isEqualTo(Duration.ofMillis(100));
    }

    private static List<Violation> mistakesOf(FailoverPolicyBuilder builder) {
        return catchThrowableOfType(InvalidPolicyException.class, builder::build)
                .violations();
    }
}
