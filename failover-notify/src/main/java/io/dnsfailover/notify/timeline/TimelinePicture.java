package io.dnsfailover.notify.timeline;

import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.notify.picture.Ink;
import io.dnsfailover.notify.picture.Lettering;
import io.dnsfailover.notify.picture.Picture;
import io.dnsfailover.notify.picture.Point;
import io.dnsfailover.notify.picture.Shape;
import io.dnsfailover.notify.picture.Shape.Anchor;
import io.dnsfailover.notify.picture.Shape.Box;
import io.dnsfailover.notify.picture.Shape.Face;
import io.dnsfailover.notify.picture.Shape.Label;
import io.dnsfailover.notify.picture.Shape.Line;
import io.dnsfailover.notify.picture.Shape.Style;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Draws checks over time: a short bar up for one that passed, a long one for one that failed, a dot for one that said nothing. */
public final class TimelinePicture {
    /** How many locations have a row; of more, the first by name. */
    public static final int MAX_LOCATIONS = 40;

    private static final int WIDTH = 600;
    private static final double MARGIN = 12;
    private static final double NAMES = 96;
    private static final double ROW = 24;
    private static final double LINE = 15;
    private static final double SIZE = 10;
    private static final double TITLE_SIZE = 14;
    private static final double BAR = 2.4;

    private final Map<String, List<Observation>> rows;
    private final List<Shape> shapes = new ArrayList<>();
    private final TimeScale scale;
    private final List<Mark> marks;

    private TimelinePicture(List<Observation> seen, List<Mark> marks) {
        TreeMap<String, List<Observation>> byLocation = new TreeMap<>();
        seen.forEach(each -> byLocation
                .computeIfAbsent(each.locationId(), id -> new ArrayList<>())
                .add(each));
        while (byLocation.size() > MAX_LOCATIONS) {
            byLocation.pollLastEntry();
        }
        this.rows = byLocation;
        this.marks = marks.stream()
                .sorted(Comparator.comparingLong(mark -> mark.at().nanos()))
                .toList();
        List<Moment> all = Stream.concat(
                        seen.stream().map(Observation::at), marks.stream().map(Mark::at))
                .sorted(Comparator.comparingLong(Moment::nanos))
                .toList();
        Moment first = all.get(0);
        long span = Math.max(1_000_000, all.get(all.size() - 1).nanos() - first.nanos());
        double left = MARGIN + NAMES;
        this.scale = new TimeScale(first, span, left, WIDTH - MARGIN - left - BAR);
    }

    /**
     * Draws the checks of one endpoint.
     *
     * @param title what it shows
     * @param seen the checks, in any order; one at least
     * @param marks what happened to the record; may be empty
     * @return a picture, 600 pixels wide
     */
    public static Picture of(String title, List<Observation> seen, List<Mark> marks) {
        if (seen.isEmpty()) {
            throw new IllegalArgumentException("a time line needs one check at least");
        }
        return new TimelinePicture(seen, marks).draw(title);
    }

    private Picture draw(String title) {
        String head = Lettering.fit(title, WIDTH - 2 * MARGIN, TITLE_SIZE, Face.BOLD);
        shapes.add(new Label(new Point(MARGIN, 22), head, Style.of(TITLE_SIZE, Ink.TEXT, Face.BOLD)));
        Badges badges = Badges.of(marks, scale, 34);
        double top = badges.bottom() + 4;
        double bottom = top + rows.size() * ROW;
        for (Moment tick : scale.ticks()) {
            drawTick(tick, top, bottom);
        }
        shapes.addAll(badges.lines(bottom));
        double y = top;
        for (Map.Entry<String, List<Observation>> row : rows.entrySet()) {
            drawRow(row.getKey(), row.getValue(), y);
            y += ROW;
        }
        shapes.addAll(badges.shapes());
        double below = drawKey(bottom + 32);
        below = drawMarks(below);
        return new Picture(WIDTH, (int) Math.ceil(below), title, words(), shapes);
    }

    private void drawTick(Moment tick, double top, double bottom) {
        double x = scale.x(tick);
        shapes.add(Line.straight(new Point(x, top), new Point(x, bottom + 3), Ink.FAINT, 1));
        Anchor anchor = x > WIDTH - 60 ? Anchor.END : x < MARGIN + NAMES + 30 ? Anchor.START : Anchor.MIDDLE;
        Style style = new Style(SIZE, Ink.MUTED, anchor, Face.PLAIN);
        shapes.add(new Label(new Point(x, bottom + 14), clock(tick.wall()), style));
    }

    private static String clock(Instant wall) {
        String iso = wall.truncatedTo(ChronoUnit.MILLIS).toString();
        return iso.substring(iso.indexOf('T') + 1, iso.length() - 1);
    }

    private void drawRow(String location, List<Observation> seen, double y) {
        String name = Lettering.fit(location, NAMES - 6, SIZE + 1, Face.BOLD);
        double base = y + ROW - 5;
        shapes.add(new Label(new Point(MARGIN, base), name, Style.of(SIZE + 1, Ink.TEXT, Face.BOLD)));
        Point from = new Point(scale.left(), base);
        shapes.add(Line.straight(from, new Point(scale.left() + scale.width() + BAR, base), Ink.FAINT, 1));
        // What fails is drawn last, so that no pass hides it.
        seen.stream()
                .sorted(Comparator.comparing(each -> each.result().outcome() == Outcome.FAIL))
                .forEach(each -> drawCheck(each, base));
    }

    private void drawCheck(Observation seen, double base) {
        shapes.add(bar(seen.result().outcome(), scale.x(seen.at()), base));
    }

    private static Shape bar(Outcome outcome, double x, double base) {
        return switch (outcome) {
            case PASS -> new Box(new Point(x, base - 7), BAR, 7, 0, Ink.GOOD);
            case FAIL -> new Box(new Point(x, base - 16), BAR, 16, 0, Ink.BAD);
            case INCONCLUSIVE -> new Shape.Disc(new Point(x + BAR / 2, base - 4), 2.2, Ink.GROUND, Ink.WARN, 1.2);
        };
    }

    private double drawKey(double y) {
        double x = MARGIN;
        for (Outcome outcome : Outcome.values()) {
            String words = switch (outcome) {
                case PASS -> "a check that passed";
                case FAIL -> "one that failed";
                case INCONCLUSIVE -> "one that said nothing";
            };
            shapes.add(bar(outcome, x + 2, y));
            shapes.add(new Label(new Point(x + 12, y), words, Style.of(SIZE, Ink.MUTED, Face.PLAIN)));
            x += 28 + Lettering.width(words, SIZE, Face.PLAIN);
        }
        Style end = Style.of(SIZE, Ink.MUTED, Face.PLAIN).anchored(Anchor.END);
        shapes.add(new Label(new Point(WIDTH - MARGIN, y), "times are UTC", end));
        return y + LINE + 3;
    }

    private double drawMarks(double y) {
        double base = y;
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            String words = (i + 1) + "  " + clock(mark.at().wall()) + "  " + mark.what();
            String fitted = Lettering.fit(words, WIDTH - 2 * MARGIN, SIZE, Face.PLAIN);
            shapes.add(new Label(new Point(MARGIN, base), fitted, Style.of(SIZE, Ink.TEXT, Face.PLAIN)));
            base += LINE;
        }
        return base;
    }

    private String words() {
        List<String> lines = new ArrayList<>();
        rows.forEach((location, seen) -> lines.add(location + ": " + seen.size() + " checks, "
                + count(seen, Outcome.PASS) + " passed, " + count(seen, Outcome.FAIL) + " failed, "
                + count(seen, Outcome.INCONCLUSIVE) + " said nothing."));
        marks.forEach(mark -> lines.add(clock(mark.at().wall()) + " " + mark.what() + "."));
        return String.join("\n", lines);
    }

    private static long count(List<Observation> seen, Outcome outcome) {
        return seen.stream().filter(each -> each.result().outcome() == outcome).count();
    }
}
