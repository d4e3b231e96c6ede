package io.dnsfailover.benchmarks;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.ProbeRequest;
import io.dnsfailover.spi.Prober;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Probes that cost nothing: everything passes but the targets that are taken down. */
final class SwitchedProber implements Prober {
    private static final Timings NONE = Timings.total(Duration.ZERO);
    private static final ProbeResult PASS = ProbeResult.of(Reason.EXPECTED, "up", NONE);
    private static final ProbeResult FAIL = ProbeResult.of(Reason.REFUSED, "down", NONE);

    private final Map<String, Long> lastPass = new ConcurrentHashMap<>();
    private final Set<String> down = ConcurrentHashMap.newKeySet();

    void takeDown(String target) {
        down.add(target);
    }

    void bringBack() {
        down.clear();
    }

    /** When the target passed last; the engine asks on its loop, so that this is when the result existed. */
    long lastPassNanos(String target) {
        return lastPass.getOrDefault(target, 0L);
    }

    @Override
    public boolean supports(ProbeSpec spec) {
        return true;
    }

    @Override
    public Probe prepare(ProbeSpec spec) {
        return this::probe;
    }

    CompletionStage<ProbeResult> probe(ProbeRequest request) {
        String target = request.endpoint().target().rdata();
        if (down.contains(target)) {
            return CompletableFuture.completedFuture(FAIL);
        }
        lastPass.put(target, System.nanoTime());
        return CompletableFuture.completedFuture(PASS);
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
