package io.dnsfailover.spi;

import io.dnsfailover.model.ProbeResult;

/** Where an {@link ObservationSource} delivers. Safe from any thread, never blocks. */
public interface ObservationSink {
    /**
     * Delivers one observation of this location. Its time is the time of arrival. One for a policy or endpoint
     * that does not exist is dropped and counted, as is one that finds the engine's queue full.
     *
     * @param policy the name of the policy
     * @param endpointId the endpoint
     * @param result what was seen
     * @param ask the highest ask for this endpoint that the location knew when the check started; 0 for none
     */
    void deliver(String policy, String endpointId, ProbeResult result, long ask);
}
