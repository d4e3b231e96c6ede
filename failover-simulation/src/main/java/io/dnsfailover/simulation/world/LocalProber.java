package io.dnsfailover.simulation.world;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.ProbeRequest;
import io.dnsfailover.spi.Prober;
import java.time.Duration;
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
        return request -> look(check.record(), request);
    }

    private CompletionStage<ProbeResult> look(int record, ProbeRequest request) {
        life.startsCheck();
        int backend = world.backendAt(request.port());
        world.checkStarted(record, backend, place.number());
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
                        new Witness.Seen(
                                record,
                                request.endpoint().id(),
                                place.number(),
                                result.outcome(),
                                startedLocally,
                                startedTruly),
                        false,
                        () -> answer.complete(result));
            });
        }
        return answer;
    }

    @Override
    public void close() {
        // What is under way dies with the process.
    }
}
