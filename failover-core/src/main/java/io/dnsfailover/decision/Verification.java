package io.dnsfailover.decision;

import io.dnsfailover.model.Moment;

/**
 * A fresh check of the endpoint that a record is about to move to, in progress.
 *
 * @param endpointId the endpoint
 * @param ask the number that observations must answer
 * @param started when it was asked for
 * @param deadlineNanos when it fails for want of answers
 */
public record Verification(String endpointId, long ask, Moment started, long deadlineNanos) {}
