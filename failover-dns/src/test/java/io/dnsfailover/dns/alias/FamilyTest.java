package io.dnsfailover.dns.alias;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.internal.lookup.Answer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FamilyTest {
    private static final Answer TEN = Answer.found(List.of("192.0.2.10"), 30, "");
    private static final Answer TWENTY = Answer.found(List.of("192.0.2.20"), 20, "");
    private static final Answer NONE = Answer.none(10);
    private static final Answer FAILED = Answer.failed("SERVFAIL");

    @Test
    void after_aFailure_nothingChanges() {
        Family known = Family.UNKNOWN.after(TEN, false);

        assertThat(known.after(FAILED, true)).isEqualTo(known);
        assertThat(Family.UNKNOWN.after(FAILED, true)).isEqualTo(Family.UNKNOWN);
    }

    @Test
    void after_otherAddresses_theyReplaceTheOldOnes() {
        Family moved = Family.UNKNOWN.after(TEN, false).after(TWENTY, false);

        assertThat(moved.addresses()).containsExactly("192.0.2.20");
        assertThat(moved.ttlSeconds()).isEqualTo(20);
    }

    @Test
    @DisplayName("the longest TTL that was seen for the same addresses counts: a cache has less left each time")
    void after_theSameAddresses_theLongestTtlStays() {
        Answer late = Answer.found(List.of("192.0.2.10"), 3, "");
        Family known = Family.UNKNOWN.after(late, false);

        assertThat(known.ttlSeconds()).isEqualTo(3);
        assertThat(known.after(TEN, false).ttlSeconds()).isEqualTo(30);
        assertThat(known.after(TEN, false).after(late, false).ttlSeconds()).isEqualTo(30);
    }

    @Test
    void after_noneFromTheBeginning_itIsAbsent() {
        assertThat(Family.UNKNOWN.after(NONE, true).absent()).isTrue();
        assertThat(Family.UNKNOWN.after(NONE, true).after(TEN, true).absent()).isFalse();
    }

    @Test
    @DisplayName("a family that vanished is believed at the third time in a row, while the other is there")
    void after_missesInARow_itIsAbsent() {
        Family known = Family.UNKNOWN.after(TEN, true);
        Family missedTwice = known.after(NONE, true).after(NONE, true);

        assertThat(missedTwice.addresses()).containsExactly("192.0.2.10");
        assertThat(missedTwice.after(TEN, true).misses()).isZero();
        assertThat(missedTwice.after(NONE, true).absent()).isTrue();
        assertThat(missedTwice.after(NONE, true).addresses()).isEmpty();
    }

    @Test
    @DisplayName("a name that has lost both families is broken, and keeps what it had")
    void after_noneOfBoth_nothingChanges() {
        Family known = Family.UNKNOWN.after(TEN, false);

        assertThat(known.after(NONE, false).after(NONE, false).after(NONE, false))
                .isEqualTo(known);
    }
}
