package io.dnsfailover.probes;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.ProbeRequest;
import io.dnsfailover.spi.Prober;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs one check and waits for it. */
final class Run {
    /** Long enough that only a check that hangs comes near it. */
    static final Duration LONG = Duration.ofSeconds(20);

    private Run() {}

    static ProbeResult check(Prober prober, ProbeSpec spec, Endpoint endpoint) {
        return check(prober, spec, endpoint, LONG);
    }

    static ProbeResult check(Prober prober, ProbeSpec spec, Endpoint endpoint, Duration timeout) {
        return await(start(prober, spec, endpoint, timeout));
    }

    static CompletableFuture<ProbeResult> start(Prober prober, ProbeSpec spec, Endpoint endpoint, Duration timeout) {
        if (!spec.violations().isEmpty()) {
            throw new IllegalArgumentException(spec.violations().toString());
        }
        return prober.prepare(spec)
                .probe(new ProbeRequest(endpoint, endpoint.port() == 0 ? spec.port() : endpoint.port(), timeout))
                .toCompletableFuture();
    }

    static ProbeResult await(CompletableFuture<ProbeResult> check) {
        try {
            return check.get(LONG.toSeconds() + 10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the check did not end as it should", e);
        }
    }
}
