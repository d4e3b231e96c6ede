package io.dnsfailover.notify.trace;

import static io.dnsfailover.notify.trace.SpecimenPaths.hop;
import static io.dnsfailover.notify.trace.SpecimenPaths.inet;
import static io.dnsfailover.notify.trace.SpecimenPaths.silent;
import static io.dnsfailover.notify.trace.SpecimenPaths.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Trace;
import io.dnsfailover.model.Trace.Ending;
import io.dnsfailover.notify.trace.Divergence.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DivergenceTest {
    private static final Trace GOOD =
            path(Ending.REACHED, "10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "192.0.2.10");

    @Test
    void sameWay_isSame() {
        assertThat(Divergence.between(GOOD, GOOD).kind()).isEqualTo(Kind.SAME);
    }

    @Test
    @DisplayName("a router that answers one trace and not the other is no divergence")
    void silenceInTheMiddle_isSame() {
        Trace now = path(Ending.REACHED, "10.0.0.1", "*", "10.0.0.3", "*", "192.0.2.10");

        assertThat(Divergence.between(GOOD, now).kind()).isEqualTo(Kind.SAME);
        assertThat(Divergence.between(now, GOOD).kind()).isEqualTo(Kind.SAME);
    }

    @Test
    void silenceToTheEnd_isTheFirstHopThatWasThere() {
        Trace now = path(Ending.SILENT, "10.0.0.1", "10.0.0.2", "*", "*", "*");

        Divergence divergence = Divergence.between(GOOD, now);

        assertThat(divergence.kind()).isEqualTo(Kind.SILENT);
        assertThat(divergence.ttl()).isEqualTo(3);
        assertThat(divergence.lastCommon()).isEqualTo(inet("10.0.0.2"));
        assertThat(divergence.before()).containsExactly(inet("10.0.0.3"));
        assertThat(divergence.describe())
                .isEqualTo("nothing answers from hop 3 on, after 10.0.0.2; the last good path went through 10.0.0.3");
    }

    @Test
    @DisplayName("silence that was there before is not where the path broke")
    void silenceThatIsOld_isSkipped() {
        Trace good = path(Ending.REACHED, "10.0.0.1", "*", "*", "10.0.0.4", "192.0.2.10");
        Trace now = path(Ending.SILENT, "10.0.0.1", "*", "*", "*", "*");

        Divergence divergence = Divergence.between(good, now);

        assertThat(divergence.ttl()).isEqualTo(4);
        assertThat(divergence.before()).containsExactly(inet("10.0.0.4"));
    }

    @Test
    void silenceFromTheFirstHop_hasNoLastCommon() {
        Divergence divergence = Divergence.between(GOOD, path(Ending.SILENT, "*", "*", "*"));

        assertThat(divergence.ttl()).isEqualTo(1);
        assertThat(divergence.lastCommon()).isNull();
    }

    @Test
    void silenceWithoutALastGoodPath_isSeenToo() {
        Divergence divergence = Divergence.between(null, path(Ending.SILENT, "10.0.0.1", "*"));

        assertThat(divergence.kind()).isEqualTo(Kind.SILENT);
        assertThat(divergence.ttl()).isEqualTo(2);
        assertThat(divergence.before()).isEmpty();
        assertThat(divergence.describe()).isEqualTo("nothing answers from hop 2 on, after 10.0.0.1");
    }

    @Test
    void anotherRouter_isElsewhere_andSaysWhetherItRejoins() {
        Trace detour = path(Ending.REACHED, "10.0.0.1", "10.9.0.2", "10.0.0.3", "10.0.0.4", "192.0.2.10");
        Trace lost = path(Ending.SILENT, "10.0.0.1", "10.9.0.2", "10.9.0.3", "*", "*");

        Divergence back = Divergence.between(GOOD, detour);
        Divergence away = Divergence.between(GOOD, lost);

        assertThat(back.kind()).isEqualTo(Kind.ELSEWHERE);
        assertThat(back.ttl()).isEqualTo(2);
        assertThat(back.rejoins()).isTrue();
        assertThat(away.kind()).isEqualTo(Kind.ELSEWHERE);
        assertThat(away.ttl()).isEqualTo(2);
        assertThat(away.rejoins()).isFalse();
        assertThat(away.describe())
                .isEqualTo("at hop 2 after 10.0.0.1 the path leads through 10.9.0.2;"
                        + " the last good path went through 10.0.0.2");
    }

    @Test
    @DisplayName("a longer way round that comes back is elsewhere, and rejoins")
    void insertedHop_isElsewhereAndRejoins() {
        Trace longer = path(Ending.REACHED, "10.0.0.1", "10.9.0.9", "10.0.0.2", "10.0.0.3", "10.0.0.4", "192.0.2.10");

        Divergence divergence = Divergence.between(GOOD, longer);

        assertThat(divergence.kind()).isEqualTo(Kind.ELSEWHERE);
        assertThat(divergence.ttl()).isEqualTo(2);
        assertThat(divergence.rejoins()).isTrue();
    }

    @Test
    void parallelRouters_agreeWhenOneIsInBoth() {
        Hop both = new Hop(
                2,
                3,
                List.of(
                        Hop.Responder.of(inet("10.9.0.2"), Duration.ofMillis(1)),
                        Hop.Responder.of(inet("10.0.0.2"), Duration.ofMillis(1))));
        List<Hop> hops = new ArrayList<>(GOOD.hops());
        hops.set(1, both);

        assertThat(Divergence.between(GOOD, trace(hops, Ending.REACHED)).kind()).isEqualTo(Kind.SAME);
    }

    @Test
    void unreachable_namesTheRouterThatSaysSo() {
        Divergence divergence = Divergence.between(GOOD, path(Ending.UNREACHABLE, "10.0.0.1", "10.0.0.2"));

        assertThat(divergence.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(divergence.ttl()).isEqualTo(2);
        assertThat(divergence.now()).containsExactly(inet("10.0.0.2"));
        assertThat(divergence.before()).containsExactly(inet("10.0.0.3"));
    }

    @Test
    void circle_isALoop_whereItBegins() {
        Trace now = path(
                Ending.TOO_LONG, "10.0.0.1", "10.0.0.2", "10.8.0.1", "10.8.0.2", "10.8.0.1", "10.8.0.2", "10.8.0.1");

        Divergence withoutGood = Divergence.between(null, now);

        assertThat(withoutGood.kind()).isEqualTo(Kind.LOOP);
        assertThat(withoutGood.ttl()).isEqualTo(3);
        assertThat(withoutGood.lastCommon()).isEqualTo(inet("10.0.0.2"));
        assertThat(Divergence.between(GOOD, now).ttl()).isEqualTo(3);
    }

    @Test
    void traceThatSaysNothing_isUnknown() {
        Moment now = new Moment(0, Instant.EPOCH);

        assertThat(Divergence.between(GOOD, Trace.notPossible("no privilege", now))
                        .kind())
                .isEqualTo(Kind.UNKNOWN);
        assertThat(Divergence.between(GOOD, path(Ending.INCOMPLETE, "10.0.0.1", "*"))
                        .kind())
                .isEqualTo(Kind.UNKNOWN);
        assertThat(Divergence.between(Trace.notPossible("no privilege", now), GOOD)
                        .kind())
                .isEqualTo(Kind.SAME);
    }

    private static Trace path(Ending ending, String... addresses) {
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < addresses.length; i++) {
            hops.add(addresses[i].equals("*") ? silent(i + 1) : hop(i + 1, addresses[i], null, i + 1, 0));
        }
        return trace(hops, ending);
    }
}
