package io.dnsfailover.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the last checks that passed took.
 *
 * @param size how many are kept at most
 * @param last the last ones, oldest first
 */
public record LatencyWindow(int size, List<Duration> last) {
    /** Copies the list. */
    public LatencyWindow {
        last = List.copyOf(last);
        if (last.size() > size) {
            throw new IllegalArgumentException(last.size() + " checks do not fit in a window of " + size);
        }
    }

    /**
     * A window that has seen nothing.
     *
     * @param size how many are kept at most
     * @return an empty window
     */
    public static LatencyWindow empty(int size) {
        return new LatencyWindow(size, List.of());
    }

    /**
     * The window after one more check that passed.
     *
     * @param took how long it took
     * @return the next window, without the oldest where there is no room
     */
    public LatencyWindow after(Duration took) {
        List<Duration> next = new ArrayList<>(last.size() + 1);
        next.addAll(last.size() < size ? last : last.subList(1, size));
        next.add(took);
        return new LatencyWindow(size, next);
    }

    /**
     * A percentile, by nearest rank.
     *
     * @param percentile 1 to 100
     * @return the smallest time that so many per cent of them do not exceed; null while a single check could be it alone and the window
     *     is not full
     */
    public @Nullable Duration percentile(int percentile) {
        int count = last.size();
        int rank = (percentile * count + 99) / 100;
        boolean isEnough = count == size || rank < count;
        return isEnough ? last.stream().sorted().toList().get(rank - 1) : null;
    }
}
