package io.dnsfailover.model;

import org.jspecify.annotations.Nullable;

/**
 * What one check saw: evidence, not a judgement over time. The {@link #outcome()} follows from the reason.
 *
 * @param reason why the check ended as it did
 * @param detail one line for people; made {@link Printable} here, so that foreign text is safe in it
 * @param timings how long each phase took
 * @param resolved the address that was checked, in canonical form; null when it came to none
 * @param status the protocol's status, such as 200 for HTTP; 0 where the protocol has none or none came
 */
public record ProbeResult(
        Reason reason,
        String detail,
        Timings timings,
        @Nullable String resolved,
        int status) {
    /** Escapes and cuts the detail. */
    public ProbeResult {
        detail = Printable.of(detail);
    }

    /**
     * A result without an address or status.
     *
     * @param reason why the check ended as it did
     * @param detail one line for people
     * @param timings how long each phase took
     * @return the result
     */
    public static ProbeResult of(Reason reason, String detail, Timings timings) {
        return new ProbeResult(reason, detail, timings, null, 0);
    }

    /**
     * What the check says of the endpoint.
     *
     * @return the outcome of the {@link #reason()}
     */
    public Outcome outcome() {
        return reason.outcome();
    }

    /**
     * The result on one line, such as {@code FAIL REFUSED after 3ms: connection refused}.
     *
     * @return printable text
     */
    public String describe() {
        String shown = detail.isEmpty() ? "" : ": " + detail;
        return outcome() + " " + reason + " after " + DurationText.of(timings.total()) + shown;
    }
}
