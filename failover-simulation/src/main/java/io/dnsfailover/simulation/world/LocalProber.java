package io.dnsfailover.simulation.world;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.ProbeRequest;
import io.dnsfailover.spi.Prober;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The checks that a process makes itself, from the place at which it stands. */
final class LocalProber implements Prober {
    private final Life life;
    private final Place place;
    private final World world;

    LocalProber(Life life, Place place, World world) {
        this.life = life;
        this.place = place;
        this.world = world;
    }

    @Override
    public boolean supports(ProbeSpec spec) {
        return spec instanceof SimulatedCheck;
    }

    @Override
    public Probe prepare(ProbeSpec spec) {
        if (!(spec instanceof SimulatedCheck check)) {
            throw new IllegalArgumentException("this prober makes simulated checks, not " + spec.type());
        }
        return request -> look(check, request);
    }

    private CompletionStage<ProbeResult> look(SimulatedCheck check, ProbeRequest request) {
        life.startsCheck();
        int backend = world.backendAt(request.port());
        watchers(check, request).forEach(watched -> world.checkStarted(watched.record(), backend, place.number()));
        if (place.has(Place.Ail.THROWING)) {
            throw new IllegalStateException("the probe broke");
        }
        CompletableFuture<ProbeResult> answer = new CompletableFuture<>();
        long timeoutNanos = request.timeout().toNanos();
        Sight sight = Sight.of(world.backend(backend), backend, place, timeoutNanos);
        if (sight.takesNanos() != Sight.NEVER) {
            long startedLocally = life.process().nanoTime();
            long startedTruly = world.timeline().nowNanos();
            life.process().schedule(Duration.ofNanos(sight.takesNanos()), () -> {
                life.startsCheck();
                boolean heldUp = life.process().nanoTime() - startedLocally > timeoutNanos;
                ProbeResult result = heldUp ? Sight.heldUp() : sight.result();
                life.takingIn(
                        () -> watchers(check, request).stream()
                                .map(watched -> watched.saw(place, result, startedLocally, startedTruly))
                                .toList(),
                        () -> answer.complete(result));
            });
        }
        return answer;
    }

    /** The endpoints that a check is of, by the policies that the engine follows now; none for a control target. */
    private List<Watched> watchers(SimulatedCheck check, ProbeRequest request) {
        List<Watched> found = new ArrayList<>();
        for (FailoverPolicy policy : life.followed()) {
            for (Endpoint endpoint : policy.probe().equals(check) ? policy.endpoints() : List.<Endpoint>of()) {
                if (endpoint.port() == request.port()) {
                    found.add(new Watched(Records.numberOf(policy.name()), endpoint.id()));
                }
            }
        }
        return found;
    }

    /** An endpoint of a record. */
    private record Watched(int record, String endpointId) {
        Witness.Seen saw(Place place, ProbeResult result, long startedLocally, long startedTruly) {
            return new Witness.Seen(record, endpointId, place.number(), result.outcome(), startedLocally, startedTruly);
        }
    }

    @Override
    public void close() {
        // What is under way dies with the process.
    }
}
