package io.dnsfailover.notify.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All paths in one graph without circles, in which a router that several paths share is one node. */
final class PathGraph {
    private record Ends(String from, String to) {}

    private final Map<String, PathNode> nodes = new LinkedHashMap<>();
    private final Map<Ends, PathEdge> edges = new LinkedHashMap<>();
    private final Map<String, List<PathEdge>> outgoing = new LinkedHashMap<>();
    private final Map<String, List<PathEdge>> incoming = new LinkedHashMap<>();

    PathNode node(String key, PathNode.Kind kind) {
        return nodes.computeIfAbsent(key, absent -> new PathNode(absent, kind));
    }

    @Nullable
    PathNode find(String key) {
        return nodes.get(key);
    }

    Collection<PathNode> nodes() {
        return nodes.values();
    }

    Collection<PathEdge> edges() {
        return edges.values();
    }

    List<PathEdge> from(PathNode node) {
        return outgoing.getOrDefault(node.key(), List.of());
    }

    List<PathEdge> to(PathNode node) {
        return incoming.getOrDefault(node.key(), List.of());
    }

    PathEdge connect(PathNode from, PathNode to) {
        Ends ends = new Ends(from.key(), to.key());
        PathEdge known = edges.get(ends);
        if (known != null) {
            return known;
        }
        PathEdge edge = new PathEdge(from, to);
        edges.put(ends, edge);
        outgoing.computeIfAbsent(from.key(), key -> new ArrayList<>()).add(edge);
        incoming.computeIfAbsent(to.key(), key -> new ArrayList<>()).add(edge);
        return edge;
    }

    /** Tells whether a step from one node to the other would close a circle. */
    boolean wouldCircle(PathNode from, PathNode to) {
        Deque<PathNode> open = new ArrayDeque<>(List.of(to));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            PathNode node = open.pop();
            if (node.key().equals(from.key())) {
                return true;
            }
            if (seen.add(node.key())) {
                from(node).forEach(edge -> open.push(edge.to()));
            }
        }
        return false;
    }

    /** Puts one node in the place of a chain of nodes that nothing else is connected to. */
    void replace(List<PathNode> chain, PathNode fold) {
        PathEdge first = to(chain.get(0)).get(0);
        PathEdge last = from(chain.get(chain.size() - 1)).get(0);
        List<PathEdge> inside = new ArrayList<>(List.of(first, last));
        chain.forEach(node -> inside.addAll(from(node)));
        chain.forEach(node -> nodes.remove(node.key()));
        inside.forEach(this::remove);
        nodes.put(fold.key(), fold);
        PathEdge in = connect(first.from(), fold);
        in.take(first);
        inside.stream()
                .filter(edge -> edge != last)
                .forEach(edge -> in.measured().putAll(edge.measured()));
        connect(fold, last.to()).take(last);
    }

    private void remove(PathEdge edge) {
        edges.remove(new Ends(edge.from().key(), edge.to().key()));
        from(edge.from()).remove(edge);
        to(edge.to()).remove(edge);
    }
}
