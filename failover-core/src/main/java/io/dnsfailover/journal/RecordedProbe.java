package io.dnsfailover.journal;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import java.util.List;

/**
 * The check of a policy that was read from a journal, or a part of a {@link io.dnsfailover.policy.CombinedProbe}: what it was, as text. No prober of this library runs it, because a
 * specification may be a class of the host's; a replay does not need to.
 *
 * @param type the kind of check in one word
 * @param port the port that was checked where an endpoint had none of its own; 0 for none
 * @param text the specification as its {@code toString} said it; two that say the same are taken for the same
 */
public record RecordedProbe(String type, int port, String text) implements ProbeSpec {
    /**
     * The record of a check.
     *
     * @param spec the specification; one that was read from a journal stays as it is
     * @return its record
     */
    public static RecordedProbe of(ProbeSpec spec) {
        return spec instanceof RecordedProbe recorded
                ? recorded
                : new RecordedProbe(spec.type(), spec.port(), spec.toString());
    }

    /** None: the policy was valid when it ran. */
    @Override
    public List<Violation> violations() {
        return List.of();
    }

    /** The text of the specification. */
    @Override
    public String toString() {
        return text;
    }
}
