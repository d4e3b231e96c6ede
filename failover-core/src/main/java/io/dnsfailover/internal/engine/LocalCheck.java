package io.dnsfailover.internal.engine;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.ProbeRequest;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one endpoint from one location, one at a time. The regular rounds keep their own pace whatever happens;
 * between them come hurried checks, while a change is pending or when a fresh check is asked for. A round that finds the
 * check before still running is skipped and counted. All methods run on the engine loop.
 */
final class LocalCheck {
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Where observations go. */
    interface Watcher {
        void observed(LocalCheck check, ProbeResult result, Moment startedAt, long ask);

        /** Whether more checks now would settle a change. */
        boolean isChangePending(LocalCheck check);
    }

    /** One check under way. */
    private final class Run {
        final Moment startedAt = loop.now();
        final long ask = wantedAsk;

        @Nullable
        CompletionStage<ProbeResult> stage;

        @Nullable
        Cancellable watchdog;
    }

    private final Loop loop;
    private final Tally tally;
    private final Watcher watcher;
    private final Job job;
    private final Location location;
    private final Probe probe;
    private final ProbeRequest request;
    private final Rounds rounds;
    private @Nullable Run running;
    private @Nullable Cancellable timer;
    private long hurryNanos = Long.MAX_VALUE;
    private long wantedAsk;
    private boolean stopped;

    /**
     * What to check, and how often.
     *
     * @param confirmAfter the pause before a check that is hurried because a change is pending
     */
    record Job(Endpoint endpoint, ProbeSpec probe, Duration interval, Duration timeout, Duration confirmAfter) {
        static Job of(FailoverPolicy policy, Endpoint endpoint) {
            return new Job(endpoint, policy.probe(), policy.interval(), policy.timeout(), policy.confirmAfter());
        }
    }

    LocalCheck(EngineParts parts, Watcher watcher, Job job, Station station) {
        this.loop = parts.loop();
        this.tally = parts.tally();
        this.watcher = watcher;
        this.job = job;
        this.location = station.location();
        this.probe = station.probe(job.probe());
        Endpoint endpoint = job.endpoint();
        int port = endpoint.port() != 0 ? endpoint.port() : job.probe().port();
        this.request = new ProbeRequest(endpoint, port, job.timeout());
        this.rounds = new Rounds(loop, job.interval().toNanos());
    }

    Endpoint endpoint() {
        return job.endpoint();
    }

    Location location() {
        return location;
    }

    /** Begins with a first check within {@code spreadNanos}; the second comes anywhere in the interval after it. */
    void start(long spreadNanos) {
        rounds.start(spreadNanos);
        arm();
    }

    /** Checks again soon, because another location saw a failure. */
    void expedite() {
        hurry(loop.nanoTime() + job.confirmAfter().toNanos());
    }

    /** Checks now; false when a check is under way, or none has begun yet. */
    boolean checkNow() {
        if (stopped || running != null || timer == null) {
            return false;
        }
        hurry(loop.nanoTime());
        return true;
    }

    /** Checks now; if a check is under way, once more right after it. */
    void askFresh(long ask) {
        wantedAsk = ask;
        if (running == null) {
            hurry(loop.nanoTime());
        }
    }

    /** Ends for good, and abandons what is under way. */
    void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel();
        }
        if (running != null) {
            abandon(running);
        }
    }

    private void hurry(long atNanos) {
        if (atNanos < hurryNanos && running == null) {
            hurryNanos = atNanos;
            arm();
        }
    }

    private void arm() {
        if (timer != null) {
            timer.cancel();
        }
        long due = Math.min(rounds.dueNanos(), hurryNanos);
        timer = loop.after(due - loop.nanoTime(), this::due);
    }

    private void due() {
        if (stopped) {
            return;
        }
        long now = loop.nanoTime();
        boolean round = rounds.pass(now);
        if (!round && hurryNanos > now) {
            arm();
            return;
        }
        if (round && running != null) {
            tally.skippedRounds.increment();
            arm();
            return;
        }
        hurryNanos = Long.MAX_VALUE;
        if (running == null) {
            launch();
        }
        arm();
    }

    private void launch() {
        Run run = new Run();
        running = run;
        tally.checks.increment();
        run.watchdog = loop.after(job.timeout().toNanos() + GRACE_NANOS, () -> overdue(run));
        try {
            run.stage = probe.probe(request);
            run.stage.whenComplete((result, failure) -> loop.post(() -> ended(run, result, failure)));
        } catch (RuntimeException | Error e) { // a probe that does not even load must not end the rounds
            loop.post(() -> ended(run, null, e));
        }
    }

    private void overdue(Run run) {
        if (running == run) {
            abandon(run);
            broken(run, "the probe did not end by its deadline");
        }
    }

    private static void abandon(Run run) {
        if (run.watchdog != null) {
            run.watchdog.cancel();
        }
        if (run.stage != null) {
            run.stage.toCompletableFuture().cancel(true);
        }
    }

    private void ended(Run run, @Nullable ProbeResult result, @Nullable Throwable failure) {
        if (running != run || stopped) {
            return;
        }
        if (run.watchdog != null) {
            run.watchdog.cancel();
        }
        if (result == null) {
            broken(run, "the probe threw " + failure);
        } else {
            observed(run, result);
        }
    }

    private void broken(Run run, String why) {
        tally.brokenProbes.increment();
        Timings timings = Timings.total(loop.now().since(run.startedAt));
        observed(run, ProbeResult.of(Reason.PROBE_BROKEN, why, timings));
    }

    private void observed(Run run, ProbeResult result) {
        running = null;
        watcher.observed(this, result, run.startedAt, run.ask);
        if (stopped) {
            return;
        }
        if (wantedAsk > run.ask) {
            hurry(loop.nanoTime());
        } else if (watcher.isChangePending(this)) {
            hurry(loop.nanoTime() + job.confirmAfter().toNanos());
        }
    }
}
