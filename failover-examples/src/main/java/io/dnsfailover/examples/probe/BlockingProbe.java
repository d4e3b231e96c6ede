package io.dnsfailover.examples.probe;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.ProbeRequest;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes a {@link Probe} of a check that blocks: a bounded number of threads, a deadline over everything, and an end when a
 * check is cancelled. A check that gets no thread in time is our own trouble, and no evidence. Close it when the
 * {@code Failover} is closed, which does not.
 */
public final class BlockingProbe implements Probe, AutoCloseable {
    private static final int MAX_WAITING = 1000;

    private final BlockingCheck blocking;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor deadlines;
    private final Set<Check> running = ConcurrentHashMap.newKeySet();

    /**
     * Starts no thread yet.
     *
     * @param blocking the check
     * @param maxThreads how many checks can be under way at the same time, from 1
     */
    public BlockingProbe(BlockingCheck blocking, int maxThreads) {
        this.blocking = blocking;
        this.threads = new ThreadPoolExecutor(
                maxThreads, maxThreads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), daemons());
        this.threads.allowCoreThreadTimeOut(true);
        this.deadlines = new ScheduledThreadPoolExecutor(1, daemons());
        this.deadlines.setRemoveOnCancelPolicy(true);
    }

    // tag::probe[]
    @Override
    public CompletionStage<ProbeResult> probe(ProbeRequest request) {
        Check check = new Check();
        running.add(check);
        try {
            Future<?> deadline =
                    deadlines.schedule(check::ranOutOfTime, request.timeout().toNanos(), TimeUnit.NANOSECONDS);
            Future<?> work = threads.submit(() -> check.run(request));
            // Whatever ends it, the engine's cancel included, frees the thread and the socket.
            var unused = check.result.whenComplete((result, failure) -> {
                deadline.cancel(false);
                work.cancel(true);
                check.abandon();
            });
        } catch (RejectedExecutionException e) {
            check.end(Reason.LOCAL_TROUBLE, "closed, or more than " + MAX_WAITING + " checks wait for a thread");
            check.abandon();
        }
        return check.result;
    }
    // end::probe[]

    /** Ends all checks as cancelled, and every later one. */
    @Override
    public void close() {
        threads.shutdownNow();
        deadlines.shutdownNow();
        running.forEach(check -> check.end(Reason.CANCELLED, "the probe was closed"));
    }

    private static ThreadFactory daemons() {
        return task -> {
            Thread thread = new Thread(task, "blocking-probe");
            thread.setDaemon(true);
            return thread;
        };
    }

    // tag::run[]
    /** One check under way. */
    private final class Check {
        private final CompletableFuture<ProbeResult> result = new CompletableFuture<>();
        private final long startNanos = System.nanoTime();
        private final Set<Closeable> opened = ConcurrentHashMap.newKeySet();
        private volatile boolean started;

        void run(ProbeRequest request) {
            started = true;
            try {
                result.complete(blocking.check(request, this::opened));
            } catch (Exception | LinkageError broken) {
                result.completeExceptionally(broken); // the engine takes it for no evidence
            }
        }

        void ranOutOfTime() {
            if (started) {
                end(Reason.RESPONSE_TIMEOUT, "no result in time");
            } else {
                end(Reason.LOCAL_TROUBLE, "no thread was free in time");
            }
        }

        private void opened(Closeable resource) {
            opened.add(resource);
            if (result.isDone()) {
                abandon();
            }
        }

        void abandon() {
            running.remove(this);
            for (Closeable resource : opened) {
                try {
                    resource.close();
                } catch (IOException e) {
                    // It is abandoned, whatever it says.
                }
            }
        }

        void end(Reason reason, String detail) {
            Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
            result.complete(ProbeResult.of(reason, detail, Timings.total(took)));
        }
    }
    // end::run[]
}
