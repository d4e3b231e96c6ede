package io.dnsfailover.testkit;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.testkit.contract.ProberContract;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The contract of a prober, on scripted endpoints and the one thread of simulated time. */
public abstract class SimulatedProberContract extends ProberContract {
    public static final Endpoint PASSING = Endpoint.of("192.0.2.1");
    public static final Endpoint FAILING = Endpoint.of("192.0.2.2");
    public static final Endpoint SILENT = Endpoint.of("192.0.2.3");

    protected final SimulatedTime time = new SimulatedTime();

    /** A prober to which the three endpoints are what their names say. */
    public static ScriptedProber scripted(SimulatedTime time) {
        ScriptedProber prober = new ScriptedProber(time);
        prober.endpoint(FAILING.id()).goesDown();
        prober.endpoint(SILENT.id()).goesSilent();
        return prober;
    }

    /** Lets time pass until a check ends. */
    public static ProbeResult awaited(SimulatedTime time, CompletionStage<ProbeResult> check, Duration atMost)
            throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<ProbeResult> future = check.toCompletableFuture();
        time.advanceUntil(future::isDone, atMost);
        return future.get(0, TimeUnit.NANOSECONDS);
    }

    @Override
    protected ProbeSpec spec() {
        return new NamedProbe("any");
    }

    @Override
    protected Endpoint passing() {
        return PASSING;
    }

    @Override
    protected Endpoint failing() {
        return FAILING;
    }

    @Override
    protected Optional<Endpoint> silent() {
        return Optional.of(SILENT);
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
        return awaited(time, check, atMost);
    }
}
