package io.dnsfailover.dns.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.testkit.SimulatedTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AliasResolverTest {
    private static final DnsName NAME = DnsName.of("a.test.");

    private final SimulatedTime time = new SimulatedTime();
    private final ScriptedUpstream upstream = new ScriptedUpstream(time);
    private final Object holder = new Object();

    private AliasResolverBuilder settings() {
        return AliasResolver.builder().time(time).scheduler(time);
    }

    private static List<Duration> seconds(double... seconds) {
        return java.util.Arrays.stream(seconds)
                .mapToObj(s -> Duration.ofMillis((long) (s * 1000)))
                .toList();
    }

    private static AliasStatus only(AliasResolver resolver) {
        assertThat(resolver.statuses()).hasSize(1);
        return resolver.statuses().get(0);
    }

    @Test
    @DisplayName("a held name is looked up at once, and again when nine tenths of its TTL are over")
    void hold_refreshesBeforeExpiry() {
        upstream.put("a.test.", 60, "192.0.2.1");
        AliasResolver resolver = settings().over(upstream);
        resolver.hold(holder, List.of(NAME));

        time.advance(Duration.ofMinutes(2));

        assertThat(upstream.asked("a.test.")).isEqualTo(seconds(0, 54, 108));
        assertThat(only(resolver))
                .isEqualTo(new AliasStatus(NAME, List.of("192.0.2.1"), Duration.ofSeconds(12), 0, ""));
    }

    @Test
    @DisplayName(
            "failures are asked again after the floor, then after twice as long, up to a minute; the addresses stay")
    void hold_afterFailures_backsOffAndKeepsTheLastGood() {
        upstream.put("a.test.", 10, "192.0.2.1");
        AliasResolver resolver = settings().over(upstream);
        resolver.hold(holder, List.of(NAME));
        time.advance(Duration.ofSeconds(1));
        upstream.fail("a.test.");

        time.advance(Duration.ofSeconds(250));

        assertThat(upstream.asked("a.test.")).isEqualTo(seconds(0, 9, 19, 39, 79, 139, 199));
        assertThat(only(resolver).addresses()).containsExactly("192.0.2.1");
        assertThat(only(resolver).failures()).isEqualTo(6);
        assertThat(only(resolver).note()).isEqualTo("SERVFAIL");

        time.advance(Duration.ofDays(30));
        assertThat(only(resolver).addresses()).containsExactly("192.0.2.1");

        upstream.put("a.test.", 10, "192.0.2.2");
        time.advance(Duration.ofMinutes(1));
        assertThat(only(resolver).addresses()).containsExactly("192.0.2.2");
        assertThat(only(resolver).failures()).isZero();
    }

    @Test
    void hold_nothingAtAll_countsAsFailure() {
        upstream.put("a.test.", 60);
        AliasResolver resolver = settings().over(upstream);
        resolver.hold(holder, List.of(NAME));

        time.advance(Duration.ofSeconds(1));

        assertThat(only(resolver).failures()).isEqualTo(1);
        assertThat(only(resolver).note()).isEqualTo("the name exists and has no addresses");
        assertThat(only(resolver).age()).isNull();
    }

    @Test
    void keepLastGood_whenItIsOver_theAddressesAreUnknown() {
        upstream.put("a.test.", 10, "192.0.2.1");
        AliasResolver resolver = settings().keepLastGood(Duration.ofMinutes(5)).over(upstream);
        resolver.hold(holder, List.of(NAME));
        time.advance(Duration.ofSeconds(1));
        upstream.fail("a.test.");

        time.advance(Duration.ofMinutes(5).minusSeconds(2));
        assertThat(only(resolver).addresses()).containsExactly("192.0.2.1");

        time.advance(Duration.ofMinutes(2));
        assertThat(only(resolver).addresses()).isEmpty();
    }

    @Test
    @DisplayName("a family that is missing is looked at again after the floor, and believed at the third time")
    void hold_familyThatVanishes_isConfirmed() {
        upstream.put("a.test.", 600, "192.0.2.1", "2001:db8::1");
        AliasResolver resolver = settings().over(upstream);
        resolver.hold(holder, List.of(NAME));
        time.advance(Duration.ofSeconds(1));
        upstream.put("a.test.", 600, "192.0.2.1");

        time.advance(Duration.ofSeconds(551));
        assertThat(only(resolver).addresses()).containsExactly("192.0.2.1", "2001:db8::1");

        time.advance(Duration.ofSeconds(9));
        assertThat(upstream.asked("a.test.")).isEqualTo(seconds(0, 540, 550, 560));
        time.advance(Duration.ofSeconds(1));
        assertThat(only(resolver).addresses()).containsExactly("192.0.2.1");
    }

    @Test
    @DisplayName("no more names are asked for in a second than allowed, however many are due")
    void hold_manyNames_arePaced() {
        List<DnsName> many = IntStream.range(0, 100)
                .mapToObj(i -> DnsName.of("n" + i + ".test."))
                .toList();
        AliasResolver resolver = settings().perSecond(10).over(upstream);
        resolver.hold(holder, many);

        time.advance(Duration.ofSeconds(5).minusNanos(1));

        assertThat(many.stream()
                        .mapToInt(name -> upstream.asked(name.toString()).size())
                        .sum())
                .isEqualTo(50);
    }

    @Test
    void hold_released_isAskedForNoMore() {
        upstream.put("a.test.", 10, "192.0.2.1");
        AliasResolver resolver = settings().over(upstream);
        resolver.hold(holder, List.of(NAME));
        resolver.hold(this, List.of(NAME));
        time.advance(Duration.ofSeconds(1));

        resolver.hold(holder, List.of());
        time.advance(Duration.ofSeconds(9));
        assertThat(upstream.asked("a.test.")).hasSize(2);

        resolver.hold(this, List.of());
        time.advance(Duration.ofMinutes(5));
        assertThat(upstream.asked("a.test.")).hasSize(2);
        assertThat(resolver.statuses()).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    @DisplayName("who listens hears of changes, and of nothing that stays as it is")
    void listen_hearsChanges() {
        List<DnsName> heard = new ArrayList<>();
        upstream.put("a.test.", 10, "192.0.2.1");
        AliasResolver resolver = settings().over(upstream);
        resolver.listen(heard::add);
        resolver.hold(holder, List.of(NAME));
        time.advance(Duration.ofMinutes(5));
        assertThat(heard).containsExactly(NAME);

        upstream.put("a.test.", 10, "192.0.2.2");
        time.advance(Duration.ofMinutes(5));
        assertThat(heard).containsExactly(NAME, NAME);
    }

    @Test
    void addresses_ofAnyName_areThoseThatArePublished() throws Exception {
        upstream.put("a.test.", 10, "192.0.2.2", "192.0.2.1", "2001:db8::1");
        AliasResolver resolver = settings().over(upstream);

        assertThat(resolver.addresses(NAME))
                .containsExactly(
                        InetAddress.getByName("192.0.2.1"),
                        InetAddress.getByName("192.0.2.2"),
                        InetAddress.getByName("2001:db8::1"));
        assertThatThrownBy(() -> resolver.addresses(DnsName.of("none.test.")))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("none.test. has no address that is known and allowed");
        assertThat(resolver.statuses()).isEmpty();
    }

    @Test
    void build_settingsOutOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings()
                        .floor(Duration.ofMinutes(2))
                        .ceiling(Duration.ofMinutes(1))
                        .build())
                .withMessage("floor (2m) must not be over the ceiling (1m)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings().floor(Duration.ofMillis(1500)))
                .withMessageContaining("whole seconds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings().timeout(Duration.ofMillis(1)))
                .withMessage("timeout must be 100ms to 1m, not 1ms");
        assertThatIllegalArgumentException().isThrownBy(() -> settings().perSecond(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings().families(io.dnsfailover.model.RecordType.CNAME))
                .withMessage("families are A and AAAA, not CNAME");
        assertThatIllegalArgumentException().isThrownBy(() -> settings().families());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings().server(InetSocketAddress.createUnresolved("ns", 53)));
        assertThatIllegalArgumentException().isThrownBy(() -> settings().allow("10.0.0.1/8"));
        assertThatThrownBy(() -> settings().floor(Duration.ofSeconds(1)).floor(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("floor was already set");
    }

    @Test
    @DisplayName("threads of its own end when it is closed")
    void close_endsItsThreads() throws Exception {
        AliasResolver resolver = AliasResolver.builder().over(upstream);
        resolver.hold(holder, List.of(NAME));
        while (upstream.asked("a.test.").isEmpty()) {
            Thread.onSpinWait();
        }

        resolver.close();
        resolver.close();

        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(Thread::isAlive)
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("failover-alias")))
                .isEmpty();
    }
}
