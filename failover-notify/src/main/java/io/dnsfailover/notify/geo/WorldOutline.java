package io.dnsfailover.notify.geo;

import io.dnsfailover.notify.picture.Point;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** The land of the world as rings of points. Its source stands in the NOTICE beside the file. */
final class WorldOutline {
    private static final String FILE = "world-outline.txt";
    private static final double TENTHS = 10;

    private WorldOutline() {}

    /**
     * Reads the outline.
     *
     * @return rings; x is the longitude and y the latitude, in degrees
     */
    static List<List<Point>> rings() {
        try (InputStream in = WorldOutline.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the jar of failover-notify lacks " + FILE);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            return lines.lines().map(WorldOutline::ring).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the jar of failover-notify has a " + FILE + " that cannot be read", e);
        }
    }

    private static List<Point> ring(String line) {
        StringTokenizer numbers = new StringTokenizer(line);
        List<Point> ring = new ArrayList<>();
        int x = 0;
        int y = 0;
        while (numbers.hasMoreTokens()) {
            x += Integer.parseInt(numbers.nextToken());
            y += Integer.parseInt(numbers.nextToken());
            ring.add(new Point(x / TENTHS, y / TENTHS));
        }
        return ring;
    }
}
