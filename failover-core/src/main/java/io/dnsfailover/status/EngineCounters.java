package io.dnsfailover.status;

/**
 * What an engine has counted since its start.
 *
 * @param checks checks that were started
 * @param inconclusive checks that said nothing of the endpoint
 * @param skippedRounds rounds that were skipped because the check before was still running
 * @param brokenProbes checks whose probe threw, or did not end in time
 * @param droppedObservations fed observations that were dropped: for unknown endpoints, or because too many waited
 * @param decisions moves that were decided
 * @param publishFailures attempts to write a name server that failed
 * @param rereads reads of name servers for records that were settled, to find drift
 * @param lateRereads those that came more than half a period late, because there are many records or the server is slow
 * @param drifts times that something else was found than was published
 * @param droppedDeliveries events that a notifier never got: its queue was full, every attempt failed, it was gone after a restart, or
 *     what the store had of the event could not be read
 * @param droppedJournalEntries entries that the journal never got: its queue was full, or it could not be written
 */
public record EngineCounters(
        long checks,
        long inconclusive,
        long skippedRounds,
        long brokenProbes,
        long droppedObservations,
        long decisions,
        long publishFailures,
        long rereads,
        long lateRereads,
        long drifts,
        long droppedDeliveries,
        long droppedJournalEntries) {}
