package io.dnsfailover.decision;

/**
 * Why an endpoint was not moved to.
 *
 * @param endpointId the endpoint
 * @param why one line for people
 */
public record Rejection(String endpointId, String why) {}
