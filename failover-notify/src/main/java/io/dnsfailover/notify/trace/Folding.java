package io.dnsfailover.notify.trace;

import io.dnsfailover.notify.trace.PathNode.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes long stretches that nobody needs to see into one row each, the longest first, until the graph is short enough. What is
 * shared, diverges or breaks stays.
 */
final class Folding {
    private static final int WORTH_KEEPING_ENDS = 5;

    private final PathGraph graph;
    private final int maxRows;

    private Folding(PathGraph graph, int maxRows) {
        this.graph = graph;
        this.maxRows = maxRows;
    }

    static void fold(PathGraph graph, int maxRows) {
        Folding folding = new Folding(graph, maxRows);
        folding.foldStretches(WORTH_KEEPING_ENDS, true);
        folding.foldStretches(2, false);
    }

    private void foldStretches(int minLength, boolean keepEnds) {
        List<List<PathNode>> stretches = new ArrayList<>(stretches());
        stretches.sort(Comparator.comparingInt(stretch -> -stretch.size()));
        for (List<PathNode> stretch : stretches) {
            if (graph.nodes().size() <= maxRows || stretch.size() < minLength) {
                return;
            }
            List<PathNode> inner = keepEnds ? stretch.subList(1, stretch.size() - 1) : stretch;
            PathNode fold = new PathNode("fold " + inner.get(0).key(), Kind.FOLD);
            fold.fold(inner);
            graph.replace(inner, fold);
        }
    }

    /** Chains of nodes, each with one way in and one way out, that the same locations take. */
    private List<List<PathNode>> stretches() {
        List<List<PathNode>> found = new ArrayList<>();
        Set<PathNode> used = new HashSet<>();
        for (PathNode node : List.copyOf(graph.nodes())) {
            if (!isLink(node) || used.contains(node) || continuesFrom(node)) {
                continue;
            }
            List<PathNode> chain = new ArrayList<>(List.of(node));
            PathNode last = node;
            while (isLink(next(last)) && sameTravellers(last)) {
                last = next(last);
                chain.add(last);
            }
            used.addAll(chain);
            found.add(chain);
        }
        return found;
    }

    private boolean isLink(PathNode node) {
        return node.isFoldable()
                && graph.to(node).size() == 1
                && graph.from(node).size() == 1;
    }

    private boolean continuesFrom(PathNode node) {
        PathEdge in = graph.to(node).get(0);
        return isLink(in.from()) && sameTravellers(in.from());
    }

    private PathNode next(PathNode node) {
        return graph.from(node).get(0).to();
    }

    /** Whether those who come to this node are those who leave the next one: the step in between is theirs alone. */
    private boolean sameTravellers(PathNode node) {
        PathEdge in = graph.to(node).get(0);
        PathEdge out = graph.from(node).get(0);
        return in.takenNow().equals(out.takenNow()) && in.takenBefore().equals(out.takenBefore());
    }
}
