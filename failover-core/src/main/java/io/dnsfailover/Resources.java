package io.dnsfailover;

import io.dnsfailover.internal.engine.Engine;
import io.dnsfailover.internal.engine.Station;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.Notifier;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.StateStore;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a running {@link Failover} was given, to validate policies against and to close in the end. */
final class Resources {
    private final List<Station> stations;
    private final List<DnsPublisher> publishers;
    private final List<Notifier> notifiers;
    private final StateStore store;
    private final boolean ownsScheduler;
    private @Nullable Scheduler scheduler; // guarded by this
    private boolean closed; // guarded by this

    Resources(
            List<Station> stations,
            List<DnsPublisher> publishers,
            List<Notifier> notifiers,
            StateStore store,
            boolean ownsScheduler) {
        this.stations = stations;
        this.publishers = List.copyOf(publishers);
        this.notifiers = List.copyOf(notifiers);
        this.store = store;
        this.ownsScheduler = ownsScheduler;
    }

    List<Station> stations() {
        return stations;
    }

    /** Takes the scheduler, which is there only once everything else is valid. */
    synchronized void runOn(Scheduler loop) {
        scheduler = loop;
    }

    void validate(List<FailoverPolicy> all) {
        HostRules.check(all, stations, publishers);
    }

    synchronized void close(Engine engine) {
        if (closed) {
            return;
        }
        closed = true;
        engine.closing();
        if (ownsScheduler && scheduler != null) {
            scheduler.close();
        }
        engine.close();
        Set<AutoCloseable> all = Collections.newSetFromMap(new IdentityHashMap<>()); // the host's own may be equal
        stations.forEach(station -> {
            if (station.source() != null) {
                all.add(station.source());
            }
            if (station.prober() != null) {
                all.add(station.prober());
            }
        });
        all.addAll(publishers);
        all.addAll(notifiers);
        all.add(store);
        all.forEach(Closing::quietly);
    }
}
