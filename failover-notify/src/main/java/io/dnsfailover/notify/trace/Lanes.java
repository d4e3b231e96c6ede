package io.dnsfailover.notify.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives each node and each edge a lane, so that no edge runs through a node or along another edge: an edge has its lane for
 * itself from the row where it begins to the row where it ends.
 */
final class Lanes {
    private final PathGraph graph;
    private final Map<PathNode, Integer> laneOfNode = new HashMap<>();
    private final Map<PathEdge, Integer> laneOfEdge = new HashMap<>();
    private final List<@Nullable PathEdge> taken = new ArrayList<>();
    private int count = 1;

    Lanes(PathGraph graph, List<PathNode> rows) {
        this.graph = graph;
        rows.forEach(this::place);
    }

    int of(PathNode node) {
        return laneOfNode.getOrDefault(node, 0);
    }

    int of(PathEdge edge) {
        return laneOfEdge.getOrDefault(edge, 0);
    }

    /** How many lanes there are side by side. */
    int count() {
        return count;
    }

    private void place(PathNode node) {
        List<PathEdge> in = graph.to(node);
        int lane = in.stream()
                .min(Comparator.comparing((PathEdge edge) -> !edge.isNow()).thenComparing(this::of))
                .map(this::of)
                .orElseGet(() -> nearestFree(0));
        in.forEach(edge -> taken.set(of(edge), null));
        laneOfNode.put(node, lane);
        count = Math.max(count, lane + 1);
        List<PathEdge> out = new ArrayList<>(graph.from(node));
        out.sort(Comparator.comparing((PathEdge edge) -> !edge.leadsToBreak())
                .thenComparing(edge -> !edge.isNow())
                .thenComparing(edge -> -edge.takenNow().size()));
        out.forEach(edge -> occupy(edge, nearestFree(lane)));
    }

    private void occupy(PathEdge edge, int lane) {
        while (taken.size() <= lane) {
            taken.add(null);
        }
        taken.set(lane, edge);
        laneOfEdge.put(edge, lane);
        count = Math.max(count, lane + 1);
    }

    /** The free lane that is the fewest lanes away; the right one of two. */
    private int nearestFree(int wanted) {
        for (int away = 0; ; away++) {
            if (isFree(wanted + away)) {
                return wanted + away;
            }
            if (wanted - away >= 0 && isFree(wanted - away)) {
                return wanted - away;
            }
        }
    }

    private boolean isFree(int lane) {
        return lane >= taken.size() || taken.get(lane) == null;
    }
}
