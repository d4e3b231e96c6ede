package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.dns.answer.Answerer;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the embedded DNS server answers beside the records, and to whom beside those who ask its sockets.
 *
 * @param ttlFloor down to what TTLs count while a change is pending; null for no counting down
 * @param marks the name of the ownership in TXT marks; null for no marks
 * @param status whether there are TXT records about the status
 * @param remoteBackend the socket that a PowerDNS asks; null for none
 */
public record AnswerSettings(
        @Nullable Duration ttlFloor,
        @Nullable String marks,
        boolean status,
        @Nullable Path remoteBackend) {
    /** Every default. */
    public static final AnswerSettings DEFAULT = new AnswerSettings(null, null, false, null);

    /**
     * Sets an answerer as the file says.
     *
     * @param answerer the answerer
     */
    public void applyTo(Answerer.Builder answerer) {
        if (ttlFloor != null) {
            answerer.countDown(ttlFloor);
        }
        if (marks != null) {
            answerer.marks(marks, 0);
        }
        if (status) {
            answerer.status();
        }
    }
}
