package io.dnsfailover.internal.engine;

import io.dnsfailover.model.Location;
import io.dnsfailover.policy.CombinedProbe;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.ObservationSource;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.Prober;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        return unsupported(spec) == null;
    }

    /** The first part of a check that this location cannot make; null when it can make all of it. */
    public @Nullable ProbeSpec unsupported(ProbeSpec spec) {
        if (spec instanceof CombinedProbe combined) {
            return combined.parts().stream()
                    .map(part -> unsupported(part.probe()))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
        if (prober == null || prober.supports(spec)) {
            return null;
        }
        return spec instanceof NamedProbe own && this.named.containsKey(own.name()) ? null : spec;
    }

    /** Whether the host's own code makes the check, or a part of it. */
    static boolean isOwnCode(ProbeSpec spec) {
        return spec instanceof NamedProbe
                || (spec instanceof CombinedProbe combined
                        && combined.parts().stream().anyMatch(part -> isOwnCode(part.probe())));
    }

    /** The running check, its parts among it. */
    public Probe probe(ProbeSpec spec) {
        return probe(spec, spec.port());
    }

    private Probe probe(ProbeSpec spec, int mainPort) {
        if (spec instanceof CombinedProbe combined) {
            List<Probe> parts = combined.parts().stream()
                    .map(part -> probe(part.probe(), mainPort))
                    .toList();
            return new PartsProbe(combined, mainPort, parts);
        }
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
