package io.dnsfailover.notify.internal;

import io.dnsfailover.spi.TimeSource;
import java.time.Instant;

/** The clocks of the machine. */
public final class NotifyClock implements TimeSource {
    /** The clocks. */
    public NotifyClock() {}

    @Override
    public long nanoTime() {
        return NotifyThreads.nanoTime();
    }

    @Override
    public Instant instant() {
        return NotifyThreads.wallClock().instant();
    }
}
