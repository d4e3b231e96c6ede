package io.dnsfailover.dns.primary;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last steps of a zone, the newest last. Immutable. Holds no more than would be sent: steps that together are larger than the
 * zone are forgotten from the oldest on, since a full transfer is shorter then.
 *
 * @param deltas the steps, each beginning where the one before it ended
 * @param octets what they take together
 */
record History(List<Delta> deltas, long octets) {
    /** The most steps, whatever their size. */
    static final int MAX_DELTAS = 1000;

    static final History EMPTY = new History(List.of(), 0);

    History {
        deltas = List.copyOf(deltas);
    }

    /** With one more step, and without the oldest ones as the bounds want it. */
    History with(Delta newest, long zoneOctets) {
        List<Delta> kept = new ArrayList<>(deltas);
        kept.add(newest);
        long sum = octets + newest.octets();
        int first = 0;
        while (first < kept.size() && (sum > zoneOctets || kept.size() - first > MAX_DELTAS)) {
            sum -= kept.get(first++).octets();
        }
        return new History(kept.subList(first, kept.size()), sum);
    }

    /** The steps that bring a secondary up to date that has this serial; null when they are no longer known. */
    @Nullable
    List<Delta> since(long serial) {
        for (int i = deltas.size() - 1; i >= 0; i--) {
            if (deltas.get(i).from() == serial) {
                return deltas.subList(i, deltas.size());
            }
        }
        return null;
    }
}
