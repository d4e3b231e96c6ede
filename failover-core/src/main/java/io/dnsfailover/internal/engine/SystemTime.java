package io.dnsfailover.internal.engine;

import io.dnsfailover.spi.TimeSource;
import java.time.Instant;

/** The clocks of this machine. */
public final class SystemTime implements TimeSource {
    /** The clocks of this machine. */
    public SystemTime() {}

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }
}
