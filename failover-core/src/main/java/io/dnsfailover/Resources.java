package io.dnsfailover;

import io.dnsfailover.internal.engine.Engine;
import io.dnsfailover.internal.engine.Station;
import io.dnsfailover.journal.Host;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.Notifier;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a running {@link Failover} was given, to validate policies against and to close in the end. */
final class Resources {
    private final List<Station> stations;
    private final List<DnsPublisher> publishers;
    private final List<Notifier> notifiers;
    private final StateStore store;
    private final List<Host.Control> controls;
    private final List<AutoCloseable> others = new ArrayList<>(); // guarded by this
    private @Nullable Scheduler own; // guarded by this
    private boolean closed; // guarded by this

    Resources(
            List<Station> stations,
            List<Host.Control> controls,
            List<DnsPublisher> publishers,
            Collection<Notifier> notifiers,
            StateStore store) {
        this.stations = stations;
        this.controls = List.copyOf(controls);
        this.publishers = List.copyOf(publishers);
        this.notifiers = List.copyOf(notifiers);
        this.store = store;
    }

    List<Station> stations() {
        return stations;
    }

    Map<String, StoredState> load() {
        try {
            return store.load();
        } catch (IOException e) {
            throw new UncheckedIOException("the store cannot be read", e);
        }
    }

    List<StoredEvent> undelivered() {
        try {
            return store.undelivered();
        } catch (IOException e) {
            throw new UncheckedIOException("the store cannot be read", e);
        }
    }

    /** Takes a scheduler that is not the host's, to close it in the end; it is made only once everything else is valid. */
    synchronized Scheduler owned(Scheduler made) {
        own = made;
        return made;
    }

    /** Closes something more in the end. */
    synchronized void alsoClose(AutoCloseable other) {
        others.add(other);
    }

    void validate(List<FailoverPolicy> all) {
        HostRules.check(all, stations, publishers, controls);
    }

    synchronized void close(Engine engine) {
        if (closed) {
            return;
        }
        closed = true;
        engine.closing();
        if (own != null) {
            own.close();
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
        all.addAll(others);
        all.forEach(Closing::quietly);
    }
}
