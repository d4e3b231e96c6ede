package io.dnsfailover.dns.primary;

/**
 * What a {@link HiddenPrimary} has done since it was started. The numbers are read one after another while it works.
 *
 * @param fullTransfers full transfers (AXFR) that were sent to their end, also in answer to a query for an incremental one
 * @param incrementalTransfers incremental transfers (IXFR) that were sent to their end
 * @param upToDate queries for an incremental transfer by who had the newest version already
 * @param brokenOff transfers that did not get to their end
 * @param refused queries that were refused: from a strange address, unsigned, wrongly signed
 * @param overLimit transfers that were not begun because too many were under way
 * @param notified NOTIFY messages that were sent, repeated ones included
 * @param acknowledged NOTIFY messages that a secondary acknowledged
 */
public record PrimaryCounters(
        long fullTransfers,
        long incrementalTransfers,
        long upToDate,
        long brokenOff,
        long refused,
        long overLimit,
        long notified,
        long acknowledged) {}
