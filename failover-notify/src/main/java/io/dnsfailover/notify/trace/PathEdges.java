package io.dnsfailover.notify.trace;

import io.dnsfailover.notify.picture.Ink;
import io.dnsfailover.notify.picture.Lettering;
import io.dnsfailover.notify.picture.Point;
import io.dnsfailover.notify.picture.Shape;
import io.dnsfailover.notify.picture.Shape.Face;
import io.dnsfailover.notify.picture.Shape.Label;
import io.dnsfailover.notify.picture.Shape.Line;
import io.dnsfailover.notify.picture.Shape.Step;
import io.dnsfailover.notify.picture.Shape.Style;
import java.util.ArrayList;
import java.util.List;

/** Draws the edges of the graph and what stands on them. */
record PathEdges(PathLayout layout) {
    static final int HEAVY_LOSS = 50;

    private static final double SIZE = 10;
    private static final double GAP = 7;

    /** The last good path, behind everything. */
    Shape faint(PathEdge edge) {
        return new Line(steps(edge), Ink.FAINT, Math.min(8, layout.pitch() * 0.6), false);
    }

    Shape line(PathEdge edge) {
        if (edge.leadsToBreak()) {
            return new Line(steps(edge), Ink.BAD, 2, true);
        }
        return new Line(steps(edge), inkOf(edge.lastingLoss(), Ink.PATH), 2, false);
    }

    static Ink inkOf(int loss, Ink otherwise) {
        if (loss >= HEAVY_LOSS) {
            return Ink.BAD;
        }
        return loss > 0 ? Ink.WARN : otherwise;
    }

    List<Shape> labels(PathEdge edge) {
        List<Shape> labels = new ArrayList<>();
        if (edge.measured().isEmpty()) {
            return labels;
        }
        double room = layout.pitch() - GAP - 3;
        Point at = new Point(layout.x(edge) + GAP, layout.labelY(edge));
        String rtt = Lettering.fit(edge.rtts(), room, SIZE, Face.PLAIN);
        labels.add(new Label(at, rtt, Style.of(SIZE, Ink.MUTED, Face.PLAIN)));
        if (edge.worstLoss() > 0) {
            Point below = new Point(at.x(), at.y() + PathLayout.lineHeight());
            labels.add(new Label(
                    below,
                    edge.worstLoss() + "% lost",
                    Style.of(SIZE, inkOf(edge.lastingLoss(), Ink.MUTED), Face.PLAIN)));
        }
        return labels;
    }

    /** Down, over to its lane above the next row, down along it, and over to its end above the last row. */
    private List<Step> steps(PathEdge edge) {
        int first = layout.row(edge.from());
        int last = layout.row(edge.to());
        double startX = layout.x(edge.from());
        double laneX = layout.x(edge);
        List<Step> steps = new ArrayList<>();
        steps.add(Step.to(new Point(startX, layout.y(first))));
        if (laneX != startX) {
            steps.add(Step.to(new Point(startX, layout.bendAbove(first + 1))));
            steps.add(Step.bentTo(new Point(laneX, layout.y(first + 1))));
        }
        double endX = layout.x(edge.to());
        if (endX != laneX) {
            steps.add(Step.to(new Point(laneX, layout.bendAbove(last))));
            steps.add(Step.bentTo(new Point(endX, layout.y(last))));
        } else {
            steps.add(Step.to(new Point(endX, layout.y(last))));
        }
        return steps;
    }
}
