package io.dnsfailover.notify.geo;

import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Trace;
import io.dnsfailover.notify.trace.TracedPath;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The hops of all paths that stand somewhere on the map. Each address is looked up once. */
final class Stops {
    /**
     * One located hop.
     *
     * @param place where it stands
     * @param ttl the hop
     */
    record Stop(GeoPoint place, int ttl) {}

    /**
     * One path on the map.
     *
     * @param location whose
     * @param now whether it is the present path, not the last good one
     * @param stops its located hops, in order
     * @param broken whether it ends before the endpoint
     */
    record Way(String location, boolean now, List<Stop> stops, boolean broken) {}

    private final GeoLocator locator;
    private final Map<InetAddress, Optional<GeoPoint>> known = new HashMap<>();

    private Stops(GeoLocator locator) {
        this.locator = locator;
    }

    static List<Way> of(List<TracedPath> paths, GeoLocator locator) {
        Stops stops = new Stops(locator);
        List<Way> ways = new ArrayList<>();
        for (TracedPath path : paths) {
            Trace lastGood = path.lastGood();
            if (lastGood != null) {
                ways.add(stops.way(path, lastGood, false));
            }
        }
        paths.forEach(path -> ways.add(stops.way(path, path.now(), true)));
        return ways.stream().filter(way -> !way.stops().isEmpty()).toList();
    }

    private Way way(TracedPath path, Trace trace, boolean now) {
        List<Stop> found = new ArrayList<>();
        for (Hop hop : trace.hops()) {
            hop.responders().stream()
                    .findFirst()
                    .map(Hop.Responder::address)
                    .filter(address -> !isPrivate(address))
                    .flatMap(address -> known.computeIfAbsent(address, locator::locate))
                    .ifPresent(place -> found.add(new Stop(place, hop.ttl())));
        }
        boolean broken = switch (trace.ending()) {
            case REACHED, NOT_POSSIBLE, INCOMPLETE -> false;
            case SILENT, UNREACHABLE, TOO_LONG -> now;
        };
        return new Way(path.location().id(), now, found, broken);
    }

    /** Addresses that mean something else in every network (RFC 1918, 3927, 4193, 6598) stand nowhere. */
    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc;
        boolean carrier = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return address.isSiteLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || uniqueLocal
                || carrier;
    }
}
