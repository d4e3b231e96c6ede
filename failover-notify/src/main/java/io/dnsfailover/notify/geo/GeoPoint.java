package io.dnsfailover.notify.geo;

import io.dnsfailover.model.Printable;

/**
 * A place on the earth.
 *
 * @param latitude in degrees, north positive, -90 to 90
 * @param longitude in degrees, east positive, -180 to 180
 * @param label what people call it, such as {@code Frankfurt am Main, DE}; made {@link Printable} here; empty when it has no name
 */
public record GeoPoint(double latitude, double longitude, String label) {
    /** Checks the ranges; escapes and cuts the label. */
    public GeoPoint {
        if (!(latitude >= -90 && latitude <= 90)) {
            throw new IllegalArgumentException("latitude must be -90 to 90 degrees, not " + latitude);
        }
        if (!(longitude >= -180 && longitude <= 180)) {
            throw new IllegalArgumentException("longitude must be -180 to 180 degrees, not " + longitude);
        }
        label = Printable.of(label);
    }
}
