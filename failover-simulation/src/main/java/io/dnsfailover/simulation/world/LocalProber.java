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
        return request -> look(check, request);
    }

    private CompletionStage<ProbeResult> look(SimulatedCheck check, ProbeRequest request) {
        life.startsCheck();
        int backend = world.backendAt(request.port());
        if (!check.isOfControl()) {
            world.checkStarted(check.record(), backend, place.number());
        }
        if (place.has(Place.Ail.THROWING)) {
            throw new IllegalStateException("the probe broke");
        }
        CompletableFuture<ProbeResult> answer = new CompletableFuture<>();
        long timeoutNanos = request.timeout().toNanos();
        Sight sight = Sight.of(world.backend(backend), backend, place, timeoutNanos);
        if (sight.takesNanos() != Sight.NEVER) {
            long startedLocally = life.process().nanoTime();
            Witness.Seen began = new Witness.Seen(
                    check.record(),
                    request.endpoint().id(),
                    place.number(),
                    sight.result().outcome(),
                    startedLocally,
                    world.timeline().nowNanos());
            life.process().schedule(Duration.ofNanos(sight.takesNanos()), () -> {
                life.startsCheck();
                boolean heldUp = life.process().nanoTime() - startedLocally > timeoutNanos;
                ended(heldUp ? Sight.heldUp() : sight.result(), began, answer);
            });
        }
        return answer;
    }

    private void ended(ProbeResult result, Witness.Seen began, CompletableFuture<ProbeResult> answer) {
        if (began.record() < 0) {
            answer.complete(result);
        } else {
            life.takingIn(began.with(result.outcome()), false, () -> answer.complete(result));
        }
    }

    @Override
    public void close() {
        // What is under way dies with the process.
    }
}
