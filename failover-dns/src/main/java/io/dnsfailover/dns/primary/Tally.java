package io.dnsfailover.dns.primary;

import java.util.concurrent.atomic.LongAdder;

/** The counts behind {@link PrimaryCounters}. */
final class Tally {
    final LongAdder fullTransfers = new LongAdder();
    final LongAdder incrementalTransfers = new LongAdder();
    final LongAdder upToDate = new LongAdder();
    final LongAdder brokenOff = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder overLimit = new LongAdder();
    final LongAdder notified = new LongAdder();
    final LongAdder acknowledged = new LongAdder();

    PrimaryCounters snapshot() {
        return new PrimaryCounters(
                fullTransfers.sum(),
                incrementalTransfers.sum(),
                upToDate.sum(),
                brokenOff.sum(),
                refused.sum(),
                overLimit.sum(),
                notified.sum(),
                acknowledged.sum());
    }
}
