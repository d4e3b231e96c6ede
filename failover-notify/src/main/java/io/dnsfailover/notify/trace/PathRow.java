package io.dnsfailover.notify.trace;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.Trace;
import io.dnsfailover.notify.picture.Ink;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The words beside one node of the picture.
 *
 * @param hops the hop numbers; empty for none
 * @param main the first line
 * @param mainInk its colour
 * @param address whether the first line is an address
 * @param detail the second line; empty for none
 */
record PathRow(String hops, String main, Ink mainInk, boolean address, String detail) {
    private static final int NAMED_LOCATIONS = 3;

    static List<PathRow> of(PathGraph graph, List<PathNode> nodes, Endpoint endpoint, List<TracedPath> paths) {
        Words words = new Words(graph, endpoint, paths);
        return nodes.stream().map(words::row).toList();
    }

    /** Such as {@code fra1, ams1 and 4 more}. */
    static String listed(Collection<String> names) {
        List<String> sorted = List.copyOf(new TreeSet<>(names));
        if (sorted.size() <= NAMED_LOCATIONS) {
            return String.join(", ", sorted);
        }
        return String.join(", ", sorted.subList(0, NAMED_LOCATIONS)) + " and " + (sorted.size() - NAMED_LOCATIONS)
                + " more";
    }

    private record Words(PathGraph graph, Endpoint endpoint, List<TracedPath> paths) {
        private PathRow row(PathNode node) {
            return switch (node.kind()) {
                case LOCATION -> location(node);
                case ENDPOINT -> endpoint(node);
                case BREAK -> broken(node);
                case FOLD -> fold(node);
                case SILENCE -> silence(node);
                case ROUTER -> router(node);
            };
        }

        private PathRow location(PathNode node) {
            TracedPath path = paths.stream()
                    .filter(each -> PathMerge.locationKey(each.location()).equals(node.key()))
                    .findFirst()
                    .orElseThrow();
            Location location = path.location();
            String says = switch (path.seen()) {
                case PASS -> "its check passes";
                case FAIL -> "its check fails";
                case INCONCLUSIVE -> "its check says nothing";
            };
            String detail = path.now().ending() == Trace.Ending.NOT_POSSIBLE
                    ? says + "; no trace: " + path.now().detail()
                    : says;
            return new PathRow("", location.id(), Ink.TEXT, false, detail);
        }

        private PathRow endpoint(PathNode node) {
            TreeSet<String> reachedFrom = new TreeSet<>();
            graph.to(node).forEach(edge -> reachedFrom.addAll(edge.takenNow()));
            String detail = reachedFrom.isEmpty()
                    ? "no trace reaches it"
                    : reachedFrom.size() == paths.size() && paths.size() > 1
                            ? "every trace reaches it"
                            : "reached from " + listed(reachedFrom);
            return new PathRow(node.hops(), endpoint.toString(), Ink.TEXT, false, detail);
        }

        private PathRow broken(PathNode node) {
            TreeSet<String> whose = new TreeSet<>();
            graph.to(node).forEach(edge -> whose.addAll(edge.takenNow()));
            String main = switch (Trace.Ending.valueOf(node.note())) {
                case UNREACHABLE -> "no way on, says the router above";
                case TOO_LONG -> "no end: too many hops, or a circle";
                case INCOMPLETE -> "the trace was cut off here";
                default -> "no answer from here on";
            };
            return new PathRow(node.hops(), main, Ink.BAD, false, "path of " + listed(whose));
        }

        private PathRow fold(PathNode node) {
            List<PathNode> answered = node.folded().stream()
                    .filter(each -> each.responder() != null)
                    .toList();
            String ends = answered.isEmpty() ? "" : address(answered.get(0));
            if (answered.size() > 1) {
                ends += " ... " + address(answered.get(answered.size() - 1));
            }
            return new PathRow(node.hops(), node.hopCount() + " hops", Ink.MUTED, false, ends);
        }

        private PathRow silence(PathNode node) {
            String main = node.hopCount() == 1 ? "a hop that does not answer" : "hops that do not answer";
            return new PathRow(node.hops(), main, Ink.MUTED, false, "");
        }

        private PathRow router(PathNode node) {
            boolean lastGoodOnly = graph.to(node).stream().noneMatch(PathEdge::isNow);
            Hop.Responder who = node.responder();
            List<String> details = new ArrayList<>();
            String divergent = listed(divergent(node));
            if (!divergent.isEmpty()) {
                details.add("first divergent hop of " + divergent);
            } else if (lastGoodOnly) {
                details.add("last good path only");
            }
            if (who != null && who.name() != null) {
                details.add(who.name());
            }
            if (who != null && !who.annotations().isEmpty()) {
                details.add(String.join(" ", who.annotations()));
            }
            if (node.parallel() > 0) {
                details.add("+" + node.parallel() + " parallel");
            }
            Ink ink = lastGoodOnly ? Ink.MUTED : Ink.TEXT;
            return new PathRow(node.hops(), address(node), ink, true, String.join("  ", details));
        }

        private Set<String> divergent(PathNode node) {
            return paths.stream()
                    .filter(path -> isDivergence(path, node))
                    .map(path -> path.location().id())
                    .collect(Collectors.toSet());
        }

        private static String address(PathNode node) {
            Hop.Responder who = node.responder();
            return who == null ? "silent" : Divergence.text(who.address());
        }
    }

    /** Whether a path is no longer what it was at this node: a router that is new there, or one that is not reached any more. */
    static boolean isDivergence(TracedPath path, PathNode node) {
        Hop.Responder who = node.responder();
        Divergence divergence = path.divergence();
        List<InetAddress> where = divergence.kind() == Divergence.Kind.SILENT ? divergence.before() : divergence.now();
        return who != null && node.kind() == PathNode.Kind.ROUTER && where.contains(who.address());
    }

    /** How a location's own check is drawn. */
    static Ink inkOf(Outcome outcome) {
        return switch (outcome) {
            case PASS -> Ink.GOOD;
            case FAIL -> Ink.BAD;
            case INCONCLUSIVE -> Ink.WARN;
        };
    }
}
