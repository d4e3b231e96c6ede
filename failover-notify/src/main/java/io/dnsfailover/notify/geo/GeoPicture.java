package io.dnsfailover.notify.geo;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.notify.geo.MapSpots.Spot;
import io.dnsfailover.notify.picture.Ink;
import io.dnsfailover.notify.picture.Lettering;
import io.dnsfailover.notify.picture.Picture;
import io.dnsfailover.notify.picture.Point;
import io.dnsfailover.notify.picture.Shape;
import io.dnsfailover.notify.picture.Shape.Anchor;
import io.dnsfailover.notify.picture.Shape.Disc;
import io.dnsfailover.notify.picture.Shape.Face;
import io.dnsfailover.notify.picture.Shape.Label;
import io.dnsfailover.notify.picture.Shape.Line;
import io.dnsfailover.notify.picture.Shape.Style;
import io.dnsfailover.notify.trace.TracedPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The paths on a map: a spot for each place that a located hop stands at, numbered, with the numbers explained below. Hops with private
 * addresses, and those that the locator does not know, are not on it.
 */
public final class GeoPicture {
    private static final int WIDTH = 600;
    private static final double MARGIN = 12;
    private static final double MAP_HEIGHT = 300;
    private static final double HEAD = 46;
    private static final double ROW = 17;
    private static final double SIZE = 10.5;
    private static final double TITLE_SIZE = 14;

    private final MapView view;
    private final MapSpots spots;
    private final Set<List<Integer>> drawn = new HashSet<>();

    private GeoPicture(MapView view) {
        this.view = view;
        this.spots = new MapSpots(view);
    }

    /**
     * Draws the paths on a map.
     *
     * @param endpoint what was traced
     * @param paths one for each location
     * @param locator knows where addresses are
     * @return a picture, 600 pixels wide; empty when the locator knows none of the hops
     */
    public static Optional<Picture> of(Endpoint endpoint, List<TracedPath> paths, GeoLocator locator) {
        List<Stops.Way> ways = Stops.of(paths, locator);
        if (ways.isEmpty()) {
            return Optional.empty();
        }
        List<GeoPoint> places = ways.stream()
                .flatMap(way -> way.stops().stream())
                .map(Stops.Stop::place)
                .toList();
        MapView view = MapView.around(places, new Point(0, HEAD), WIDTH, MAP_HEIGHT);
        return Optional.of(new GeoPicture(view).draw(endpoint, ways));
    }

    private Picture draw(Endpoint endpoint, List<Stops.Way> ways) {
        List<Shape> onMap = new ArrayList<>();
        onMap.add(new Shape.Box(new Point(0, HEAD), WIDTH, MAP_HEIGHT, 0, Ink.PANEL));
        onMap.add(new Shape.Area(land(), Ink.LAND, Ink.COAST));
        ways.forEach(way -> onMap.addAll(lines(way)));
        spots.all().forEach(spot -> onMap.addAll(mark(spot)));

        String title = "Places on the paths to " + endpoint;
        List<Shape> shapes = new ArrayList<>();
        double room = WIDTH - 2 * MARGIN;
        String head = Lettering.fit(title, room, TITLE_SIZE, Face.BOLD);
        shapes.add(new Label(new Point(MARGIN, 22), head, Style.of(TITLE_SIZE, Ink.TEXT, Face.BOLD)));
        String note = "where routers stand is a guess of the database; hops with private addresses are not shown";
        shapes.add(new Label(new Point(MARGIN, 38), note, Style.of(SIZE, Ink.MUTED, Face.PLAIN)));
        shapes.add(new Shape.Window(new Point(0, HEAD), WIDTH, MAP_HEIGHT, onMap));
        double y = HEAD + MAP_HEIGHT + 18;
        for (Spot spot : spots.all()) {
            shapes.addAll(row(spot, y));
            y += ROW;
        }
        return new Picture(WIDTH, (int) Math.ceil(y), title, words(), shapes);
    }

    private List<List<Point>> land() {
        return WorldOutline.rings().stream()
                .map(ring -> ring.stream()
                        .map(point -> view.at(point.x(), point.y()))
                        .toList())
                .toList();
    }

    private List<Shape> lines(Stops.Way way) {
        List<Shape> lines = new ArrayList<>();
        Spot last = null;
        for (Stops.Stop stop : way.stops()) {
            Spot spot = spots.of(stop.place());
            spot.visit(way.location(), stop);
            if (last != null && last != spot && drawn.add(List.of(way.now() ? 1 : 0, last.number(), spot.number()))) {
                lines.add(Line.straight(last.at(), spot.at(), way.now() ? Ink.PATH : Ink.FAINT, way.now() ? 2 : 6));
            }
            last = spot;
        }
        if (way.broken() && last != null) {
            last.end(way.location());
        }
        return lines;
    }

    private static List<Shape> mark(Spot spot) {
        Ink ink = spot.isEnd() ? Ink.BAD : Ink.PATH;
        Point base = new Point(spot.at().x(), spot.at().y() + Shape.middle(9));
        Style style = new Style(9, ink, Anchor.MIDDLE, Face.BOLD);
        return List.of(
                new Disc(spot.at(), MapSpots.RADIUS - 1, Ink.GROUND, ink, 1.8),
                new Label(base, Integer.toString(spot.number()), style));
    }

    private static List<Shape> row(Spot spot, double y) {
        List<Shape> row = new ArrayList<>();
        Ink ink = spot.isEnd() ? Ink.BAD : Ink.PATH;
        Style number = new Style(SIZE, ink, Anchor.END, Face.BOLD);
        row.add(new Label(new Point(MARGIN + 16, y), Integer.toString(spot.number()), number));
        double x = MARGIN + 24;
        String name = Lettering.fit(spot.name(), 190, SIZE, Face.PLAIN);
        row.add(new Label(new Point(x, y), name, Style.of(SIZE, Ink.TEXT, Face.PLAIN)));
        x += 200;
        double room = WIDTH - MARGIN - x;
        String said = spot.isEnd() ? spot.endings() + "; " : "";
        String visits = Lettering.fit(said + "hops: " + spot.visits(), room, SIZE, Face.PLAIN);
        row.add(new Label(new Point(x, y), visits, Style.of(SIZE, spot.isEnd() ? Ink.BAD : Ink.MUTED, Face.PLAIN)));
        return row;
    }

    private String words() {
        return spots.all().stream()
                .map(spot -> spot.number() + ". " + spot.name() + ": hops " + spot.visits()
                        + (spot.isEnd() ? "; " + spot.endings() : ""))
                .collect(Collectors.joining("\n"));
    }
}
