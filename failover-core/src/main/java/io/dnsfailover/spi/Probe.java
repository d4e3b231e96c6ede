package io.dnsfailover.spi;

import io.dnsfailover.model.ProbeResult;
import java.util.concurrent.CompletionStage;

/**
 * Makes one kind of check. A probe reports what it saw and never counts: damping, quorum and decisions are the
 * core's.
 *
 * <p>A dead endpoint is a result, never an exception. An exception, thrown or in the stage, means that the probe
 * broke; the engine takes it for {@link io.dnsfailover.model.Reason#PROBE_BROKEN}, which is no evidence. Our own
 * trouble (no socket, no port, no memory) is {@link io.dnsfailover.model.Reason#LOCAL_TROUBLE}.
 */
@FunctionalInterface
public interface Probe {
    /**
     * Starts one check.
     *
     * <p>Called on the engine loop: must return at once and do its work elsewhere. Safe for any number of checks at
     * the same time. The stage completes by the deadline of the request; the engine abandons a check that is
     * still running 100 ms after it. Cancelling the stage's future abandons the check and frees what it holds.
     *
     * @param request what to check
     * @return the result, completed on any thread
     */
    CompletionStage<ProbeResult> probe(ProbeRequest request);
}
