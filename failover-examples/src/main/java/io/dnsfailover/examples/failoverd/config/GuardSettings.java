package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.quorum.Doubt;
import java.util.List;

/**
 * What keeps the service from acting on a mistake of its own.
 *
 * @param brake how many of all records may move in a time
 * @param doubt when a location is not believed
 * @param controls what should always answer; none, or two to sixteen
 */
public record GuardSettings(Brake brake, Doubt doubt, List<Control> controls) {
    /** The library's defaults, and no control targets. */
    static final GuardSettings DEFAULT = new GuardSettings(Brake.DEFAULT, Doubt.DEFAULT, List.of());

    /**
     * Something that should always answer.
     *
     * @param target what it is
     * @param probe how it is checked
     */
    public record Control(Endpoint target, ProbeSpec probe) {}

    /** Copies the list. */
    public GuardSettings {
        controls = List.copyOf(controls);
    }
}
