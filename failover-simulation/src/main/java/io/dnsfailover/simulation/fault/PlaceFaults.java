package io.dnsfailover.simulation.fault;

import io.dnsfailover.simulation.world.Backend;
import io.dnsfailover.simulation.world.Place;
import io.dnsfailover.simulation.world.World;
import java.time.Duration;

/** What goes wrong with backends, with the places that check them, and on the way of the reports. */
final class PlaceFaults {
    private static final long LATEST_REPORT_NANOS = Duration.ofMinutes(10).toNanos();

    private final World world;

    PlaceFaults(World world) {
        this.world = world;
    }

    boolean set(Fault fault, boolean begins) {
        Backend backend = world.backend(fault.subject() % world.backends().size());
        switch (fault.kind()) {
            case BACKEND_SILENT -> set(backend, Backend.Mood.SILENT, begins);
            case BACKEND_REFUSES -> set(backend, Backend.Mood.REFUSES, begins);
            case BACKEND_SLOW -> set(backend, Backend.Mood.SLOW, begins);
            case BACKEND_HALF -> set(backend, Backend.Mood.HALF, begins);
            case NETWORK_DOWN -> network(backend, begins);
            default -> {
                return setPlace(fault, begins) || setReports(fault, begins);
            }
        }
        return true;
    }

    private static void set(Backend backend, Backend.Mood mood, boolean begins) {
        if (begins) {
            backend.falls(mood);
        } else {
            backend.recovers(mood);
        }
    }

    private void network(Backend one, boolean begins) {
        String net = one.network();
        for (Backend backend : world.backends()) {
            if (backend.network().equals(net)) {
                set(backend, Backend.Mood.SILENT, begins);
            }
        }
    }

    private boolean setPlace(Fault fault, boolean begins) {
        Place place = place(fault);
        switch (fault.kind()) {
            case LINK_CUT -> place.link(fault.size() % world.backends().size(), begins);
            case PLACE_CUT_OFF -> set(place, Place.Ail.CUT_OFF, begins);
            case PLACE_STARVED -> set(place, Place.Ail.STARVED, begins);
            case PLACE_HANGING -> set(place, Place.Ail.HANGING, begins);
            case PLACE_THROWING -> set(place, Place.Ail.THROWING, begins);
            case PLACE_LYING_DOWN -> set(place, Place.Ail.LYING_DOWN, begins);
            case PLACE_LYING_UP -> set(place, Place.Ail.LYING_UP, begins);
            case PLACE_LYING_WILDLY -> set(place, Place.Ail.LYING_WILDLY, begins);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean setReports(Fault fault, boolean begins) {
        int remotes = world.blueprint().remote();
        if (remotes == 0) {
            return false;
        }
        Place place = world.places().get(world.places().size() - 1 - fault.subject() % remotes);
        int percent = begins ? fault.size() : -fault.size();
        switch (fault.kind()) {
            case PLACE_MUTE -> set(place, Place.Ail.MUTE, begins);
            case PLACE_DEAF -> set(place, Place.Ail.DEAF, begins);
            case REPORTS_LOST -> place.loses(percent);
            case REPORTS_DOUBLED -> place.doubles(percent);
            case REPORTS_LATE -> place.delays(percent, LATEST_REPORT_NANOS);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void set(Place place, Place.Ail ail, boolean begins) {
        if (begins) {
            place.suffers(ail, world.timeline().nowNanos());
        } else {
            place.recovers(ail);
        }
    }

    private Place place(Fault fault) {
        return world.places().get(fault.subject() % world.places().size());
    }
}
