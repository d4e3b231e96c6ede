package io.dnsfailover.spi;

/**
 * A location whose observations come from elsewhere: another machine, another system. The engine takes them as
 * they come and never probes for that location itself.
 */
public interface ObservationSource extends AutoCloseable {
    /**
     * Starts to deliver. Called once; must not block.
     *
     * @param sink where observations go, from any thread
     */
    void open(ObservationSink sink);

    /**
     * Tells the location that a fresh check of an endpoint is wanted now. Called on the engine loop; must not
     * block. A location that cannot hurry may ignore it and let its next round answer: what counts is that an
     * observation names the highest ask that it knew when its check started.
     *
     * @param policy the name of the policy
     * @param endpointId the endpoint
     * @param ask the number of the ask; grows
     */
    void checkSoon(String policy, String endpointId, long ask);

    /** Stops to deliver. Idempotent. */
    @Override
    void close();
}
