package io.dnsfailover.status;

import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.quorum.Doubt;
import org.jspecify.annotations.Nullable;

/**
 * A location, and whether it is believed.
 *
 * @param location the location
 * @param doubt why it is in doubt and abstains; NONE when it is trusted
 * @param since when the doubt began; null when it is trusted
 * @param networks in how many networks it watches something, control targets included
 * @param seen which of them fail together, and which answer
 * @param controls how its control targets stand
 */
public record LocationStatus(
        Location location,
        Doubt.Cause doubt,
        @Nullable Moment since,
        int networks,
        Doubt.Networks seen,
        Doubt.Controls controls) {
    /**
     * Whether the location is in doubt.
     *
     * @return true while it abstains
     */
    public boolean isDoubted() {
        return doubt != Doubt.Cause.NONE;
    }

    /**
     * What the doubt rests on, on one line.
     *
     * @return such as {@code 5 of 5 networks fail together}, or {@code trusted}
     */
    public String describe() {
        return switch (doubt) {
            case NONE -> "trusted";
            case NETWORKS -> seen.failing() + " of " + (seen.failing() + seen.answering()) + " networks fail together";
            case CONTROLS -> controls.failing() + " of " + controls.all() + " control targets fail";
        };
    }
}
