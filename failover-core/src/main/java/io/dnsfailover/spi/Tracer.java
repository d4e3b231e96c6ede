package io.dnsfailover.spi;

import io.dnsfailover.model.Trace;
import java.util.concurrent.CompletionStage;

/**
 * Follows the way from one location to an endpoint, router by router, for the report of an outage. A trace is a picture for
 * people and never evidence: nothing that decides reads it, and what waits for it waits no longer than its deadline.
 *
 * <p>A dead way is a result, never an exception: {@link Trace.Ending#SILENT}, {@link Trace.Ending#UNREACHABLE}. So is our
 * own trouble, such as a missing privilege: {@link Trace.Ending#NOT_POSSIBLE}. An exception, thrown or in the stage, means
 * that the tracer broke; whoever asked goes on without the trace.
 */
@FunctionalInterface
public interface Tracer {
    /**
     * Starts one trace.
     *
     * <p>May be called by any thread, the engine loop among them: must return at once and do its work elsewhere. Safe
     * for several traces at the same time; one that cannot be started because too many are under way is
     * {@link Trace.Ending#NOT_POSSIBLE}. The stage completes by the deadline of the request, with the hops that are known
     * by then and {@link Trace.Ending#INCOMPLETE}. Cancelling the stage's future abandons the trace and frees what it
     * holds, child processes among it.
     *
     * @param request what to trace
     * @return the trace, completed on any thread
     */
    CompletionStage<Trace> trace(TraceRequest request);
}
