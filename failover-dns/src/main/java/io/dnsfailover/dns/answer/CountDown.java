package io.dnsfailover.dns.answer;

import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.RecordDirectory;
import io.dnsfailover.spi.RecordOutlook;
import java.time.Instant;
import java.time.InstantSource;

/** Shortens the TTL of a record set that may change soon, so that caches let go of it in time. */
final class CountDown {
    private final int floorSeconds;
    private final RecordDirectory directory;
    private final InstantSource clock;

    CountDown(Ttl floor, RecordDirectory directory, InstantSource clock) {
        this.floorSeconds = floor.seconds();
        this.directory = directory;
        this.clock = clock;
    }

    /** The TTL now: what is left until the soonest change, but not below the floor and not above the record set's own. */
    int seconds(RecordSetKey key, int ttl) {
        RecordOutlook outlook = directory.outlook(key.owner(), key.type());
        Instant soonest = outlook == null ? null : outlook.soonestChange();
        if (soonest == null || ttl <= floorSeconds) {
            return ttl;
        }
        long left = Math.floorDiv(soonest.toEpochMilli() - clock.millis(), 1000L);
        return (int) Math.min(ttl, Math.max(floorSeconds, left));
    }
}
