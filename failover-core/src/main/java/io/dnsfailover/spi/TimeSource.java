package io.dnsfailover.spi;

import io.dnsfailover.model.Moment;
import java.time.InstantSource;

/**
 * The one door to both clocks. Deadlines, intervals and ages come from {@link #nanoTime()} only: a step of the
 * wall clock must not be able to fail anything over. Safe from any thread.
 */
public interface TimeSource extends InstantSource {
    /**
     * The monotonic clock.
     *
     * @return nanoseconds from an arbitrary origin that is less than 100 years away, negative before it; never goes
     *     backwards
     */
    long nanoTime();

    /**
     * Both clocks at once.
     *
     * @return the present moment
     */
    default Moment now() {
        return new Moment(nanoTime(), instant());
    }
}
