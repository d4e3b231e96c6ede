package io.dnsfailover.notify.geo;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Puts the addresses of the specimen paths where their names say they are. */
public final class SpecimenGeography implements GeoLocator {
    private static final List<GeoPoint> CITIES = List.of(
            new GeoPoint(50.11, 8.68, "Frankfurt am Main, DE"),
            new GeoPoint(52.37, 4.90, "Amsterdam, NL"),
            new GeoPoint(40.71, -74.01, "New York, US"),
            new GeoPoint(1.35, 103.82, "Singapore, SG"),
            new GeoPoint(51.51, -0.13, "London, GB"),
            new GeoPoint(48.86, 2.35, "Paris, FR"),
            new GeoPoint(37.77, -122.42, "San Francisco, US"),
            new GeoPoint(43.65, -79.38, "Toronto, CA"),
            new GeoPoint(-33.87, 151.21, "Sydney, AU"),
            new GeoPoint(-23.55, -46.63, "Sao Paulo, BR"),
            new GeoPoint(35.68, 139.69, "Tokyo, JP"),
            new GeoPoint(19.08, 72.88, "Mumbai, IN"),
            new GeoPoint(-26.20, 28.05, "Johannesburg, ZA"),
            new GeoPoint(52.23, 21.01, "Warsaw, PL"));

    @Override
    public Optional<GeoPoint> locate(InetAddress address) {
        byte[] bytes = address.getAddress();
        if ((bytes[0] & 0xff) == 198) {
            return Optional.of(CITIES.get((bytes[2] & 0xff) - 100));
        }
        return Optional.of(new GeoPoint(53.55, 10.0, "Hamburg, DE"));
    }

    @Override
    public void close() {}
}
