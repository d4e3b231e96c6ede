package io.dnsfailover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dnsfailover.internal.engine.Station;
import io.dnsfailover.journal.Host;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.FailoverPolicyBuilder;
import io.dnsfailover.policy.InvalidPolicyException;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import io.dnsfailover.quorum.Quorum;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.DnsPublisher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostRulesTest {
    private static final Station HERE = station("here", "tcp");

    private record Tcp() implements ProbeSpec {
        @Override
        public String type() {
            return "tcp";
        }

        @Override
        public int port() {
            return 80;
        }

        @Override
        public List<Violation> violations() {
            return List.of();
        }
    }

    private static Station station(String id, String... types) {
        return new Station(
                Location.of(id),
                new Fakes.FakeProber(new ArrayList<>(), Set.of(types)),
                null,
                Map.of("own", request -> new CompletableFuture<>()));
    }

    private static DnsPublisher publisher(String name, Capability... capabilities) {
        return new Fakes.FakePublisher(new ArrayList<>(), name, Set.of(capabilities));
    }

    private static FailoverPolicyBuilder policy(String name, String zone, String owner, RecordType type) {
        String target = switch (type) {
            case A -> "192.0.2.1";
            case AAAA -> "2001:db8::1";
            case CNAME, ANAME -> "a.example.net.";
        };
        return FailoverPolicy.named(name).record(zone, owner, type).primary(target);
    }

    private static FailoverPolicy www(String name) {
        return policy(name, "example.com.", name + ".example.com.", RecordType.A)
                .probe(new Tcp())
                .build();
    }

    private static void check(List<FailoverPolicy> policies, List<Station> stations, List<DnsPublisher> publishers) {
        HostRules.check(policies, stations, publishers, List.of());
    }

    private static List<String> controlMistakes(List<Station> stations, Host.Control... controls) {
        return catchThrowableOfType(
                        InvalidPolicyException.class,
                        () -> HostRules.check(List.of(), stations, List.of(), List.of(controls)))
                .violations()
                .stream()
                .map(Violation::toString)
                .toList();
    }

    private static Host.Control control(String target, ProbeSpec probe) {
        return new Host.Control(Endpoint.of(target), probe);
    }

    private static List<String> mistakes(
            List<FailoverPolicy> policies, List<Station> stations, List<DnsPublisher> publishers) {
        return catchThrowableOfType(InvalidPolicyException.class, () -> check(policies, stations, publishers))
                .violations()
                .stream()
                .map(Violation::toString)
                .toList();
    }

    @Test
    void check_soundPolicies_passes() {
        FailoverPolicy own = policy("own", "example.com.", "own.example.com.", RecordType.A)
                .probe(new NamedProbe("own"))
                .build();
        FailoverPolicy v6 = policy("v6", "example.com.", "www.example.com.", RecordType.AAAA)
                .probe(new Tcp())
                .build();

        assertThatNoException().isThrownBy(() -> check(List.of(www("www"), own, v6), List.of(HERE), List.of()));
        assertThatNoException().isThrownBy(() -> check(List.of(), List.of(HERE), List.of()));
    }

    @Test
    void check_twoPoliciesOfOneName_areRefused() {
        FailoverPolicy other = policy("www", "example.com.", "other.example.com.", RecordType.A)
                .probe(new Tcp())
                .build();

        assertThat(mistakes(List.of(www("www"), other), List.of(HERE), List.of()))
                .containsExactly("www: name = www: is the name of another policy");
    }

    @Test
    void check_twoPoliciesOfOneRecord_areRefused() {
        FailoverPolicy other = policy("other", "example.com.", "WWW.example.com.", RecordType.A)
                .probe(new Tcp())
                .build();

        assertThat(mistakes(List.of(www("www"), other), List.of(HERE), List.of()))
                .containsExactly("other: record = WWW.example.com. A: is the record of policy 'www'");
    }

    @Test
    @DisplayName("one owner and type in two zones is one record to whoever asks for it")
    void check_oneOwnerInTwoZones_isRefused() {
        FailoverPolicy child = policy("child", "www.example.com.", "www.example.com.", RecordType.A)
                .probe(new Tcp())
                .build();

        assertThat(mistakes(List.of(www("www"), child), List.of(HERE), List.of()))
                .containsExactly("child: record = www.example.com. A: is the record of policy 'www'");
    }

    @Test
    @DisplayName("a CNAME excludes every other type at its owner, whichever comes first")
    void check_cnameBesideAnotherType_isRefused() {
        FailoverPolicy alias = policy("alias", "example.com.", "www.example.com.", RecordType.CNAME)
                .probe(new Tcp())
                .build();

        assertThat(mistakes(List.of(www("www"), alias), List.of(HERE), List.of()))
                .containsExactly("alias: record = www.example.com. CNAME: cannot stand beside the A of policy 'www': a"
                        + " CNAME excludes other types (RFC 1034 section 3.6.2)");
        assertThat(mistakes(List.of(alias, www("www")), List.of(HERE), List.of()))
                .containsExactly("www: record = www.example.com. A: cannot stand beside the CNAME of policy 'alias': a"
                        + " CNAME excludes other types (RFC 1034 section 3.6.2)");
    }

    @Test
    void check_probeThatALocationCannotRun_isRefusedForEachLocation() {
        FailoverPolicy unknown = policy("www", "example.com.", "www.example.com.", RecordType.A)
                .probe(new NamedProbe("unknown"))
                .build();

        assertThat(mistakes(List.of(unknown), List.of(HERE, station("there", "tcp")), List.of()))
                .containsExactly(
                        "probe = unknown: is not known to the prober of location here",
                        "probe = unknown: is not known to the prober of location there");
        assertThat(mistakes(List.of(www("www")), List.of(HERE, station("there")), List.of()))
                .containsExactly("probe = tcp: is not known to the prober of location there");
    }

    @Test
    @DisplayName("a location that is fed takes whatever is delivered")
    void check_fedLocation_supportsEveryProbe() {
        Station fed = new Station(Location.of("fed"), null, new Fakes.FakeSource(new ArrayList<>()), Map.of());

        assertThatNoException().isThrownBy(() -> check(List.of(www("www")), List.of(fed), List.of()));
    }

    @ParameterizedTest
    @EnumSource(
            value = RecordType.class,
            names = {"A", "AAAA"})
    @DisplayName("an ANAME excludes addresses of its owner, which are what it is published as")
    void check_anameBesideAddresses_isRefused(RecordType type) {
        FailoverPolicy apex = policy("apex", "example.com.", "example.com.", RecordType.ANAME)
                .probe(new Tcp())
                .build();
        FailoverPolicy other = policy("other", "example.com.", "EXAMPLE.com.", type)
                .probe(new Tcp())
                .build();
        String rule = "': an ANAME is published as the A and AAAA records of its owner";

        assertThat(mistakes(List.of(apex, other), List.of(HERE), List.of()))
                .containsExactly("other: record = EXAMPLE.com. " + type
                        + ": cannot stand beside the ANAME of policy 'apex" + rule);
        assertThat(mistakes(List.of(other, apex), List.of(HERE), List.of()))
                .containsExactly("apex: record = example.com. ANAME: cannot stand beside the " + type
                        + " of policy 'other" + rule);
    }

    @Test
    void check_anameWithAPublisherThatCannot_isRefused() {
        FailoverPolicy apex = policy("apex", "example.com.", "example.com.", RecordType.ANAME)
                .probe(new Tcp())
                .build();

        assertThatNoException().isThrownBy(() -> check(List.of(apex), List.of(HERE), List.of()));
        assertThat(mistakes(
                        List.of(apex),
                        List.of(HERE),
                        List.of(publisher("can", Capability.ANAME), publisher("cannot", Capability.COMPARE_AND_SET))))
                .containsExactly("record.type = ANAME: is not supported by the publisher cannot");
        assertThatNoException()
                .isThrownBy(() -> check(List.of(apex), List.of(HERE), List.of(publisher("can", Capability.ANAME))));
        assertThatNoException()
                .isThrownBy(() -> check(List.of(www("www")), List.of(HERE), List.of(publisher("cannot"))));
    }

    @Test
    @DisplayName("control targets: none, or two to sixteen, each once, with a check that every prober knows")
    void check_controls_areHeldAgainstTheirRules() {
        Host.Control first = control("192.0.2.1", new Tcp());
        Host.Control second = control("198.51.100.1", new Tcp());
        Host.Control[] sixteen = IntStream.rangeClosed(1, 16)
                .mapToObj(i -> control("192.0.2." + i, new Tcp()))
                .toArray(Host.Control[]::new);
        Host.Control[] seventeen = Arrays.copyOf(sixteen, 17);
        seventeen[16] = second;
        String count = ": must be none or 2 to 16: the failure of one thing is no evidence of a cut";

        assertThatNoException()
                .isThrownBy(() -> HostRules.check(List.of(), List.of(HERE), List.of(), List.of(first, second)));
        assertThatNoException()
                .isThrownBy(() -> HostRules.check(List.of(), List.of(HERE), List.of(), List.of(sixteen)));
        assertThat(controlMistakes(List.of(HERE), first)).containsExactly("control targets = 1" + count);
        assertThat(controlMistakes(List.of(HERE), seventeen)).containsExactly("control targets = 17" + count);
        assertThat(controlMistakes(List.of(HERE), first, first))
                .containsExactly("control target 192.0.2.1 = 192.0.2.1: is given twice");
        assertThat(controlMistakes(List.of(HERE), first, control("192.0.2.2", new NamedProbe("unknown", -1))))
                .containsExactly(
                        "control target 192.0.2.2: probe.port = -1: must be 0 to 65535",
                        "control target 192.0.2.2: probe = unknown: is not known to the prober of location here");
    }

    @Test
    @DisplayName("control targets are of no use where nothing probes")
    void check_controlsOfFedLocationsOnly_areRefused() {
        Station fed = new Station(Location.of("fed"), null, new Fakes.FakeSource(new ArrayList<>()), Map.of());

        assertThat(controlMistakes(List.of(fed), control("192.0.2.1", new Tcp()), control("198.51.100.1", new Tcp())))
                .containsExactly("control targets = 2: need a location that probes here");
    }

    @Test
    @DisplayName("mistakes of policies and of control targets are named together")
    void check_policyAndControls_areNamedTogether() {
        FailoverPolicy greedy =
                www("greedy").toBuilder().quorum(Quorum.atLeast(2)).build();
        List<Host.Control> one = List.of(control("192.0.2.1", new Tcp()));

        assertThat(catchThrowableOfType(
                                InvalidPolicyException.class,
                                () -> HostRules.check(List.of(greedy), List.of(HERE), List.of(), one))
                        .violations())
                .extracting(Violation::property)
                .containsExactly("quorum", "control targets");
        assertThat(catchThrowableOfType(
                        InvalidPolicyException.class, () -> HostRules.check(List.of(), List.of(HERE), List.of(), one)))
                .hasMessageStartingWith("policy 'control targets' breaks 1 rule\n  control targets = 1");
    }

    @Test
    @DisplayName("every mistake of every policy is named at once, with the policy where there are several")
    void check_manyMistakes_areAllNamed() {
        FailoverPolicy greedy =
                www("greedy").toBuilder().quorum(Quorum.atLeast(2)).build();
        FailoverPolicy unknown = policy("unknown", "example.com.", "greedy.example.com.", RecordType.A)
                .probe(new NamedProbe("nobody's"))
                .build();

        InvalidPolicyException thrown = catchThrowableOfType(
                InvalidPolicyException.class,
                () -> check(List.of(www("www"), greedy, unknown), List.of(HERE), List.of()));

        assertThat(thrown.violations())
                .extracting(Violation::property)
                .containsExactly("greedy: quorum", "unknown: record", "unknown: probe");
        assertThat(thrown).hasMessageStartingWith("policy '2 policies' breaks 3 rules");
        assertThat(catchThrowableOfType(
                        InvalidPolicyException.class,
                        () -> check(List.of(www("www"), greedy), List.of(HERE), List.of())))
                .hasMessageStartingWith("policy 'greedy' breaks 1 rule\n  greedy: quorum = at least 2: needs 2");
    }
}
