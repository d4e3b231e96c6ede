package io.dnsfailover.testkit.contract;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Trace;
import io.dnsfailover.spi.TraceRequest;
import io.dnsfailover.spi.Tracer;
import io.dnsfailover.testkit.ScriptedTracer;
import io.dnsfailover.testkit.SimulatedTime;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Each of the tracers below makes one mistake. Time is simulated. */
class TracerContractFindsTest {
    @Test
    void endingBeforeTheEndpoint() {
        Found.by(Curt.class, "reachableEndpoint_isReached", "a way that leads to the endpoint ends at its address");
    }

    @Test
    void throwingForADeadWay() {
        Found.by(Throwing.class, "silentEndpoint_endsInTime", "a dead way is a result, in time");
    }

    @Test
    void missingTheDeadline() {
        Found.by(Late.class, "silentEndpoint_endsInTime", "a dead way is a result, in time");
    }

    @Test
    void goingFartherThanAsked() {
        Found.by(Far.class, "maxHops_isObeyed", "no hop is farther away than was asked for");
    }

    @Test
    void blockingTheCaller() {
        Found.by(Blocking.class, "trace_returnsAtOnce", "starting a trace does not wait for it");
    }

    @Test
    void stoppingAllWhenOneIsCancelled() {
        Found.by(Spoiled.class, "cancel_abandonsOneTrace", "cancelling abandons a trace");
    }

    @Test
    void makingOneTraceAtATime() {
        Found.by(Busy.class, "severalTraces_allEnd", "several traces at the same time all end");
    }

    /** A fixture in simulated time; what is wrong is what the subclass makes of the good tracer. */
    abstract static class Simulated extends TracerContract {
        final SimulatedTime time = new SimulatedTime();

        abstract Tracer wrong(Tracer good);

        @Override
        protected Tracer tracer() {
            ScriptedTracer tracer = new ScriptedTracer(time);
            tracer.goesSilent("192.0.2.3");
            return wrong(tracer);
        }

        @Override
        protected Endpoint reachable() {
            return Endpoint.of("192.0.2.1");
        }

        @Override
        protected Optional<Endpoint> silent() {
            return Optional.of(Endpoint.of("192.0.2.3"));
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
        protected Trace await(CompletionStage<Trace> trace, Duration atMost)
                throws ExecutionException, TimeoutException, InterruptedException {
            CompletableFuture<Trace> future = trace.toCompletableFuture();
            time.advanceUntil(future::isDone, atMost);
            return future.get(0, TimeUnit.NANOSECONDS);
        }
    }

    static final class Curt extends Simulated {
        @Override
        Tracer wrong(Tracer good) {
            return request -> good.trace(request)
                    .thenApply(trace -> new Trace(
                            trace.destination(), List.of(), trace.ending(), "", trace.started(), trace.took()));
        }
    }

    static final class Throwing extends Simulated {
        @Override
        Tracer wrong(Tracer good) {
            return request -> good.trace(request).thenApply(trace -> {
                if (trace.ending() != Trace.Ending.REACHED) {
                    throw new IllegalStateException("no way");
                }
                return trace;
            });
        }
    }

    static final class Late extends Simulated {
        @Override
        Tracer wrong(Tracer good) {
            return request -> good.trace(new TraceRequest(
                    request.endpoint(),
                    request.port(),
                    request.maxHops(),
                    request.timeout().multipliedBy(2)));
        }
    }

    static final class Far extends Simulated {
        @Override
        Tracer wrong(Tracer good) {
            InetAddress router = InetAddress.getLoopbackAddress();
            List<Hop> way = List.of(
                    new Hop(1, 1, List.of(Hop.Responder.of(router, Duration.ofMillis(1)))), new Hop(2, 1, List.of()));
            return request -> good.trace(request)
                    .thenApply(trace ->
                            new Trace(trace.destination(), way, trace.ending(), "", trace.started(), trace.took()));
        }
    }

    static final class Blocking extends Simulated {
        @Override
        Tracer wrong(Tracer good) {
            return request -> {
                CompletableFuture<Trace> trace = good.trace(request).toCompletableFuture();
                time.advanceUntil(trace::isDone, request.timeout());
                return trace;
            };
        }
    }

    static final class Spoiled extends Simulated {
        @Override
        Tracer wrong(Tracer good) {
            boolean[] spoiled = {false};
            return request -> {
                if (spoiled[0]) {
                    return new CompletableFuture<>();
                }
                CompletableFuture<Trace> trace = good.trace(request).toCompletableFuture();
                trace.whenComplete((done, thrown) -> spoiled[0] = trace.isCancelled())
                        .exceptionally(cancelled -> null);
                return trace;
            };
        }
    }

    static final class Busy extends Simulated {
        @Override
        Tracer wrong(Tracer good) {
            boolean[] busy = {false};
            return request -> {
                if (busy[0]) {
                    return CompletableFuture.failedFuture(new IllegalStateException("one at a time"));
                }
                busy[0] = true;
                return good.trace(request);
            };
        }
    }
}
