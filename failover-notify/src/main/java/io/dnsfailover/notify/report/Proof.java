package io.dnsfailover.notify.report;

import io.dnsfailover.model.Printable;
import java.time.Duration;

/**
 * Whether a name server was seen to serve the new answer.
 *
 * @param server its name or address; made {@link Printable} here
 * @param served whether it does
 * @param took from the decision to the first right answer, or to the last wrong one
 */
public record Proof(String server, boolean served, Duration took) {
    /** Escapes and cuts the name. */
    public Proof {
        server = Printable.of(server);
    }
}
