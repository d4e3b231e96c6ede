package io.dnsfailover.notify.geo;

import io.dnsfailover.notify.picture.Point;
import java.util.List;

/**
 * The part of the world that is shown, in a plain projection: a degree is as wide everywhere, and as high as it is wide.
 *
 * @param west the left edge, in degrees
 * @param north the upper edge, in degrees
 * @param scale pixels for each degree
 * @param corner the upper left corner in the picture
 * @param size width and height in the picture
 */
record MapView(double west, double north, double scale, Point corner, Point size) {
    private static final double SMALLEST_SPAN = 48;
    private static final double BORDER = 1.25;

    /** The smallest view that holds all places with some room around, with the sides of the picture. */
    static MapView around(List<GeoPoint> places, Point corner, double width, double height) {
        double west = places.stream().mapToDouble(GeoPoint::longitude).min().orElse(-180);
        double east = places.stream().mapToDouble(GeoPoint::longitude).max().orElse(180);
        double south = places.stream().mapToDouble(GeoPoint::latitude).min().orElse(-90);
        double north = places.stream().mapToDouble(GeoPoint::latitude).max().orElse(90);
        double wanted = Math.max((east - west) * BORDER, (north - south) * BORDER * width / height);
        double span = Math.min(360, Math.max(SMALLEST_SPAN, wanted));
        double high = span * height / width;
        double left = clamp((west + east - span) / 2, -180, 180 - span);
        double top = clamp((south + north + high) / 2, -90 + high, 90);
        return new MapView(left, top, width / span, corner, new Point(width, height));
    }

    /** Where a place is drawn: far enough inside of the map that a spot of that radius is whole. */
    Point inside(GeoPoint place, double radius) {
        Point at = at(place.longitude(), place.latitude());
        return new Point(
                clamp(at.x(), corner.x() + radius, corner.x() + size.x() - radius),
                clamp(at.y(), corner.y() + radius, corner.y() + size.y() - radius));
    }

    Point at(double longitude, double latitude) {
        return new Point(corner.x() + (longitude - west) * scale, corner.y() + (north - latitude) * scale);
    }

    private static double clamp(double value, double least, double most) {
        return Math.max(least, Math.min(value, most));
    }
}
