package io.dnsfailover.notify.trace;

import io.dnsfailover.notify.picture.Ink;
import io.dnsfailover.notify.picture.Lettering;
import io.dnsfailover.notify.picture.Point;
import io.dnsfailover.notify.picture.Shape;
import io.dnsfailover.notify.picture.Shape.Disc;
import io.dnsfailover.notify.picture.Shape.Face;
import io.dnsfailover.notify.picture.Shape.Label;
import io.dnsfailover.notify.picture.Shape.Line;
import io.dnsfailover.notify.picture.Shape.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What the marks of the picture mean. */
final class PathLegend {
    static final double HEIGHT = 44;

    private static final double SIZE = 10;
    private static final double SYMBOL = 20;
    private static final double LINE = 18;

    private record Entry(String words, Function<Point, List<Shape>> symbol) {}

    private static final List<Entry> ENTRIES = List.of(
            new Entry("check passes", at -> List.of(new Disc(at, 5, Ink.GOOD, Ink.GROUND, 0))),
            new Entry("check fails", at -> List.of(new Disc(at, 5, Ink.BAD, Ink.GROUND, 0))),
            new Entry("path now", at -> List.of(bar(at, Ink.PATH, 2))),
            new Entry("last good path", at -> List.of(bar(at, Ink.FAINT, 8))),
            new Entry("first divergent hop", at -> List.of(new Disc(at, 6, Ink.GROUND, Ink.WARN, 1.6))),
            new Entry("lossy", at -> List.of(bar(at, Ink.WARN, 2))),
            new Entry("path ends", at -> PathMarks.cross(at, 4)));

    private PathLegend() {}

    static List<Shape> shapes(Point corner) {
        List<Shape> shapes = new ArrayList<>();
        double x = corner.x();
        double y = corner.y();
        for (Entry entry : ENTRIES) {
            double width = SYMBOL + Lettering.width(entry.words(), SIZE, Face.PLAIN);
            if (x + width > PathLayout.WIDTH - PathLayout.MARGIN) {
                x = corner.x();
                y += LINE;
            }
            shapes.addAll(entry.symbol().apply(new Point(x + 7, y)));
            Point at = new Point(x + SYMBOL, y + Shape.middle(SIZE));
            shapes.add(new Label(at, entry.words(), Style.of(SIZE, Ink.MUTED, Face.PLAIN)));
            x += width + 10;
        }
        return shapes;
    }

    private static Shape bar(Point at, Ink ink, double width) {
        return Line.straight(new Point(at.x() - 6, at.y()), new Point(at.x() + 6, at.y()), ink, width);
    }
}
