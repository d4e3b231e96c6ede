package io.dnsfailover.internal.engine;

import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.internal.engine.ServerSlot.Wish;
import io.dnsfailover.policy.Drift;
import io.dnsfailover.spi.Published;
import io.dnsfailover.status.ServerStatus.Standing;
import java.time.Duration;

/** Compares what a name server holds with what was published there, and tells when that begins and ceases to differ. Loop only. */
final class Drifts {
    /** What a comparison came to. */
    enum Result {
        /** The server holds what it should. */
        NONE,
        /** The server holds a newer decision. */
        AHEAD,
        /** The server holds something else, and the slot wishes again for what was there. */
        RESTORED,
        /** The server holds something else, and is left as it is. */
        LEFT
    }

    private final Loop loop;
    private final Tally tally;
    private final String publisher;
    private final int number;

    Drifts(Loop loop, Tally tally, String publisher, int number) {
        this.loop = loop;
        this.tally = tally;
        this.publisher = publisher;
        this.number = number;
    }

    /** Takes in what was read of a record that nothing was being written for. */
    Result compare(ServerSlot slot, Wish wish, Published seen) {
        if (wish.isOlderThan(seen)) {
            ended(slot);
            return Result.AHEAD;
        }
        if (wish.isFulfilledBy(seen)) {
            ended(slot);
            slot.servers.holds(number, Standing.UP_TO_DATE, seen);
            return Result.NONE;
        }
        boolean restores = slot.servers.drift() == Drift.RESTORE;
        slot.servers.holds(number, Standing.DRIFTED, seen);
        if (slot.drift == null) {
            slot.drift = new ServerSlot.Found(loop.now());
            tally.drifts.increment();
            slot.servers.emit(header -> new ServerEvent.DriftFound(
                    header,
                    publisher,
                    seen.recordSet(),
                    seen.generation(),
                    wish.desired(),
                    wish.generation(),
                    restores));
        }
        if (restores) {
            slot.wish = new Wish(wish.desired(), wish.generation(), loop.now());
        }
        return restores ? Result.RESTORED : Result.LEFT;
    }

    private void ended(ServerSlot slot) {
        ServerSlot.Found drift = slot.drift;
        if (drift != null) {
            slot.drift = null;
            Duration lasted = loop.now().since(drift.since);
            slot.servers.emit(header -> new ServerEvent.DriftEnded(header, publisher, lasted));
        }
    }
}
