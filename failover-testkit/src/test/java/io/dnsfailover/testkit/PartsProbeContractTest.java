package io.dnsfailover.testkit;

import io.dnsfailover.internal.engine.Station;
import io.dnsfailover.model.Location;
import io.dnsfailover.policy.CombinedProbe;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.Prober;
import java.util.Map;
import java.util.Optional;

/** A combined check keeps the contract of a plain one. Stands here, because core cannot see the contracts. */
class PartsProbeContractTest extends SimulatedProberContract {
    @Override
    protected Prober prober() {
        ScriptedProber parts = scripted(time);
        Station station = new Station(Location.of("fra1"), parts, null, Map.of());
        return new Prober() {
            @Override
            public boolean supports(ProbeSpec spec) {
                return station.supports(spec);
            }

            @Override
            public Probe prepare(ProbeSpec spec) {
                return station.probe(spec);
            }

            @Override
            public void close() {
                parts.close();
            }
        };
    }

    @Override
    protected ProbeSpec spec() {
        return CombinedProbe.all(new NamedProbe("one"), new NamedProbe("other"));
    }

    @Override
    protected Optional<ProbeSpec> unsupported() {
        return Optional.empty();
    }
}
