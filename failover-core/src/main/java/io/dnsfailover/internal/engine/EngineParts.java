package io.dnsfailover.internal.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every record of an engine shares.
 *
 * @param loop the doors to time, timers and randomness
 * @param tally the counters
 * @param stations the locations
 * @param store where states are kept
 * @param publishers the name servers
 * @param outbox tells the notifiers of events
 * @param firstReads finds out what the name servers hold
 * @param journal keeps what is taken in and decided
 * @param checks everything that is checked from here
 * @param asks how far the asks of records that are gone have come
 * @param vantages what the locations have shown of themselves, in the same order
 * @param brake how many records may move
 * @param delegations the authoritative servers of the zones; null where nobody asks them
 * @param runId tells the events of this run from those of runs before it
 */
record EngineParts(
        Loop loop,
        Tally tally,
        List<Station> stations,
        StoreLane store,
        Lanes publishers,
        Outbox outbox,
        FirstReads firstReads,
        JournalLane journal,
        SharedChecks checks,
        Asks asks,
        Vantages vantages,
        MoveBrake brake,
        @Nullable Delegations delegations,
        String runId) {}
