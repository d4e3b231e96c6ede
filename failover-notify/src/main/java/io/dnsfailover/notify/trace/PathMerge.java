package io.dnsfailover.notify.trace;

import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Trace;
import io.dnsfailover.notify.trace.PathNode.Kind;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes one graph of the paths of all locations, with the last good paths in it. */
final class PathMerge {
    private static final String ENDPOINT = "endpoint";
    private static final int MAX_BRIDGE = 4;

    private final PathGraph graph = new PathGraph();
    private final Map<InetAddress, Integer> popularity = new HashMap<>();
    private final Map<Stretch, List<String>> answered = new HashMap<>();

    /** Two routers and how many hops lie between them. */
    private record Stretch(String from, String to, int between) {}

    private PathMerge() {}

    static PathGraph of(List<TracedPath> paths) {
        PathMerge merge = new PathMerge();
        paths.forEach(path -> merge.count(path.now()));
        paths.forEach(path -> merge.learn(path.now()));
        paths.stream().map(TracedPath::lastGood).filter(Objects::nonNull).forEach(merge::learn);
        paths.forEach(path -> merge.graph.node(locationKey(path.location()), Kind.LOCATION));
        for (TracedPath path : paths) {
            merge.add(path.location(), path.now(), true);
        }
        for (TracedPath path : paths) {
            Trace lastGood = path.lastGood();
            if (lastGood != null) {
                merge.add(path.location(), lastGood, false);
            }
        }
        merge.graph.node(ENDPOINT, Kind.ENDPOINT);
        paths.forEach(merge::keepDivergence);
        return merge.graph;
    }

    static String locationKey(Location location) {
        return "location " + location.id();
    }

    private void count(Trace trace) {
        trace.hops().stream()
                .flatMap(hop -> Divergence.addresses(hop).stream())
                .distinct()
                .forEach(address -> popularity.merge(address, 1, Integer::sum));
    }

    /** Remembers which routers answered between two others, so that the silence of one path is known from another. */
    private void learn(Trace trace) {
        List<String> run = new ArrayList<>();
        for (int i = 0; i < trace.hops().size(); i++) {
            if (trace.hops().get(i).isSilent()) {
                run.clear();
                continue;
            }
            run.add(keyOf(trace, i));
            String to = run.get(run.size() - 1);
            for (int between = 1; between <= MAX_BRIDGE && between + 2 <= run.size(); between++) {
                int from = run.size() - between - 2;
                answered.putIfAbsent(
                        new Stretch(run.get(from), to, between), List.copyOf(run.subList(from + 1, run.size() - 1)));
            }
        }
    }

    private String keyOf(Trace trace, int index) {
        boolean arrived =
                trace.ending() == Trace.Ending.REACHED && index == trace.hops().size() - 1;
        return arrived
                ? ENDPOINT
                : "router "
                        + Divergence.text(mostShared(trace.hops().get(index)).address());
    }

    private void add(Location location, Trace trace, boolean now) {
        Walk walk = new Walk(location.id(), now, graph.node(locationKey(location), Kind.LOCATION));
        List<Hop> hops = trace.hops();
        int silent = 0;
        for (int i = 0; i < hops.size(); i++) {
            Hop hop = hops.get(i);
            if (hop.isSilent()) {
                silent++;
                continue;
            }
            String key = keyOf(trace, i);
            if (silent > 0) {
                walk.silence(silent, hop.ttl(), key);
                silent = 0;
            }
            PathNode node = walk.step(key, key.equals(ENDPOINT) ? Kind.ENDPOINT : Kind.ROUTER, measure(hops, i));
            node.seenAt(hop.ttl());
            node.answeredBy(mostShared(hop), hop.responders().size() - 1);
        }
        if (now) {
            walk.end(trace, silent);
        }
    }

    /** One router stands for a hop that several answer: the one that most paths have, so that paths are merged. */
    private Hop.Responder mostShared(Hop hop) {
        return hop.responders().stream()
                .max(Comparator.comparingInt((Hop.Responder who) -> popularity.getOrDefault(who.address(), 0))
                        .thenComparing(who -> who.rtts().size())
                        .thenComparing(who -> Divergence.text(who.address())))
                .orElseThrow();
    }

    private static PathEdge.Measured measure(List<Hop> hops, int index) {
        Hop hop = hops.get(index);
        Duration shortest = hop.responders().stream()
                .flatMap(who -> who.rtts().stream())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        int lasting = hops.subList(index, hops.size()).stream()
                .filter(later -> !later.isSilent())
                .mapToInt(PathMerge::lostPercent)
                .min()
                .orElse(0);
        return new PathEdge.Measured(shortest, lostPercent(hop), lasting);
    }

    private static int lostPercent(Hop hop) {
        return Math.round(100f * hop.lost() / hop.sent());
    }

    private void keepDivergence(TracedPath path) {
        Divergence divergence = path.divergence();
        keep(divergence.before());
        keep(divergence.now());
        if (divergence.lastCommon() != null) {
            keep(List.of(divergence.lastCommon()));
        }
    }

    private void keep(List<InetAddress> addresses) {
        for (InetAddress address : addresses) {
            PathNode node = graph.find("router " + Divergence.text(address));
            if (node != null) {
                node.keep();
            }
        }
    }

    /** One path on its way through the graph. */
    private final class Walk {
        private final String location;
        private final boolean now;
        private final Set<String> visited = new HashSet<>();
        private PathNode at;

        private Walk(String location, boolean now, PathNode start) {
            this.location = location;
            this.now = now;
            this.at = start;
        }

        private PathNode step(String key, Kind kind, PathEdge.Measured measured) {
            PathNode next = enter(key, kind);
            if (now && next != at) {
                graph.connect(at, next).measured().put(location, measured);
            }
            move(next);
            return next;
        }

        /**
         * Silence between two routers is the way through those that answer another path there; where nobody knows better, it is
         * the same silence, whoever sees it.
         */
        private void silence(int count, int nextTtl, String nextKey) {
            List<String> known = answered.get(new Stretch(at.key(), nextKey, count));
            if (known != null) {
                for (String key : known) {
                    move(enter(key, Kind.ROUTER));
                }
                return;
            }
            PathNode node = enter("silence " + count + " " + at.key() + " " + nextKey, Kind.SILENCE);
            for (int i = 1; i <= count; i++) {
                node.seenAt(nextTtl - i);
            }
            move(node);
        }

        private void end(Trace trace, int silent) {
            if (trace.ending() == Trace.Ending.REACHED || trace.ending() == Trace.Ending.NOT_POSSIBLE) {
                return;
            }
            PathNode node = enter("break " + trace.ending() + " " + at.key(), Kind.BREAK);
            node.note(trace.ending().name());
            int last = trace.hops().size();
            for (int i = 0; i < silent; i++) {
                node.seenAt(last - i);
            }
            at.keep();
            move(node);
        }

        /** The node of that name; another one of the same name where the path would run in a circle. */
        private PathNode enter(String key, Kind kind) {
            String unique = key;
            PathNode next = graph.node(unique, kind);
            while (next != at && (visited.contains(unique) || graph.wouldCircle(at, next))) {
                unique = unique + " again";
                next = graph.node(unique, kind);
            }
            return next;
        }

        private void move(PathNode next) {
            if (next == at) {
                return;
            }
            PathEdge edge = graph.connect(at, next);
            (now ? edge.takenNow() : edge.takenBefore()).add(location);
            visited.add(next.key());
            at = next;
        }
    }
}
