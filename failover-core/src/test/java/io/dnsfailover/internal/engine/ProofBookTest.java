package io.dnsfailover.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.internal.engine.ProofBook.Stand;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Sight;
import io.dnsfailover.status.ZoneStatus.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProofBookTest {
    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");
    private static final AuthoritativeServer ONE = server(1);
    private static final AuthoritativeServer TWO = server(2);
    private static final RecordSetKey KEY =
            new RecordSetKey(DnsName.of("example.com."), DnsName.of("www.example.com."), RecordType.A);
    private static final AuthorityHealth WELL = new AuthorityHealth(Standing.ANSWERS, 0);

    private static AuthoritativeServer server(int number) {
        return new AuthoritativeServer("example.net", DnsName.of("ns" + number + ".example.net."), "192.0.2." + number);
    }

    private static RecordSet set(int ttl, String address) {
        return RecordSet.of(KEY, new Ttl(ttl), List.of(address));
    }

    private static Moment at(long seconds) {
        return new Moment(Duration.ofSeconds(1_000 + seconds).toNanos(), WALL.plusSeconds(seconds));
    }

    private static Sight sight(Sight.Kind kind, long ttl) {
        return new Sight(kind, ttl, "a sight of a test");
    }

    private static ProofBook book(long ttlBefore) {
        return ProofBook.of(set(30, "192.0.2.20"), 2, at(0), ttlBefore).over(List.of(ONE, TWO));
    }

    @Test
    @DisplayName("how a server stands, for everything that can be known of it and of its zone")
    void stand_overAllThatCanBeKnown() {
        for (Standing standing : Standing.values()) {
            for (int against = 0; against < 3; against++) {
                AuthorityHealth zone = new AuthorityHealth(standing, against);
                Stand unseen = standing.isOut() ? Stand.OUT : Stand.OPEN;
                assertThat(book(0).stand(ONE, zone)).as("%s", zone).isEqualTo(unseen);
                for (Sight.Kind kind : Sight.Kind.values()) {
                    Stand silent = zone.isOpen() ? Stand.OPEN : Stand.LAGS;
                    Stand expected = switch (kind) {
                        case SERVES -> Stand.SERVES;
                        case OTHER -> standing.isOut() ? Stand.OUT : Stand.LAGS;
                        case LAME, SILENT -> standing.isOut() ? Stand.OUT : silent;
                    };
                    ProofBook seen = book(0).seen(ONE, sight(kind, 0), at(1));

                    assertThat(seen.stand(ONE, zone)).as("%s %s", zone, kind).isEqualTo(expected);
                    assertThat(seen.stand(TWO, zone)).as("%s %s", zone, kind).isEqualTo(unseen);
                }
            }
        }
    }

    @Test
    @DisplayName("over all short sequences of sights: the first right one counts, and the longest TTL of a wrong one")
    void sequences_keepFirstServedAndLongestTtl() {
        List<Sight> sights = List.of(
                sight(Sight.Kind.SERVES, 30),
                sight(Sight.Kind.OTHER, 60),
                sight(Sight.Kind.OTHER, 600),
                sight(Sight.Kind.LAME, 0),
                sight(Sight.Kind.SILENT, 0));
        int sequences = (int) Math.pow(sights.size(), 5);
        for (int number = 0; number < sequences; number++) {
            List<Sight> sequence = new ArrayList<>();
            for (int rest = number, i = 0; i < 5; i++, rest /= sights.size()) {
                sequence.add(sights.get(rest % sights.size()));
            }
            check(sequence);
        }
    }

    private static void check(List<Sight> sequence) {
        ProofBook book = book(120).seen(TWO, sight(Sight.Kind.SERVES, 30), at(0));
        int first = -1;
        long longest = 120;
        for (int i = 0; i < sequence.size(); i++) {
            Sight sight = sequence.get(i);
            book = book.seen(ONE, sight, at(i + 1));
            first = first < 0 && sight.kind() == Sight.Kind.SERVES ? i + 1 : first;
            longest = sight.kind() == Sight.Kind.OTHER ? Math.max(longest, sight.ttlSeconds()) : longest;
        }
        ProofBook.Entry entry = book.servers().get(ONE);

        assertThat(entry.served()).isEqualTo(first < 0 ? null : at(first));
        assertThat(entry.last()).isEqualTo(sequence.get(sequence.size() - 1));
        assertThat(book.goneBy()).isEqualTo(WALL.plusSeconds(Math.max(first, 0) + longest));
        assertThat(book.sawOther()).isEqualTo(sequence.stream().anyMatch(sight -> sight.kind() == Sight.Kind.OTHER));
    }

    @Test
    @DisplayName("nothing before, nothing that is gone by; a negative answer before counts with its TTL")
    void nothingBefore_isNeverGone() {
        ProofBook served = book(0).seen(ONE, sight(Sight.Kind.SERVES, 30), at(1));

        assertThat(served.goneBy()).isNull();
        assertThat(served.seen(TWO, sight(Sight.Kind.OTHER, 5), at(2))
                        .seen(TWO, sight(Sight.Kind.SERVES, 30), at(3))
                        .goneBy())
                .isEqualTo(WALL.plusSeconds(8));
    }

    @Test
    @DisplayName("nothing that is not served anywhere has an end")
    void notServed_hasNoEnd() {
        assertThat(book(60).goneBy()).isNull();
        assertThat(book(60).lastServed()).isNull();
    }

    @Test
    @DisplayName("after a proven one: its TTL from now on, or what it left in the caches if that is later")
    void next_afterAProvenOne() {
        ProofBook before =
                book(900).seen(ONE, sight(Sight.Kind.SERVES, 30), at(1)).seen(TWO, sight(Sight.Kind.SERVES, 30), at(2));
        ProofBook after = before.next(set(30, "192.0.2.30"), 3, at(10), 0, true);

        assertThat(after.servers().keySet()).containsExactly(ONE, TWO);
        assertThat(after.ttlBefore()).isEqualTo(30);
        assertThat(after.sawOther()).isFalse();
        assertThat(after.seen(ONE, sight(Sight.Kind.SERVES, 30), at(11)).goneBy())
                .isEqualTo(WALL.plusSeconds(902));
        assertThat(after.seen(ONE, sight(Sight.Kind.SERVES, 30), at(2_000)).goneBy())
                .isEqualTo(WALL.plusSeconds(2_030));
    }

    @Test
    @DisplayName("after one that was not proven: what was before it may have been answered until now")
    void next_afterAnUnprovenOne() {
        ProofBook before = book(900).seen(ONE, sight(Sight.Kind.SERVES, 30), at(1));
        ProofBook after = before.next(set(30, "192.0.2.30"), 3, at(10), 0, false);

        assertThat(after.ttlBefore()).isEqualTo(900);
        assertThat(after.seen(ONE, sight(Sight.Kind.SERVES, 30), at(11)).goneBy())
                .isEqualTo(WALL.plusSeconds(911));
    }

    @Test
    @DisplayName("what servers of publishers hold counts, and the same set again is nothing before")
    void next_countsWhatIsHeld() {
        ProofBook before =
                book(0).seen(ONE, sight(Sight.Kind.SERVES, 30), at(1)).seen(TWO, sight(Sight.Kind.SERVES, 30), at(1));

        assertThat(before.next(set(30, "192.0.2.30"), 3, at(10), 3_600, true).ttlBefore())
                .isEqualTo(3_600);
        assertThat(before.next(before.desired(), 3, at(10), 0, true).ttlBefore())
                .isZero();
    }

    @Test
    @DisplayName("servers come and go; what was seen of those that stay stays")
    void over_keepsWhatWasSeen() {
        AuthoritativeServer three = server(3);
        ProofBook seen = book(0).seen(ONE, sight(Sight.Kind.SERVES, 30), at(1));
        ProofBook after = seen.over(List.of(three, ONE));

        assertThat(after.servers().keySet()).containsExactly(three, ONE);
        assertThat(after.stand(ONE, WELL)).isEqualTo(Stand.SERVES);
        assertThat(after.stand(three, WELL)).isEqualTo(Stand.OPEN);
        assertThat(after.seen(TWO, sight(Sight.Kind.OTHER, 60), at(2))).isEqualTo(after);
    }
}
