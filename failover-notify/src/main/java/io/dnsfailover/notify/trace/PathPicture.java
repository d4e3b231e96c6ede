package io.dnsfailover.notify.trace;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.notify.picture.Picture;
import io.dnsfailover.notify.picture.Point;
import io.dnsfailover.notify.picture.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The visual traceroute: the paths of all locations to an endpoint as one graph from top to bottom. Routers that several
 * paths share are drawn once; round-trip time and loss stand on the edges (in columns, where there are too many edges for
 * that); where a path ends there is a red cross; the last good path lies faint behind.
 */
public final class PathPicture {
    /** How many paths are drawn; the ones that fail come first, and the table of the report has them all. */
    public static final int MAX_PATHS = 20;

    /** How many rows there are before long stretches are folded. */
    public static final int MAX_ROWS = 36;

    private static final double HEAD = 62;

    private PathPicture() {}

    /**
     * Draws the paths. The same paths make the same picture.
     *
     * @param endpoint what was traced
     * @param paths one for each location, from 1; of more than {@link #MAX_PATHS} the first are drawn, failing ones before others
     * @return a picture, 600 pixels wide, whose description says the same in words
     */
    public static Picture of(Endpoint endpoint, List<TracedPath> paths) {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("a picture of paths needs one path at least");
        }
        List<TracedPath> drawn = paths.stream()
                .sorted(Comparator.comparing(path -> path.divergence().kind() == Divergence.Kind.SAME))
                .limit(MAX_PATHS)
                .toList();
        PathGraph graph = PathMerge.of(drawn);
        Folding.fold(graph, MAX_ROWS);
        List<PathNode> nodes = RowOrder.of(graph);
        List<PathRow> rows = PathRow.of(graph, nodes, endpoint, drawn);
        PathLayout layout = new PathLayout(graph, nodes, rows, HEAD);
        List<Shape> shapes = new ArrayList<>(PathHeading.shapes(endpoint, paths, layout));
        PathEdges edges = new PathEdges(layout);
        graph.edges().stream()
                .filter(edge -> !edge.takenBefore().isEmpty())
                .forEach(edge -> shapes.add(edges.faint(edge)));
        graph.edges().stream()
                .filter(PathEdge::isNow)
                .sorted(Comparator.comparing(PathEdge::leadsToBreak))
                .forEach(edge -> shapes.add(edges.line(edge)));
        if (layout.isWide()) {
            graph.edges().forEach(edge -> shapes.addAll(edges.labels(edge)));
        }
        PathMarks marks = new PathMarks(graph, layout, drawn);
        for (int i = 0; i < nodes.size(); i++) {
            shapes.addAll(marks.mark(nodes.get(i)));
            shapes.addAll(marks.words(nodes.get(i), rows.get(i)));
        }
        int height = (int) Math.ceil(layout.bottom() + PathLegend.HEIGHT);
        shapes.addAll(PathLegend.shapes(new Point(PathLayout.MARGIN, layout.bottom() + 8)));
        return new Picture(PathLayout.WIDTH, height, PathHeading.title(endpoint), words(paths), shapes);
    }

    /**
     * The same in words, one line for each path.
     *
     * @param paths the paths
     * @return printable text with line feeds
     */
    public static String words(List<TracedPath> paths) {
        return String.join("\n", paths.stream().map(PathPicture::words).toList());
    }

    private static String words(TracedPath path) {
        Divergence divergence = path.divergence();
        String said = divergence.kind() == Divergence.Kind.UNKNOWN
                        && !path.now().detail().isEmpty()
                ? path.now().detail()
                : divergence.describe();
        boolean nothingToCompare = divergence.kind() == Divergence.Kind.SAME && path.lastGood() == null;
        return path.location().id() + " (check: " + path.seen() + "): "
                + (nothingToCompare ? "the path is whole" : said) + ".";
    }
}
