package io.dnsfailover.testkit;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Trace;
import io.dnsfailover.spi.Tracer;
import io.dnsfailover.testkit.contract.TracerContract;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

class ScriptedTracerContractTest extends TracerContract {
    private final SimulatedTime time = new SimulatedTime();

    @Override
    protected Tracer tracer() {
        ScriptedTracer tracer = new ScriptedTracer(time);
        tracer.goesSilent("192.0.2.3");
        return tracer;
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
