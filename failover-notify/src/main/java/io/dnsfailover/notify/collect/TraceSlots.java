package io.dnsfailover.notify.collect;

import io.dnsfailover.model.Trace;
import io.dnsfailover.notify.internal.Causes;
import io.dnsfailover.notify.internal.NotifyTime;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.TraceRequest;
import io.dnsfailover.spi.Tracer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs so many traces at a time and lets the others wait. Each ends by its deadline, whatever its tracer does: a trace that waited too
 * long, one whose tracer broke or hangs, and one that finds the queue full are "not possible", with the reason. Safe from any thread.
 */
final class TraceSlots implements AutoCloseable {
    static final int MAX_WAITING = 1_000;

    /** With less time than this no trace gets anywhere. */
    private static final Duration LEAST = Duration.ofMillis(200);

    /** A tracer ends by the deadline itself, with the hops that it has; so much later it is given up. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private final NotifyTime time;
    private final int atOnce;
    private final Queue<Job> waiting = new ArrayDeque<>(); // guarded by this
    private final Set<Job> running = new HashSet<>(); // guarded by this
    private boolean closed; // guarded by this

    private record Job(Tracer tracer, TraceRequest request, long deadline, CompletableFuture<Trace> result) {
        /** Each is another one: the same trace may be asked for twice. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    TraceSlots(NotifyTime time, int atOnce) {
        this.time = time;
        this.atOnce = atOnce;
    }

    /**
     * Asks for a trace.
     *
     * @param tracer makes it
     * @param request what to trace, and how long the trace itself may take
     * @param deadline when it must have ended, by the monotonic clock
     * @return completes by then, never exceptionally
     */
    CompletableFuture<Trace> submit(Tracer tracer, TraceRequest request, long deadline) {
        Job job = new Job(tracer, request, deadline, new CompletableFuture<>());
        synchronized (this) {
            if (closed || waiting.size() >= MAX_WAITING) {
                return refused(job, closed ? "the reports are closed" : MAX_WAITING + " traces wait already");
            }
            waiting.add(job);
        }
        startWhatFits();
        return job.result();
    }

    private CompletableFuture<Trace> refused(Job job, String why) {
        job.result().complete(Trace.notPossible(why, time.now()));
        return job.result();
    }

    private void startWhatFits() {
        for (Job job = next(); job != null; job = next()) {
            Duration left = Duration.ofNanos(job.deadline() - time.now().nanos());
            if (left.compareTo(LEAST) < 0) {
                finished(job, Trace.notPossible("no time was left when other traces had ended", time.now()));
            } else {
                start(job, left);
            }
        }
    }

    private synchronized @Nullable Job next() {
        Job job = running.size() < atOnce ? waiting.poll() : null;
        if (job != null) {
            running.add(job);
        }
        return job;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callbacks hear of everything, and throw nothing
    private void start(Job job, Duration left) {
        TraceRequest asked = job.request();
        Duration timeout = asked.timeout().compareTo(left) < 0 ? asked.timeout() : left;
        TraceRequest request = new TraceRequest(asked.endpoint(), asked.port(), asked.maxHops(), timeout);
        CompletableFuture<Trace> trace;
        try {
            trace = job.tracer().trace(request).toCompletableFuture();
        } catch (RuntimeException e) { // a tracer that breaks is one that found nothing
            ended(job, Trace.notPossible("the tracer broke: " + Causes.of(e), time.now()));
            return;
        }
        Cancellable giveUp = time.after(
                timeout.plus(GRACE), () -> ended(job, Trace.notPossible("the tracer did not end in time", time.now())));
        job.result().whenComplete((any, thrown) -> {
            giveUp.cancel();
            trace.cancel(true); // does nothing to one that has ended
        });
        trace.whenComplete((found, thrown) -> ended(
                job, found != null ? found : Trace.notPossible("the tracer broke: " + Causes.of(thrown), time.now())));
    }

    private void ended(Job job, Trace trace) {
        if (finished(job, trace)) {
            startWhatFits();
        }
    }

    private boolean finished(Job job, Trace trace) {
        synchronized (this) {
            running.remove(job);
        }
        return job.result().complete(trace);
    }

    /** Abandons what runs and refuses what waits. */
    @Override
    public void close() {
        List<Job> left;
        synchronized (this) {
            closed = true;
            waiting.addAll(running);
            left = List.copyOf(waiting);
            waiting.clear();
        }
        Trace refusal = Trace.notPossible("the reports are closed", time.now());
        left.forEach(job -> job.result().complete(refusal));
    }
}
