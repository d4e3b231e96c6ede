package io.dnsfailover.internal.engine;

import io.dnsfailover.status.EngineCounters;
import java.util.concurrent.atomic.LongAdder;

/** The counters of one engine. Safe from any thread. */
final class Tally {
    final LongAdder checks = new LongAdder();
    final LongAdder inconclusive = new LongAdder();
    final LongAdder skippedRounds = new LongAdder();
    final LongAdder brokenProbes = new LongAdder();
    final LongAdder droppedObservations = new LongAdder();
    final LongAdder decisions = new LongAdder();
    final LongAdder publishFailures = new LongAdder();
    final LongAdder rereads = new LongAdder();
    final LongAdder lateRereads = new LongAdder();
    final LongAdder drifts = new LongAdder();
    final LongAdder droppedDeliveries = new LongAdder();
    final LongAdder droppedJournalEntries = new LongAdder();

    EngineCounters snapshot() {
        return new EngineCounters(
                checks.sum(),
                inconclusive.sum(),
                skippedRounds.sum(),
                brokenProbes.sum(),
                droppedObservations.sum(),
                decisions.sum(),
                publishFailures.sum(),
                rereads.sum(),
                lateRereads.sum(),
                drifts.sum(),
                droppedDeliveries.sum(),
                droppedJournalEntries.sum());
    }
}
