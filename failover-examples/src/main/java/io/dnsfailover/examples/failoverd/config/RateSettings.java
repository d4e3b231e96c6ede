package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.probes.NetworkProberBuilder;
import org.jspecify.annotations.Nullable;

/**
 * How many checks may begin in a second, from each source address.
 *
 * @param maxPerTarget of one address
 * @param maxPerSecond in all
 */
public record RateSettings(int maxPerTarget, int maxPerSecond) {
    /** The library's defaults. */
    static final RateSettings DEFAULT =
            new RateSettings(NetworkProberBuilder.DEFAULT_MAX_PER_TARGET, NetworkProberBuilder.DEFAULT_MAX_PER_SECOND);

    /** What the section says, the library's defaults where it says nothing. */
    static RateSettings read(Fields prober) {
        Integer perTarget = rate(prober.get("max-per-target"), DEFAULT.maxPerTarget);
        Integer perSecond = rate(prober.get("max-per-second"), DEFAULT.maxPerSecond);
        return perTarget == null || perSecond == null ? DEFAULT : new RateSettings(perTarget, perSecond);
    }

    private static @Nullable Integer rate(@Nullable Value value, int usual) {
        return value == null ? Integer.valueOf(usual) : value.wholeNumber(1, NetworkProberBuilder.HIGHEST_RATE);
    }
}
