package io.dnsfailover.notify.trace;

import io.dnsfailover.notify.picture.Ink;
import io.dnsfailover.notify.picture.Lettering;
import io.dnsfailover.notify.picture.Point;
import io.dnsfailover.notify.picture.Shape;
import io.dnsfailover.notify.picture.Shape.Anchor;
import io.dnsfailover.notify.picture.Shape.Disc;
import io.dnsfailover.notify.picture.Shape.Face;
import io.dnsfailover.notify.picture.Shape.Label;
import io.dnsfailover.notify.picture.Shape.Line;
import io.dnsfailover.notify.picture.Shape.Style;
import java.util.ArrayList;
import java.util.List;

/** Draws the nodes of the graph and the words beside them. */
record PathMarks(PathGraph graph, PathLayout layout, List<TracedPath> paths) {
    /** How much room the columns with the measurements take at the right. */
    static final double COLUMNS = 132;

    static final double LOSS_END = PathLayout.WIDTH - PathLayout.MARGIN;
    static final double RTT_END = LOSS_END - 44;

    private static final double SIZE = 11.5;
    private static final double SMALL = 10;
    private static final double HOPS_WIDTH = 34;
    private static final double DETAIL_BELOW = 13;

    List<Shape> mark(PathNode node) {
        Point at = new Point(layout.x(node), layout.y(node));
        double grown = Math.min(1, layout.pitch() / 14);
        return switch (node.kind()) {
            case LOCATION -> List.of(new Disc(at, 6 * grown, inkOfLocation(node), Ink.GROUND, 1));
            case ENDPOINT ->
                List.of(
                        new Disc(at, 7, Ink.GROUND, inkOfEndpoint(node), 2),
                        new Disc(at, 3.5, inkOfEndpoint(node), Ink.GROUND, 0));
            case BREAK -> cross(at, 5 * Math.max(0.8, grown));
            case FOLD -> dots(at);
            case SILENCE -> List.of(new Disc(at, 4 * grown, Ink.GROUND, inkOfNode(node), 1.2));
            case ROUTER -> router(node, at, grown);
        };
    }

    private List<Shape> router(PathNode node, Point at, double grown) {
        boolean now = graph.to(node).stream().anyMatch(PathEdge::isNow);
        Disc disc = now
                ? new Disc(at, 4.5 * grown, Ink.PATH, Ink.GROUND, 1)
                : new Disc(at, 4 * grown, Ink.FAINT, Ink.MUTED, 1.2);
        boolean divergent = paths.stream().anyMatch(path -> PathRow.isDivergence(path, node));
        return divergent ? List.of(new Disc(at, 7 * grown, Ink.GROUND, Ink.WARN, 1.6), disc) : List.of(disc);
    }

    static List<Shape> cross(Point at, double arm) {
        double x = at.x();
        double y = at.y();
        return List.of(
                new Disc(at, arm + 3, Ink.GROUND, Ink.GROUND, 0),
                Line.straight(new Point(x - arm, y - arm), new Point(x + arm, y + arm), Ink.BAD, 3),
                Line.straight(new Point(x - arm, y + arm), new Point(x + arm, y - arm), Ink.BAD, 3));
    }

    private static List<Shape> dots(Point at) {
        List<Shape> dots = new ArrayList<>();
        dots.add(new Shape.Box(new Point(at.x() - 4, at.y() - 8), 8, 16, 4, Ink.GROUND));
        for (int i = -1; i <= 1; i++) {
            dots.add(new Disc(new Point(at.x(), at.y() + 5 * i), 1.6, Ink.MUTED, Ink.GROUND, 0));
        }
        return dots;
    }

    private Ink inkOfLocation(PathNode node) {
        return paths.stream()
                .filter(path -> PathMerge.locationKey(path.location()).equals(node.key()))
                .findFirst()
                .map(path -> PathRow.inkOf(path.seen()))
                .orElse(Ink.MUTED);
    }

    private Ink inkOfEndpoint(PathNode node) {
        return graph.to(node).stream().anyMatch(PathEdge::isNow) ? Ink.PATH : Ink.MUTED;
    }

    private Ink inkOfNode(PathNode node) {
        return graph.to(node).stream().anyMatch(PathEdge::isNow) ? Ink.PATH : Ink.FAINT;
    }

    List<Shape> words(PathNode node, PathRow row) {
        List<Shape> words = new ArrayList<>();
        double y = layout.y(node);
        double left = layout.textX();
        double right = PathLayout.WIDTH - PathLayout.MARGIN;
        if (!layout.isWide()) {
            words.addAll(columns(node));
            right -= COLUMNS - 4;
        }
        boolean numbered = !row.hops().isEmpty();
        if (numbered) {
            Style style = Style.of(SMALL, Ink.MUTED, Face.PLAIN).anchored(Anchor.END);
            words.add(new Label(new Point(left + HOPS_WIDTH - 8, y + Shape.middle(SMALL)), row.hops(), style));
        }
        boolean indented = numbered || node.kind() == PathNode.Kind.ROUTER;
        double x = indented ? left + HOPS_WIDTH : left;
        Face face = row.address() ? Face.MONO : isPlain(node) ? Face.PLAIN : Face.BOLD;
        String main = Lettering.fit(row.main(), right - x, SIZE, face);
        words.add(new Label(new Point(x, y + Shape.middle(SIZE)), main, Style.of(SIZE, row.mainInk(), face)));
        String detail = Lettering.fit(row.detail(), right - x, SMALL, Face.PLAIN);
        if (!detail.isEmpty()) {
            Point below = new Point(x, y + Shape.middle(SMALL) + DETAIL_BELOW);
            words.add(new Label(below, detail, Style.of(SMALL, Ink.MUTED, Face.PLAIN)));
        }
        return words;
    }

    private static boolean isPlain(PathNode node) {
        return node.kind() == PathNode.Kind.FOLD || node.kind() == PathNode.Kind.SILENCE;
    }

    private List<Shape> columns(PathNode node) {
        PathEdge all = new PathEdge(node, node);
        graph.to(node).forEach(all::take);
        List<Shape> columns = new ArrayList<>();
        if (all.measured().isEmpty()) {
            return columns;
        }
        double y = layout.y(node) + Shape.middle(SMALL);
        Style plain = Style.of(SMALL, Ink.MUTED, Face.PLAIN).anchored(Anchor.END);
        columns.add(new Label(new Point(RTT_END, y), all.rtts(), plain));
        Ink ink = PathEdges.inkOf(all.lastingLoss(), Ink.MUTED);
        columns.add(new Label(
                new Point(LOSS_END, y),
                all.worstLoss() + "%",
                Style.of(SMALL, ink, ink == Ink.MUTED ? Face.PLAIN : Face.BOLD).anchored(Anchor.END)));
        return columns;
    }
}
