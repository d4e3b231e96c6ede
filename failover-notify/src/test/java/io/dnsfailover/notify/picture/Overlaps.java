package io.dnsfailover.notify.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds what lies on each other in a picture, or outside of it, and should not. */
public final class Overlaps {
    private record Area(String what, double left, double top, double right, double bottom) {
        boolean meets(Area other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    private Overlaps() {}

    /** All labels of a picture. */
    public static List<Shape.Label> labels(Picture picture) {
        return flat(picture.shapes())
                .filter(Shape.Label.class::isInstance)
                .map(Shape.Label.class::cast)
                .toList();
    }

    /** The words of all labels, in order. */
    public static List<String> words(Picture picture) {
        return labels(picture).stream().map(Shape.Label::text).toList();
    }

    public static Stream<Shape> flat(List<Shape> shapes) {
        return shapes.stream()
                .flatMap(shape -> shape instanceof Shape.Window window ? flat(window.shapes()) : Stream.of(shape));
    }

    /** Labels that meet another label or stick out of the picture. */
    public static List<String> of(Picture picture) {
        List<Area> areas = labels(picture).stream().map(Overlaps::area).toList();
        List<String> faults = new ArrayList<>();
        Area whole = new Area("picture", 0, 0, picture.width(), picture.height());
        for (int i = 0; i < areas.size(); i++) {
            Area area = areas.get(i);
            if (area.left < whole.left - 0.01
                    || area.right > whole.right + 0.01
                    || area.top < whole.top
                    || area.bottom > whole.bottom) {
                faults.add(area + " sticks out");
            }
            for (Area other : areas.subList(i + 1, areas.size())) {
                if (area.meets(other)) {
                    faults.add(area + " meets " + other);
                }
            }
        }
        return faults;
    }

    private static Area area(Shape.Label label) {
        Shape.Style style = label.style();
        double width = Lettering.width(label.text(), style.size(), style.face());
        double left = switch (style.anchor()) {
            case START -> label.at().x();
            case MIDDLE -> label.at().x() - width / 2;
            case END -> label.at().x() - width;
        };
        double base = label.at().y();
        return new Area(label.text(), left, base - 0.74 * style.size(), left + width, base + 0.22 * style.size());
    }

    /** Labels that a line or a disc runs under: text must stand on the ground. */
    public static List<String> crossed(Picture picture) {
        List<String> faults = new ArrayList<>();
        List<Area> strokes = flat(picture.shapes()).flatMap(Overlaps::strokes).toList();
        for (Shape.Label label : labels(picture)) {
            Area area = area(label);
            strokes.stream().filter(area::meets).forEach(stroke -> faults.add(area + " is crossed by " + stroke));
        }
        return faults;
    }

    /** The vertical runs of lines, and the discs; where a line bends it only has to keep clear of its own gap. */
    private static Stream<Area> strokes(Shape shape) {
        if (shape instanceof Shape.Disc disc) {
            double r = disc.radius();
            Point at = disc.centre();
            return Stream.of(new Area("disc", at.x() - r, at.y() - r, at.x() + r, at.y() + r));
        }
        if (!(shape instanceof Shape.Line line)) {
            return Stream.empty();
        }
        List<Area> areas = new ArrayList<>();
        Point last = line.steps().get(0).to();
        for (Shape.Step step : line.steps().subList(1, line.steps().size())) {
            double half = line.width() / 2;
            areas.add(new Area(
                    "line",
                    Math.min(last.x(), step.to().x()) - half,
                    Math.min(last.y(), step.to().y()),
                    Math.max(last.x(), step.to().x()) + half,
                    Math.max(last.y(), step.to().y())));
            last = step.to();
        }
        return areas.stream();
    }
}
