package io.dnsfailover.notify.trace;

import io.dnsfailover.notify.trace.PathNode.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Puts the nodes one below the other, each after all that lead to it, so that a path is followed downwards without long leaps. */
final class RowOrder {
    private final PathGraph graph;
    private final List<PathNode> rows = new ArrayList<>();
    private final Map<PathNode, Integer> rowOf = new HashMap<>();
    private final Set<PathNode> waiting = new HashSet<>();

    private RowOrder(PathGraph graph) {
        this.graph = graph;
    }

    static List<PathNode> of(PathGraph graph) {
        RowOrder order = new RowOrder(graph);
        order.waiting.addAll(graph.nodes());
        while (!order.waiting.isEmpty()) {
            order.place(order.next());
        }
        return order.rows;
    }

    private PathNode next() {
        return continuation()
                .or(() -> ready().filter(node -> node.kind() != Kind.LOCATION && node.kind() != Kind.ENDPOINT)
                        .max(Comparator.comparingInt(this::newestPredecessor)))
                .or(() -> ready().filter(node -> node.kind() == Kind.LOCATION).findFirst())
                .or(() -> ready().findFirst())
                .orElseThrow(() -> new IllegalStateException("the graph of the paths has a circle"));
    }

    /** What comes right after the last row: first a break, then the present path, then the last good one. */
    private Optional<PathNode> continuation() {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return graph.from(rows.get(rows.size() - 1)).stream()
                .filter(edge -> isReady(edge.to()) && edge.to().kind() != Kind.ENDPOINT)
                .min(Comparator.comparing((PathEdge edge) -> !edge.leadsToBreak())
                        .thenComparing(edge -> !edge.isNow()))
                .map(PathEdge::to);
    }

    private Stream<PathNode> ready() {
        return graph.nodes().stream().filter(this::isReady);
    }

    private boolean isReady(PathNode node) {
        return waiting.contains(node) && graph.to(node).stream().allMatch(edge -> rowOf.containsKey(edge.from()));
    }

    private int newestPredecessor(PathNode node) {
        return graph.to(node).stream()
                .mapToInt(edge -> rowOf.getOrDefault(edge.from(), -1))
                .max()
                .orElse(-1);
    }

    private void place(PathNode node) {
        waiting.remove(node);
        rowOf.put(node, rows.size());
        rows.add(node);
    }
}
