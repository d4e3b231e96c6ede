package io.dnsfailover.testkit.contract;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.ProbeRequest;
import io.dnsfailover.testkit.SimulatedProberContract;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Each of the probes below makes one mistake. Time is simulated, so that the patient ones cost nothing. */
class ProbeContractFindsTest {
    @Test
    void throwingForADeadEndpoint() {
        Found.by(Throwing.class, "failingEndpoint_fails", "a dead endpoint is a result that fails, never an exception");
    }

    @Test
    void passingEverything() {
        Found.by(Yes.class, "failingEndpoint_fails", "a dead endpoint is a result that fails");
    }

    @Test
    void notTakingTheTime() {
        Found.by(Timeless.class, "passingEndpoint_passes", "passes, with the time it took");
    }

    @Test
    void blockingTheCaller() {
        Found.by(Blocking.class, "probe_returnsAtOnce", "starting a check does not wait for it");
    }

    @Test
    void missingTheDeadline() {
        Found.by(Late.class, "silentEndpoint_failsInTime", "silence fails by the timeout and 100 ms");
    }

    @Test
    void makingOneCheckAtATime() {
        Found.by(Serial.class, "manySilentChecks_allEndInTime", "two hundred checks of silence all end in time");
    }

    /** A fixture in simulated time; what is wrong is what the subclass makes of the good probe. */
    abstract static class Simulated extends ProbeContract {
        final SimulatedTime time = new SimulatedTime();

        abstract Probe wrong(Probe good);

        @Override
        protected Probe probe() {
            return wrong(SimulatedProberContract.scripted(time).prepare(new NamedProbe("any")));
        }

        @Override
        protected Endpoint passing() {
            return SimulatedProberContract.PASSING;
        }

        @Override
        protected Endpoint failing() {
            return SimulatedProberContract.FAILING;
        }

        @Override
        protected Optional<Endpoint> silent() {
            return Optional.of(SimulatedProberContract.SILENT);
        }

        @Override
        protected Duration slack() {
            return Duration.ZERO;
        }

        @Override
        protected long nanoTime() {
            return time.nanoTime();
        }

        @Override
        protected ProbeResult await(CompletionStage<ProbeResult> check, Duration atMost)
                throws ExecutionException, TimeoutException, InterruptedException {
            return SimulatedProberContract.awaited(time, check, atMost);
        }
    }

    static final class Throwing extends Simulated {
        @Override
        Probe wrong(Probe good) {
            return request -> {
                if (request.endpoint().equals(failing())) {
                    throw new IllegalStateException("connection refused");
                }
                return good.probe(request);
            };
        }
    }

    static final class Yes extends Simulated {
        @Override
        Probe wrong(Probe good) {
            return request ->
                    good.probe(request).thenApply(result -> ProbeResult.of(Reason.EXPECTED, "fine", result.timings()));
        }
    }

    static final class Timeless extends Simulated {
        @Override
        Probe wrong(Probe good) {
            return request -> good.probe(request)
                    .thenApply(result -> ProbeResult.of(result.reason(), "fine", Timings.total(Duration.ZERO)));
        }
    }

    static final class Blocking extends Simulated {
        @Override
        Probe wrong(Probe good) {
            return request -> {
                CompletableFuture<ProbeResult> check = good.probe(request).toCompletableFuture();
                time.advanceUntil(check::isDone, request.timeout());
                return check;
            };
        }
    }

    static final class Late extends Simulated {
        @Override
        Probe wrong(Probe good) {
            return request -> good.probe(new ProbeRequest(
                    request.endpoint(), request.port(), request.timeout().multipliedBy(2)));
        }
    }

    static final class Serial extends Simulated {
        @Override
        Probe wrong(Probe good) {
            CompletableFuture<?>[] last = {CompletableFuture.completedFuture(null)};
            return request -> {
                CompletableFuture<ProbeResult> next =
                        last[0].thenCompose(before -> good.probe(request)).toCompletableFuture();
                last[0] = next;
                return next;
            };
        }
    }
}
