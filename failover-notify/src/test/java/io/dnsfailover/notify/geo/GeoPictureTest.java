package io.dnsfailover.notify.geo;

import static io.dnsfailover.notify.trace.SpecimenPaths.hop;
import static io.dnsfailover.notify.trace.SpecimenPaths.location;
import static io.dnsfailover.notify.trace.SpecimenPaths.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.Trace;
import io.dnsfailover.notify.picture.Ink;
import io.dnsfailover.notify.picture.Overlaps;
import io.dnsfailover.notify.picture.Picture;
import io.dnsfailover.notify.picture.Point;
import io.dnsfailover.notify.picture.Shape;
import io.dnsfailover.notify.picture.Theme;
import io.dnsfailover.notify.trace.SpecimenPaths;
import io.dnsfailover.notify.trace.TracedPath;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoPictureTest {
    private static final Endpoint ENDPOINT = Endpoint.of("192.0.2.10").named("primary");

    @ParameterizedTest
    @CsvSource({"1,3", "1,30", "3,8", "14,3", "14,30"})
    void labels_ofAnySize_doNotOverlap(int locations, int hops) {
        Picture picture = draw(SpecimenPaths.broken(locations, hops), new SpecimenGeography());

        assertThat(Overlaps.of(picture)).isEmpty();
        assertThat(picture.width()).isEqualTo(600);
    }

    @Test
    @DisplayName(
            "places all over the world, poles and date line included: spots stay in the map and apart from each other")
    void spots_anywhere_doNotOverlap() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            GeoLocator anywhere = new Lookup() {
                @Override
                public Optional<GeoPoint> locate(InetAddress address) {
                    return Optional.of(
                            new GeoPoint(random.nextDouble(-90, 90), random.nextDouble(-180, 180), "somewhere"));
                }
            };

            Picture picture = draw(SpecimenPaths.broken(3, 30), anywhere);

            assertThat(Overlaps.of(picture)).as("seed %d", seed).isEmpty();
            assertThat(spots(picture))
                    .allMatch(disc -> disc.centre().x() >= 0 && disc.centre().x() <= 600);
        }
    }

    @Test
    void privateHops_areNotOnTheMap() {
        List<String> asked = new ArrayList<>();
        GeoLocator curious = new Lookup() {
            @Override
            public Optional<GeoPoint> locate(InetAddress address) {
                asked.add(address.getHostAddress());
                return Optional.of(new GeoPoint(0, 0, "here"));
            }
        };
        List<String> addresses = List.of(
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.0.1",
                "fd00::1",
                "fe80::1",
                "203.0.113.1",
                "2001:db8::1");
        List<Hop> hops = IntStream.range(0, addresses.size())
                .mapToObj(i -> hop(i + 1, addresses.get(i), null, 1, 0))
                .toList();
        Trace now = trace(hops, Trace.Ending.REACHED);

        draw(List.of(new TracedPath(location(0), Outcome.PASS, now, now)), curious);

        assertThat(asked).containsExactly("203.0.113.1", "2001:db8:0:0:0:0:0:1");
    }

    @Test
    void pathThatEnds_isMarkedWhereItWasLastSeen() {
        Picture picture = draw(SpecimenPaths.broken(3, 8), new SpecimenGeography());

        assertThat(Overlaps.words(picture))
                .anyMatch(word -> word.startsWith("here ends the path of fra1"))
                .contains("Frankfurt am Main, DE", "New York, US");
        assertThat(picture.description()).contains("Frankfurt am Main, DE: hops fra1 3-6; here ends the path of fra1");
    }

    @Test
    void unknownAddresses_makeNoPicture() {
        GeoLocator ignorant = new Lookup() {
            @Override
            public Optional<GeoPoint> locate(InetAddress address) {
                return Optional.empty();
            }
        };

        assertThat(GeoPicture.of(ENDPOINT, SpecimenPaths.broken(3, 8), ignorant))
                .isEmpty();
    }

    @Test
    @DisplayName("the outline of the world is whole: no line runs across the map")
    void outline_hasNoLeaps() {
        List<List<Point>> rings = WorldOutline.rings();

        assertThat(rings).hasSizeGreaterThan(100);
        for (List<Point> ring : rings) {
            for (int i = 1; i < ring.size(); i++) {
                double leap = Math.abs(ring.get(i).x() - ring.get(i - 1).x());
                boolean alongThePole = ring.get(i).y() == -90 && ring.get(i - 1).y() == -90;
                assertThat(alongThePole || leap < 60)
                        .as("%s to %s", ring.get(i - 1), ring.get(i))
                        .isTrue();
            }
        }
        assertThat(rings.stream().anyMatch(ring -> isInside(ring, 9, 50)))
                .as("Germany")
                .isTrue();
        assertThat(rings.stream().noneMatch(ring -> isInside(ring, -30, 40)))
                .as("the Atlantic")
                .isTrue();
        assertThat(rings.stream().anyMatch(ring -> isInside(ring, -178, 68)))
                .as("Chukotka, beyond the date line")
                .isTrue();
    }

    @Test
    @DisplayName("labels of a database are foreign text")
    void hostileLabels_stayText() {
        GeoLocator hostile = new Lookup() {
            @Override
            public Optional<GeoPoint> locate(InetAddress address) {
                return Optional.of(new GeoPoint(1, 1, "</text><script>\u202e\n" + "x".repeat(3000)));
            }
        };

        String svg = draw(SpecimenPaths.broken(1, 8), hostile).svg(Theme.AUTO);

        assertThat(svg).doesNotContain("<script", "\u202e").matches("[ -~\n]*");
    }

    @Test
    void places_outsideTheWorld_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GeoPoint(90.1, 0, ""))
                .withMessageContaining("latitude");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GeoPoint(0, 181, ""))
                .withMessageContaining("longitude");
        assertThatIllegalArgumentException().isThrownBy(() -> new GeoPoint(Double.NaN, 0, ""));
    }

    private static Picture draw(List<TracedPath> paths, GeoLocator locator) {
        return GeoPicture.of(ENDPOINT, paths, locator).orElseThrow();
    }

    private static List<Shape.Disc> spots(Picture picture) {
        return Overlaps.flat(picture.shapes())
                .filter(shape -> shape instanceof Shape.Disc disc && disc.fill() == Ink.GROUND)
                .map(Shape.Disc.class::cast)
                .toList();
    }

    /** Counts the edges to the east of a place. */
    private static boolean isInside(List<Point> ring, double x, double y) {
        boolean inside = false;
        for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            Point a = ring.get(i);
            Point b = ring.get(j);
            if ((a.y() > y) != (b.y() > y) && x < (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()) + a.x()) {
                inside = !inside;
            }
        }
        return inside;
    }

    private abstract static class Lookup implements GeoLocator {
        @Override
        public void close() {}
    }
}
