package io.dnsfailover.internal.engine;

import io.dnsfailover.journal.Journal;
import io.dnsfailover.policy.Reconciliation;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.Notifier;
import io.dnsfailover.spi.Proof;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.TimeSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What an engine is built from.
 *
 * @param time the clocks
 * @param scheduler the loop and the workers
 * @param seed for all randomness
 * @param fencingToken what every change of a name server carries
 * @param guards what keeps the host from acting on a mistake of its own
 * @param reconciliation how the name servers are watched
 * @param stations the locations
 * @param publishers the name servers
 * @param proof asks the authoritative servers; null for nobody
 * @param notifiers who hears of events, by name, in order
 * @param store where states are kept
 * @param journal keeps what is taken in and decided; null for none
 */
public record EngineSettings(
        TimeSource time,
        Scheduler scheduler,
        long seed,
        long fencingToken,
        Guards guards,
        Reconciliation reconciliation,
        List<Station> stations,
        List<DnsPublisher> publishers,
        @Nullable Proof proof,
        Map<String, Notifier> notifiers,
        StateStore store,
        @Nullable Journal journal) {
    private static final long RUNS_AT_ONE_TIME = 36L * 36 * 36 * 36;

    /** When the run starts, and something of the seed: two starts may be at one time, by a wall clock that is stepped. */
    String runId() {
        String started = Long.toString(time.instant().toEpochMilli(), Character.MAX_RADIX);
        long drawn = new SplittableRandom(seed).nextLong(RUNS_AT_ONE_TIME);
        return started
                + Long.toString(RUNS_AT_ONE_TIME + drawn, Character.MAX_RADIX).substring(1);
    }
}
