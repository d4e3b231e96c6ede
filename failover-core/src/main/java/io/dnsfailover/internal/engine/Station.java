package io.dnsfailover.internal.engine;

import io.dnsfailover.model.Location;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.ObservationSource;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.Prober;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A location with where its observations come from: a prober that runs here, or a source that delivers.
 *
 * @param location the location
 * @param prober runs probes here; null when there is a source
 * @param source delivers; null when there is a prober
 * @param named the host's own probes, by name
 */
public record Station(
        Location location,
        @Nullable Prober prober,
        @Nullable ObservationSource source,
        Map<String, Probe> named) {
    /** Whether this location can make the check; one that is fed takes whatever is delivered. */
    public boolean supports(ProbeSpec spec) {
        if (prober == null) {
            return true;
        }
        return prober.supports(spec) || (spec instanceof NamedProbe own && named.containsKey(own.name()));
    }

    Probe probe(ProbeSpec spec) {
        Probe own = spec instanceof NamedProbe name ? named.get(name.name()) : null;
        if (own != null) {
            return own;
        }
        if (prober == null) {
            throw new IllegalStateException("location " + location.id() + " does not probe");
        }
        return prober.prepare(spec);
    }
}
