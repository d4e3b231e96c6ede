package io.dnsfailover.internal.engine;

import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.ProbeRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one thing from one location, one at a time, for all who watch it. The regular rounds keep their own pace whatever
 * happens; between them come hurried checks, while a change is pending for one of the watchers or when one of them asks for a fresh
 * check. A round that finds the check before still running is skipped and counted. All methods run on the engine loop.
 */
final class SharedCheck {
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * How often to check.
     *
     * @param confirmAfter the pause before a check that is hurried because a change is pending
     */
    record Pace(Duration interval, Duration confirmAfter) {}

    /** One check under way. */
    private final class Run {
        private final Moment startedAt = loop.now();
        private final boolean isUsual; // a regular round, and nobody waits for what it shows

        private @Nullable CompletionStage<ProbeResult> stage;
        private @Nullable Cancellable watchdog;

        Run(boolean isUsual) {
            this.isUsual = isUsual;
        }

        /** Any thread. That all is as it was need not wake the engine; whatever else a check shows does. */
        void done(@Nullable ProbeResult result, @Nullable Throwable failure) {
            Runnable end = () -> ended(this, result, failure);
            if (isUsual && result != null && result.outcome() == Outcome.PASS) {
                loop.postPatiently(end);
            } else {
                loop.post(end);
            }
        }
    }

    private final Loop loop;
    private final Tally tally;
    private final Probe probe;
    private final ProbeRequest request;
    private final Pace pace;
    private final Rounds rounds;
    private final Runnable whenUnwatched;
    private final List<LocalCheck> watchers = new ArrayList<>(1);
    private @Nullable Run running;
    private @Nullable Cancellable timer; // null until it is started
    private long hurryNanos = Long.MAX_VALUE;
    private boolean stopped;
    private Network.@Nullable Member member; // null before anybody watches it

    /**
     * Builds it; nothing is checked before {@link #start}.
     *
     * @param whenUnwatched runs once, when the last watcher has left
     */
    SharedCheck(EngineParts parts, Probe probe, ProbeRequest request, Pace pace, Runnable whenUnwatched) {
        this.loop = parts.loop();
        this.tally = parts.tally();
        this.probe = probe;
        this.request = request;
        this.pace = pace;
        this.rounds = new Rounds(loop, pace.interval().toNanos());
        this.whenUnwatched = whenUnwatched;
    }

    void join(LocalCheck watcher) {
        watchers.add(watcher);
    }

    /** What stands for it in its network. */
    Network.@Nullable Member member() {
        return member;
    }

    void member(Network.@Nullable Member next) {
        member = next;
    }

    /** Ends for good when the last one leaves, and abandons what is under way. */
    void leave(LocalCheck watcher) {
        watchers.remove(watcher);
        if (!watchers.isEmpty()) {
            return;
        }
        stopped = true;
        if (timer != null) {
            timer.cancel();
        }
        if (running != null) {
            abandon(running);
        }
        whenUnwatched.run();
    }

    /** Begins, or gives one that joined the rounds of others a check of its own within the same time. */
    void start(long spreadNanos) {
        if (timer == null) {
            rounds.start(spreadNanos);
            arm();
        } else if (rounds.haveBegun()) {
            hurry(loop.nanoTime() + loop.part(spreadNanos));
        }
    }

    void expedite() {
        hurry(loop.nanoTime() + pace.confirmAfter().toNanos());
    }

    /** Checks now; false when a check is under way, or none has begun yet. */
    boolean checkNow() {
        if (stopped || running != null || timer == null) {
            return false;
        }
        hurry(loop.nanoTime());
        return true;
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
        boolean isUsual = hurryNanos == Long.MAX_VALUE;
        hurryNanos = Long.MAX_VALUE;
        if (running == null) {
            launch(isUsual);
        }
        arm();
    }

    private void launch(boolean isUsual) {
        Run run = new Run(isUsual);
        running = run;
        watchers.forEach(LocalCheck::began);
        tally.checks.increment();
        run.watchdog = loop.after(request.timeout().toNanos() + GRACE_NANOS, () -> overdue(run));
        try {
            run.stage = probe.probe(request);
            run.stage.whenComplete(run::done);
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
        if (result.outcome() == Outcome.INCONCLUSIVE) {
            tally.inconclusive.increment();
        }
        // A copy: what one makes of it may end the watching of another.
        List.copyOf(watchers).forEach(watcher -> watcher.ended(result, run.startedAt));
        if (stopped) {
            return;
        }
        for (LocalCheck watcher : watchers) {
            if (watcher.isAsking()) {
                hurry(loop.nanoTime());
                return;
            }
        }
        for (LocalCheck watcher : watchers) {
            if (watcher.isChangePending()) {
                hurry(loop.nanoTime() + pace.confirmAfter().toNanos());
                return;
            }
        }
    }
}
