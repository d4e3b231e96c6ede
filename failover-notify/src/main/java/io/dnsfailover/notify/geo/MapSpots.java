package io.dnsfailover.notify.geo;

import io.dnsfailover.notify.picture.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Places that would lie on each other in the picture are one numbered spot. Written by the one thread that draws. */
final class MapSpots {
    static final double RADIUS = 8;

    /** One spot. */
    static final class Spot {
        private final int number;
        private final Point at;
        private final TreeSet<String> labels = new TreeSet<>();
        private final Map<String, TreeSet<Integer>> hops = new TreeMap<>();
        private final TreeSet<String> ends = new TreeSet<>();

        private Spot(int number, Point at) {
            this.number = number;
            this.at = at;
        }

        int number() {
            return number;
        }

        Point at() {
            return at;
        }

        boolean isEnd() {
            return !ends.isEmpty();
        }

        void end(String location) {
            ends.add(location);
        }

        void visit(String location, Stops.Stop stop) {
            if (!stop.place().label().isEmpty()) {
                labels.add(stop.place().label());
            }
            hops.computeIfAbsent(location, absent -> new TreeSet<>()).add(stop.ttl());
        }

        String name() {
            return labels.isEmpty() ? "a place without a name" : String.join(" / ", labels);
        }

        /** Such as {@code fra1 3-5, ams1 7}. */
        String visits() {
            return hops.entrySet().stream()
                    .map(each -> each.getKey() + " " + range(each.getValue()))
                    .collect(Collectors.joining(", "));
        }

        String endings() {
            return ends.isEmpty() ? "" : "here ends the path of " + String.join(", ", ends);
        }

        private static String range(SortedSet<Integer> numbers) {
            return numbers.size() == 1 ? "" + numbers.first() : numbers.first() + "-" + numbers.last();
        }
    }

    private final MapView view;
    private final List<Spot> spots = new ArrayList<>();

    MapSpots(MapView view) {
        this.view = view;
    }

    List<Spot> all() {
        return spots;
    }

    /** The spot of a place: one that is so near that they would touch, else a new one. */
    Spot of(GeoPoint place) {
        Point at = view.inside(place, RADIUS);
        for (Spot spot : spots) {
            if (Math.hypot(spot.at().x() - at.x(), spot.at().y() - at.y()) < 2 * RADIUS + 2) {
                return spot;
            }
        }
        Spot spot = new Spot(spots.size() + 1, at);
        spots.add(spot);
        return spot;
    }
}
