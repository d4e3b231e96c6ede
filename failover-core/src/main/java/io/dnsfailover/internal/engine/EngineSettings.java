package io.dnsfailover.internal.engine;

import io.dnsfailover.journal.Journal;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.Notifier;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.TimeSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an engine is built from.
 *
 * @param time the clocks
 * @param scheduler the loop and the workers
 * @param seed for all randomness
 * @param fencingToken what every change of a name server carries
 * @param guards what keeps the host from acting on a mistake of its own
 * @param stations the locations
 * @param publishers the name servers
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
        List<Station> stations,
        List<DnsPublisher> publishers,
        Map<String, Notifier> notifiers,
        StateStore store,
        @Nullable Journal journal) {}
