package io.dnsfailover.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one check saw: evidence, not a judgement over time. The {@link #outcome()} follows from the reason.
 *
 * @param reason why the check ended as it did
 * @param detail one line for people; made {@link Printable} here, so that foreign text is safe in it
 * @param timings how long each phase took
 * @param resolved the address that was checked, in canonical form; null when it came to none
 * @param status the protocol's status, such as 200 for HTTP; 0 where the protocol has none or none came
 * @param notes what the check noticed beside its outcome; {@link Notes#NONE} for nothing
 */
public record ProbeResult(
        Reason reason,
        String detail,
        Timings timings,
        @Nullable String resolved,
        int status,
        Notes notes) {
    /** Escapes and cuts the detail. */
    public ProbeResult {
        detail = Printable.of(detail);
    }

    /**
     * A result of a check that noticed nothing else.
     *
     * @param reason why the check ended as it did
     * @param detail one line for people
     * @param timings how long each phase took
     * @param resolved the address that was checked; null when it came to none
     * @param status the protocol's status; 0 for none
     */
    public ProbeResult(Reason reason, String detail, Timings timings, @Nullable String resolved, int status) {
        this(reason, detail, timings, resolved, status, Notes.NONE);
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
     * This result with a warning: it alerts, and never fails an endpoint over. A second one stands after the first.
     *
     * @param warning one line for people, such as {@code certificate ends in 6 days}; foreign text is safe in it
     * @return a copy
     */
    public ProbeResult withWarning(String warning) {
        return with(notes.withWarning(warning));
    }

    /**
     * This result with the end of the certificate's validity.
     *
     * @param end when the certificate that the endpoint showed ceases to be valid
     * @return a copy
     */
    public ProbeResult withCertificateEnds(Instant end) {
        return with(notes.withCertificateEnds(end));
    }

    /**
     * This result with a digest of the content, by which the endpoints of a record are compared.
     *
     * @param digest the same for the same content; 1 to 128 printable ASCII characters without spaces
     * @return a copy
     */
    public ProbeResult withContentDigest(String digest) {
        return with(notes.withContentDigest(digest));
    }

    /**
     * This result with other notes.
     *
     * @param noticed what the check noticed beside its outcome
     * @return a copy
     */
    public ProbeResult with(Notes noticed) {
        return new ProbeResult(reason, Printable.unescaped(detail), timings, resolved, status, noticed);
    }

    /**
     * This result with another reason, because a rule of the core judges the same evidence otherwise.
     *
     * @param other why the check ends now as it does
     * @param why one line for people
     * @return a copy
     */
    public ProbeResult judged(Reason other, String why) {
        return new ProbeResult(other, why, timings, resolved, status, notes);
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
     * The result on one line, such as {@code FAIL REFUSED after 3ms: connection refused}; a warning stands at its end.
     *
     * @return printable text
     */
    public String describe() {
        String shown = detail.isEmpty() ? "" : ": " + detail;
        String warned = notes.warning() == null ? "" : "; warning: " + notes.warning();
        return outcome() + " " + reason + " after " + DurationText.of(timings.total()) + shown + warned;
    }

    /** All that it has, without the notes where there are none: so it reads as in journals from before there were any. */
    @Override
    public String toString() {
        String noted = notes.equals(Notes.NONE) ? "" : ", notes=" + notes;
        return "ProbeResult[reason=" + reason + ", detail=" + detail + ", timings=" + timings + ", resolved=" + resolved
                + ", status=" + status + noted + "]";
    }
}
