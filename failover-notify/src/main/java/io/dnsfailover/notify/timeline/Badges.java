package io.dnsfailover.notify.timeline;

import io.dnsfailover.notify.picture.Ink;
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

/** The numbers of the marks above the time line. Marks that are close in time stand one above the other, so that all can be read. */
record Badges(List<Point> centres, double bottom) {
    private static final double RADIUS = 7;
    private static final double PITCH = 2 * RADIUS + 2;
    private static final double SIZE = 9;

    static Badges of(List<Mark> marks, TimeScale scale, double top) {
        List<Point> placed = new ArrayList<>();
        double lowest = top + RADIUS;
        for (Mark mark : marks) {
            double x = scale.x(mark.at());
            double y = top + RADIUS;
            while (isTaken(placed, x, y)) {
                y += PITCH;
            }
            lowest = Math.max(lowest, y);
            placed.add(new Point(x, y));
        }
        return new Badges(placed, marks.isEmpty() ? top : lowest + RADIUS);
    }

    private static boolean isTaken(List<Point> placed, double x, double y) {
        return placed.stream().anyMatch(other -> Math.abs(other.x() - x) < PITCH && Math.abs(other.y() - y) < PITCH);
    }

    List<Shape> lines(double bottomOfRows) {
        return centres.stream()
                .<Shape>map(at -> Line.straight(at, new Point(at.x(), bottomOfRows), Ink.PATH, 1))
                .toList();
    }

    List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < centres.size(); i++) {
            Point at = centres.get(i);
            shapes.add(new Disc(at, RADIUS - 0.5, Ink.GROUND, Ink.PATH, 1.2));
            Point base = new Point(at.x(), at.y() + Shape.middle(SIZE));
            shapes.add(new Label(base, Integer.toString(i + 1), new Style(SIZE, Ink.PATH, Anchor.MIDDLE, Face.BOLD)));
        }
        return shapes;
    }
}
