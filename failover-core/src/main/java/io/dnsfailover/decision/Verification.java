package io.dnsfailover.decision;

import io.dnsfailover.model.Moment;

/**
 * A fresh check of the endpoint that a record is about to move to, in progress.
 *
 * @param endpointId the endpoint
 * @param leaving whether the record was leaving an endpoint that had failed when this was asked for: a check that was
 *     asked for before the outage was confirmed does not verify a failover
 * @param ask the number that observations must answer
 * @param started when it was asked for
 * @param deadlineNanos when it fails for want of answers
 */
public record Verification(String endpointId, boolean leaving, long ask, Moment started, long deadlineNanos) {}
