package io.dnsfailover.testkit;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.testkit.contract.ProberContract;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

class ScriptedProberContractTest extends ProberContract {
    private final SimulatedTime time = new SimulatedTime();

    @Override
    protected Prober prober() {
        ScriptedProber prober = new ScriptedProber(time);
        prober.endpoint("192.0.2.2").goesDown();
        prober.endpoint("192.0.2.3").goesSilent();
        return prober;
    }

    @Override
    protected ProbeSpec spec() {
        return new NamedProbe("any");
    }

    @Override
    protected Endpoint passing() {
        return Endpoint.of("192.0.2.1");
    }

    @Override
    protected Endpoint failing() {
        return Endpoint.of("192.0.2.2");
    }

    @Override
    protected Optional<Endpoint> silent() {
        return Optional.of(Endpoint.of("192.0.2.3"));
    }

    @Override
    protected Optional<ProbeSpec> unsupported() {
        return Optional.empty();
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
        CompletableFuture<ProbeResult> future = check.toCompletableFuture();
        time.advanceUntil(future::isDone, atMost);
        return future.get(0, TimeUnit.NANOSECONDS);
    }
}
