package io.dnsfailover.testkit.contract;

import io.dnsfailover.model.Moment;
import io.dnsfailover.spi.TimeSource;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each of the clocks below makes one mistake. */
class TimeSourceContractFindsTest {
    @Test
    @DisplayName("a monotonic clock that is the wall clock in disguise")
    void measuringWithTheWallClock() {
        Found.by(WallClock.class, "wallClockStep_leavesTheMonotonicClock", "a step of the wall clock does not touch");
    }

    @Test
    void countingMicroseconds() {
        Found.by(Micros.class, "nanoTime_countsNanoseconds", "the monotonic clock counts nanoseconds");
    }

    @Test
    void goingBackNowAndThen() {
        Found.by(Shaky.class, "nanoTime_neverGoesBackwards", "the monotonic clock never goes backwards");
    }

    @Test
    void startingNearTheEnd() {
        Found.by(FarOff.class, "nanoTime_isFarFromOverflow", "so that sums do not overflow");
    }

    @Test
    void readingTwoClocksAtDifferentTimes() {
        Found.by(Stale.class, "now_readsBothClocks", "now() is one reading of both clocks");
    }

    /** A fixture over simulated time; what is wrong is what the subclass makes of it. */
    abstract static class Simulated extends TimeSourceContract implements TimeSource {
        final SimulatedTime good = new SimulatedTime();

        @Override
        protected TimeSource time() {
            return this;
        }

        @Override
        protected void pass(Duration duration) {
            good.advance(duration);
        }

        @Override
        protected boolean stepWallClock(Duration step) {
            good.stepWallClock(step);
            return true;
        }

        @Override
        public long nanoTime() {
            return good.nanoTime();
        }

        @Override
        public Instant instant() {
            return good.instant();
        }
    }

    static final class WallClock extends Simulated {
        @Override
        public long nanoTime() {
            return TimeUnit.MILLISECONDS.toNanos(good.millis());
        }
    }

    static final class Micros extends Simulated {
        @Override
        public long nanoTime() {
            return good.nanoTime() / 1000;
        }
    }

    static final class Shaky extends Simulated {
        private int readings;

        @Override
        public long nanoTime() {
            return good.nanoTime() - (++readings % 1000 == 0 ? 1 : 0);
        }
    }

    static final class FarOff extends Simulated {
        @Override
        public long nanoTime() {
            return Long.MAX_VALUE - good.nanoTime();
        }
    }

    static final class Stale extends Simulated {
        private final Instant start = good.instant().minusSeconds(1);

        @Override
        public Moment now() {
            return new Moment(nanoTime(), start);
        }
    }
}
