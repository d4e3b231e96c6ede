package io.dnsfailover.internal.engine;

import io.dnsfailover.spi.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Finds out what the name servers hold at the start of a record. On the engine loop only. */
interface FirstReads {
    /** Reads for a record; {@code then} runs once, when all have answered or given up, which can be at once. */
    void read(RecordCell cell, Consumer<ServersHeld> then);

    /** Reads from all name servers at the same time. */
    static FirstReads from(Lanes lanes) {
        List<PublisherLane> publishers = lanes.all();
        return (cell, then) -> {
            List<Published> served = new ArrayList<>();
            int[] unread = {publishers.size()};
            if (unread[0] == 0) {
                then.accept(new ServersHeld(0, served));
                return;
            }
            for (PublisherLane lane : publishers) {
                lane.readFirst(cell.servers(), holds -> {
                    if (holds != null) {
                        served.add(holds);
                    }
                    if (--unread[0] == 0) {
                        then.accept(new ServersHeld(publishers.size(), served));
                    }
                });
            }
        };
    }
}
