package io.dnsfailover.internal.engine;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.journal.Host;
import io.dnsfailover.quorum.Doubt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a host from acting on a mistake of its own.
 *
 * @param brake how many records may move
 * @param doubt when a location is not believed
 * @param controls what every location that probes here should always reach
 */
public record Guards(Brake brake, Doubt doubt, List<Host.Control> controls) {
    /** The guards that a host set, with the defaults for what it did not. */
    public static Guards of(@Nullable Brake brake, @Nullable Doubt doubt, List<Host.Control> controls) {
        return new Guards(brake != null ? brake : Brake.DEFAULT, doubt != null ? doubt : Doubt.DEFAULT, controls);
    }

    /** Copies the list. */
    public Guards {
        controls = List.copyOf(controls);
    }
}
