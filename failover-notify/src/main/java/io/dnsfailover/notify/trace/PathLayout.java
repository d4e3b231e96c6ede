package io.dnsfailover.notify.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where everything stands: one row for each node, one lane for each edge that passes a row. With few lanes the measurements stand
 * on the edges; with many they stand in columns at the end of the row to which the edge leads.
 */
final class PathLayout {
    /** The width of the picture: what a mail client shows without scrolling. */
    static final int WIDTH = 600;

    /** The free space around. */
    static final double MARGIN = 12;

    private static final int WIDE_LANES = 3;
    private static final int WIDE_ROWS = 24;
    private static final double WIDE_PITCH = 84;
    private static final double LANES_ROOM = 176;
    private static final double WIDEST_NARROW_PITCH = 18;
    private static final double FIRST_LANE = MARGIN + 10;
    private static final double LINE = 11;
    private static final double BEND = 16;
    private static final double LABEL_BELOW = 14;

    private final List<PathNode> nodes;
    private final Lanes lanes;
    private final boolean wide;
    private final double pitch;
    private final double[] middles;
    private final Map<PathNode, Integer> rowOf = new HashMap<>();

    PathLayout(PathGraph graph, List<PathNode> nodes, List<PathRow> rows, double top) {
        this.nodes = nodes;
        this.lanes = new Lanes(graph, nodes);
        this.wide = lanes.count() <= WIDE_LANES && nodes.size() <= WIDE_ROWS;
        this.pitch = wide ? WIDE_PITCH : Math.min(WIDEST_NARROW_PITCH, LANES_ROOM / Math.max(1, lanes.count() - 1));
        this.middles = new double[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            rowOf.put(nodes.get(i), i);
        }
        double y = top;
        for (int i = 0; i < nodes.size(); i++) {
            middles[i] = y;
            y += Math.max(rows.get(i).detail().isEmpty() ? 22 : 33, labelRoomBelow(graph, i));
        }
    }

    /** Whether the measurements stand on the edges. */
    boolean isWide() {
        return wide;
    }

    double pitch() {
        return pitch;
    }

    double x(PathNode node) {
        return x(lanes.of(node));
    }

    double y(PathNode node) {
        return middles[row(node)];
    }

    double y(int row) {
        return middles[row];
    }

    int row(PathNode node) {
        return rowOf.getOrDefault(node, 0);
    }

    boolean isToNextRow(PathEdge edge) {
        return row(edge.to()) == row(edge.from()) + 1;
    }

    /** Where the edge runs between the row where it begins and the row where it ends. */
    double x(PathEdge edge) {
        return isToNextRow(edge) ? x(edge.from()) : x(lanes.of(edge));
    }

    /** Where an edge starts to bend towards the lane that it has in the next row. */
    double bendAbove(int row) {
        return wide ? middles[row] - BEND : middles[row - 1] + 3;
    }

    /** The base line of the first label on an edge. */
    double labelY(PathEdge edge) {
        return middles[row(edge.to()) - 1] + LABEL_BELOW;
    }

    static double lineHeight() {
        return LINE;
    }

    /** Where the words begin. */
    double textX() {
        return x(lanes.count() - 1) + (wide ? WIDE_PITCH - 6 : 14);
    }

    double bottom() {
        return middles[middles.length - 1] + 30;
    }

    private double x(int lane) {
        return FIRST_LANE + lane * pitch;
    }

    private double labelRoomBelow(PathGraph graph, int row) {
        if (!wide || row + 1 >= nodes.size()) {
            return 0;
        }
        double lines = 0;
        for (PathEdge edge : graph.to(nodes.get(row + 1))) {
            lines = Math.max(lines, edge.measured().isEmpty() ? 0 : edge.worstLoss() > 0 ? 2 : 1);
        }
        return lines == 0 ? 0 : LABEL_BELOW + (lines - 1) * LINE + BEND + 4;
    }
}
