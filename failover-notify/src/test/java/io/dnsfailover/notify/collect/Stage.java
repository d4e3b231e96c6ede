package io.dnsfailover.notify.collect;

import io.dnsfailover.Failover;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.testkit.InMemoryPublisher;
import io.dnsfailover.testkit.RecordingNotifier;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.ScriptedTracer;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The real engine in simulated time: three locations, of which sin1 goes on to see fra1 when the others do not. */
final class Stage implements AutoCloseable {
    static final Endpoint FRA = Endpoint.of("192.0.2.10").named("fra1");
    static final Endpoint AMS = Endpoint.of("198.51.100.10").named("ams1");
    static final List<Location> LOCATIONS = List.of(Location.of("dub1"), Location.of("nyc1"), Location.of("sin1"));

    final SimulatedTime time = new SimulatedTime();
    final Map<String, ScriptedProber> probers = new TreeMap<>();
    final ScriptedTracer tracer = new ScriptedTracer(time);
    final RecordingNotifier notifier = new RecordingNotifier();
    final Reports reports;
    final Failover failover;

    Stage(ReportsBuilder described, FailoverPolicy... policies) {
        reports = described.time(time, time).build();
        var builder = Failover.builder()
                .policies(List.of(policies))
                .time(time)
                .scheduler(time)
                .seed(1)
                .publisher(InMemoryPublisher.on(time).named("bind-1"))
                .publisher(InMemoryPublisher.on(time).named("bind-2"))
                .journal(reports.journal())
                .notifier(reports.listener())
                .notifier(notifier);
        for (Location location : LOCATIONS) {
            ScriptedProber prober = new ScriptedProber(time);
            probers.put(location.id(), prober);
            builder.location(location, prober);
        }
        failover = builder.start();
    }

    static FailoverPolicy policy(String name) {
        return FailoverPolicy.named(name)
                .record("example.com.", name + ".example.com.", RecordType.A)
                .primary(FRA)
                .backup(AMS)
                .probe(new NamedProbe("check", 443))
                .every(Duration.ofSeconds(30))
                .failback(Failback.afterUpFor(Duration.ofMinutes(5)))
                .build();
    }

    void outageForTwoOfThree() {
        probers.get("dub1").endpoint("fra1").goesDown();
        probers.get("nyc1").endpoint("fra1").goesDown();
    }

    <T extends FailoverEvent> T only(Class<T> kind) {
        List<T> found = notifier.events().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " events of " + kind);
        }
        return found.get(0);
    }

    @Override
    public void close() {
        failover.close();
    }
}
