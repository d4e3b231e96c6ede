package io.dnsfailover.internal.engine;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.status.LocationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** What every location has shown of itself, and which are in doubt. On the engine loop only, but for {@link #statuses}. */
final class Vantages {
    private final Loop loop;
    private final HostLog log;
    private final List<Station> stations;
    private final List<Vantage> all = new ArrayList<>();
    private Set<Location> doubted = Set.of();

    Vantages(Loop loop, Doubt doubt, List<Station> stations, HostLog log, Executor later) {
        this.loop = loop;
        this.log = log;
        this.stations = stations;
        stations.forEach(station -> all.add(new Vantage(loop, doubt, station.location(), this::changed, later)));
    }

    Vantage at(int index) {
        return all.get(index);
    }

    Vantage of(Station station) {
        return all.get(stations.indexOf(station));
    }

    /** The locations in doubt: the same set until one begins or ends to be. */
    Set<Location> doubted() {
        return doubted;
    }

    /** Every location for readers, in the order in which they were configured. Any thread, no lock. */
    List<LocationStatus> statuses() {
        return all.stream().map(Vantage::status).toList();
    }

    private void changed(LocationStatus status, Moment since) {
        doubted =
                all.stream().filter(Vantage::isDoubted).map(Vantage::location).collect(Collectors.toUnmodifiableSet());
        if (status.isDoubted()) {
            log.warn(header ->
                    new FailoverEvent.LocationDoubted(header, status.location(), status.doubt(), status.describe()));
        } else {
            log.inform(header -> new FailoverEvent.LocationTrusted(
                    header, status.location(), loop.now().since(since)));
        }
    }
}
