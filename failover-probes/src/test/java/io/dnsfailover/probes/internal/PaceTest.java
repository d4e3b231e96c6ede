package io.dnsfailover.probes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long now = -5 * SECOND; // the monotonic clock may be negative

    private final Pace pace = new Pace(new ProbeLimits(1, 10, 20, 1), now);

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private long reserve(int last) {
        return pace.reserve(address(last), now, 2 * SECOND);
    }

    @Test
    @DisplayName("as many as a second allows come at once, then one after the other, then it is too late")
    void oneTarget() {
        for (int i = 0; i < 10; i++) {
            assertThat(reserve(1)).isZero();
        }
        for (int i = 1; i <= 10; i++) {
            assertThat(reserve(1)).isEqualTo(i * SECOND / 10);
        }
        now += SECOND / 10;
        assertThat(pace.reserve(address(1), now, SECOND)).isEqualTo(SECOND);
        assertThat(pace.reserve(address(1), now, SECOND)).isEqualTo(Pace.TOO_LATE);
        assertThat(pace.reserve(address(1), now, SECOND))
                .as("nothing was reserved")
                .isEqualTo(Pace.TOO_LATE);
        assertThat(pace.reserve(address(1), now + SECOND / 10, SECOND)).isEqualTo(SECOND);
    }

    @Test
    @DisplayName("other addresses are not held up by one, but by what is allowed in all")
    void allTargets() {
        for (int i = 0; i < 10; i++) {
            assertThat(reserve(1)).isZero();
        }
        for (int i = 0; i < 10; i++) {
            assertThat(reserve(2)).isZero();
        }
        assertThat(reserve(3)).isEqualTo(SECOND / 20);
    }

    @Test
    @DisplayName("over ten seconds no more than ten seconds' worth and one begin, however many want to")
    void rate() {
        int begun = 0;
        for (int i = 0; i < 1000; i++, now += SECOND / 100) {
            begun += pace.reserve(address(1), now, 0) == 0 ? 1 : 0;
        }
        assertThat(begun).isBetween(100, 110);
    }

    @Test
    void idleAddresses_areForgotten() {
        for (int i = 0; i < 12; i++) {
            pace.reserve(address(i), now, 0);
        }
        assertThat(pace.remembered()).isEqualTo(12);

        pace.forgetIdle(now + SECOND / 10);

        assertThat(pace.remembered()).isZero();
    }
}
