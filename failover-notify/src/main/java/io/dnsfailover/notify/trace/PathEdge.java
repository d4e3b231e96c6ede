package io.dnsfailover.notify.trace;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A step from one node to the next, with who takes it. Written while the graph is built, by the one thread that builds it. */
final class PathEdge {
    /**
     * What one location measured at the far end.
     *
     * @param rtt the shortest round-trip time
     * @param lostPercent of the packets to this hop, 0 to 100
     * @param lasting the loss that no later hop of the path disproves, 0 to 100: what a router that answers rarely shows is not lost
     */
    record Measured(Duration rtt, int lostPercent, int lasting) {}

    private final PathNode from;
    private final PathNode to;
    private final Map<String, Measured> measured = new LinkedHashMap<>();
    private final Set<String> takenNow = new LinkedHashSet<>();
    private final Set<String> takenBefore = new LinkedHashSet<>();

    PathEdge(PathNode from, PathNode to) {
        this.from = from;
        this.to = to;
    }

    PathNode from() {
        return from;
    }

    PathNode to() {
        return to;
    }

    /** The locations whose path takes this step now. */
    Set<String> takenNow() {
        return takenNow;
    }

    /** The locations whose last good path took it. */
    Set<String> takenBefore() {
        return takenBefore;
    }

    Map<String, Measured> measured() {
        return measured;
    }

    boolean isNow() {
        return !takenNow.isEmpty();
    }

    boolean leadsToBreak() {
        return to.kind() == PathNode.Kind.BREAK;
    }

    int worstLoss() {
        return measured.values().stream().mapToInt(Measured::lostPercent).max().orElse(0);
    }

    int lastingLoss() {
        return measured.values().stream().mapToInt(Measured::lasting).max().orElse(0);
    }

    /** Such as {@code 12.3 ms}, or {@code 4.1-88 ms} from several locations; empty when nobody measured. */
    String rtts() {
        TreeSet<Duration> all = new TreeSet<>();
        measured.values().forEach(each -> all.add(each.rtt()));
        return all.isEmpty() ? "" : Millis.range(all.first(), all.last());
    }

    void take(PathEdge other) {
        measured.putAll(other.measured);
        takenNow.addAll(other.takenNow);
        takenBefore.addAll(other.takenBefore);
    }
}
