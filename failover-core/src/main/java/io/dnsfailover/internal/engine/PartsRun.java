package io.dnsfailover.internal.engine;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.policy.CombinedProbe;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.ProbeRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One run of a combined check: begins on the engine loop, and hears of its parts on any thread. Ends as soon as the outcome is sure, and
 * abandons what still runs.
 */
final class PartsRun {
    private final CombinedProbe spec;
    private final CompletableFuture<ProbeResult> result = new CompletableFuture<>();
    private final @Nullable CompletionStage<ProbeResult>[] stages; // guarded by this
    private final @Nullable ProbeResult[] ended; // guarded by this
    private boolean over; // guarded by this

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    PartsRun(CombinedProbe spec) {
        this.spec = spec;
        this.stages = new CompletionStage[spec.parts().size()];
        this.ended = new ProbeResult[spec.parts().size()];
        // Whatever ends the whole, such as its being abandoned, ends the parts.
        var unused = result.whenComplete((whole, failure) -> abandonTheRest());
    }

    CompletableFuture<ProbeResult> result() {
        return result;
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Starts one part. One that breaks is its own trouble, and says nothing. */
    void start(int at, Probe probe, ProbeRequest request) {
        try {
            CompletionStage<ProbeResult> stage = probe.probe(request);
            boolean late;
            synchronized (this) {
                stages[at] = stage;
                late = over;
            }
            if (late) {
                stage.toCompletableFuture().cancel(true);
            }
            stage.whenComplete((part, failure) -> take(at, part == null ? broken(failure) : part));
        } catch (RuntimeException | Error e) { // as for a check that stands alone
            take(at, broken(e));
        }
    }

    private static ProbeResult broken(@Nullable Throwable failure) {
        return ProbeResult.of(Reason.PROBE_BROKEN, "the probe threw " + failure, Timings.total(Duration.ZERO));
    }

    private void take(int at, ProbeResult part) {
        ProbeResult whole;
        synchronized (this) {
            if (over) {
                return;
            }
            ended[at] = part;
            whole = Parts.judge(spec, ended, part);
            over = whole != null;
        }
        if (whole != null) {
            result.complete(whole);
        }
    }

    private void abandonTheRest() {
        CompletionStage<?>[] running;
        synchronized (this) {
            over = true;
            running = stages.clone();
        }
        for (CompletionStage<?> stage : running) {
            if (stage != null) {
                stage.toCompletableFuture().cancel(true); // nothing to one that has ended
            }
        }
    }
}
