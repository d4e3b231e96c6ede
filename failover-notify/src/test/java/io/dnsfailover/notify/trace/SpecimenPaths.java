package io.dnsfailover.notify.trace;

import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.Trace;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Paths as they are in the world, made up from a seed: some hops at home, some of the provider, some transit that all share, and
 * the network of the endpoint.
 */
public final class SpecimenPaths {
    private static final List<String> CITIES = List.of(
            "fra1", "ams1", "nyc1", "sin1", "lon1", "par1", "sfo1", "tor1", "syd1", "gru1", "nrt1", "bom1", "jnb1",
            "waw1");
    private static final Moment NOW = new Moment(0, Instant.parse("2026-01-02T03:04:05Z"));
    private static final int SENT = 3;

    private SpecimenPaths() {}

    /**
     * Paths that share what is near to the endpoint; two of three of them break there.
     *
     * @param locations how many, 1 to 14
     * @param hops how long each is, from 3
     * @return one path for each location
     */
    public static List<TracedPath> broken(int locations, int hops) {
        List<TracedPath> paths = new ArrayList<>();
        for (int i = 0; i < locations; i++) {
            boolean fails = i % 3 != 2;
            Trace good = whole(i, hops);
            Trace now = fails ? cut(good, hops - Math.max(2, hops / 4)) : good;
            paths.add(new TracedPath(location(i), fails ? Outcome.FAIL : Outcome.PASS, now, good));
        }
        return paths;
    }

    /** Two long ways over IPv6: parallel routers, a detour that comes back, a router that says that there is no way on. */
    public static List<TracedPath> overIpv6() {
        String net = "2001:db8:ffff:ffff:ffff:ffff:ffff:";
        List<Hop> good = new ArrayList<>();
        for (int ttl = 1; ttl <= 6; ttl++) {
            good.add(hop(
                    ttl, net + "100" + ttl, "core-" + ttl + ".a-long-name-of-a-city.transit.example.net", 3 * ttl, 0));
        }
        good.set(
                3,
                new Hop(
                        4,
                        SENT,
                        List.of(
                                Hop.Responder.of(inet(net + "1004"), Duration.ofMillis(9)),
                                Hop.Responder.of(inet(net + "2004"), Duration.ofMillis(10)),
                                Hop.Responder.of(inet(net + "3004"), Duration.ofMillis(11)))));
        List<Hop> refused = new ArrayList<>(good.subList(0, 4));
        refused.add(new Hop(
                5,
                SENT,
                List.of(new Hop.Responder(
                        inet(net + "9999"), "edge.example.net", List.of(Duration.ofMillis(15)), List.of("!H")))));
        List<Hop> around = new ArrayList<>(good);
        around.set(1, hop(2, net + "4002", "detour.example.net", 80, 1));
        Trace whole = trace(good, Trace.Ending.REACHED);
        return List.of(
                new TracedPath(location(0), Outcome.FAIL, trace(refused, Trace.Ending.UNREACHABLE), whole),
                new TracedPath(location(1), Outcome.PASS, trace(around, Trace.Ending.REACHED), whole));
    }

    public static Location location(int i) {
        return Location.of(CITIES.get(i));
    }

    /** The path of a location as it should be. */
    public static Trace whole(int location, int hops) {
        SplittableRandom random = new SplittableRandom(31L * location + hops);
        List<Hop> made = new ArrayList<>();
        int shared = Math.max(1, hops / 3);
        double millis = 0.4;
        for (int ttl = 1; ttl <= hops; ttl++) {
            millis += random.nextDouble(0.2, 9);
            boolean near = hops - ttl < shared;
            String address = address(location, ttl, hops, near);
            if (ttl > 2 && ttl < hops - 1 && random.nextInt(9) == 0) {
                made.add(new Hop(ttl, SENT, List.of()));
                continue;
            }
            made.add(hop(ttl, address, nameOf(location, ttl, hops, near), millis, random.nextInt(8) == 0 ? 1 : 0));
        }
        return trace(made, Trace.Ending.REACHED);
    }

    private static String address(int location, int ttl, int hops, boolean near) {
        if (ttl == hops) {
            return "192.0.2.10";
        }
        if (near) {
            return "203.0.113." + (hops - ttl);
        }
        return ttl <= 2 ? "10." + (location + 1) + ".0." + ttl : "198.51." + (100 + location) + "." + ttl;
    }

    private static String nameOf(int location, int ttl, int hops, boolean near) {
        if (ttl == 1 || ttl == hops) {
            return null;
        }
        return near
                ? "be-" + (hops - ttl) + ".edge" + (hops - ttl) + ".dc1.hosting.example"
                : "ae" + ttl + ".cr" + ttl + "." + CITIES.get(location) + ".transit.example.net";
    }

    public static Hop hop(int ttl, String address, String name, double millis, int lost) {
        List<Duration> rtts = new ArrayList<>();
        for (int i = 0; i < SENT - lost; i++) {
            rtts.add(Duration.ofNanos(Math.round((millis + 0.1 * i) * 1_000_000)));
        }
        return new Hop(ttl, SENT, List.of(new Hop.Responder(inet(address), name, rtts, List.of())));
    }

    public static Hop silent(int ttl) {
        return new Hop(ttl, SENT, List.of());
    }

    /** What answers up to a hop, then silence. */
    public static Trace cut(Trace good, int lastAnswered) {
        List<Hop> hops = new ArrayList<>(good.hops().subList(0, lastAnswered));
        for (int i = 1; i <= 5; i++) {
            hops.add(silent(lastAnswered + i));
        }
        return trace(hops, Trace.Ending.SILENT);
    }

    public static Trace trace(List<Hop> hops, Trace.Ending ending) {
        return new Trace(inet("192.0.2.10"), hops, ending, "", NOW, Duration.ofSeconds(2));
    }

    public static InetAddress inet(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
