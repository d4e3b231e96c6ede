package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.probes.NetworkProberBuilder;
import org.jspecify.annotations.Nullable;

/**
 * {@code probing}: how many checks may begin in a second, from each source address.
 *
 * @param maxPerTarget of one address
 * @param maxPerSecond in all
 */
public record ProbingSettings(int maxPerTarget, int maxPerSecond) {
    /** The library's defaults. */
    static final ProbingSettings DEFAULT = new ProbingSettings(
            NetworkProberBuilder.DEFAULT_MAX_PER_TARGET, NetworkProberBuilder.DEFAULT_MAX_PER_SECOND);

    /** What the file says, the library's defaults where it says nothing. */
    static ProbingSettings read(@Nullable Value section) {
        Fields fields = section == null ? null : section.fields(Keys.PROBING);
        if (fields == null) {
            return DEFAULT;
        }
        Integer perTarget = rate(fields.get("max-per-target"), DEFAULT.maxPerTarget);
        Integer perSecond = rate(fields.get("max-per-second"), DEFAULT.maxPerSecond);
        return perTarget == null || perSecond == null ? DEFAULT : new ProbingSettings(perTarget, perSecond);
    }

    private static @Nullable Integer rate(@Nullable Value value, int usual) {
        return value == null ? Integer.valueOf(usual) : value.wholeNumber(1, NetworkProberBuilder.HIGHEST_RATE);
    }
}
