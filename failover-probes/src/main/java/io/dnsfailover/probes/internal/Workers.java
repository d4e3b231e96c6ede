package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that compute for checks, as many as there are processors. When they cannot keep up, what has begun goes before what
 * has not, and what has waited for half of its check's time does not begin: so the checks that are made get done, instead of all of
 * them being late. Safe from any thread.
 */
final class Workers {
    private static final int MOST = 8;
    private static final int MAX_WAITING = 4096;

    private final Executor loop;
    private final PriorityBlockingQueue<Runnable> waiting = new PriorityBlockingQueue<>();
    private final ExecutorService threads;
    private final AtomicLong number = new AtomicLong();

    /**
     * No thread yet.
     *
     * @param loop where the steps after the work run
     */
    Workers(Executor loop, ProbeThreads threads) {
        int processors = Runtime.getRuntime().availableProcessors();
        this.loop = loop;
        this.threads = threads.pool("worker", Math.max(2, Math.min(MOST, processors)), waiting);
    }

    /**
     * Runs work and then a step on the loop. Does nothing for a check that ends before its turn.
     *
     * @param goesOn whether the check has been here before
     */
    void run(Check check, boolean goesOn, Runnable work, Runnable after) {
        if (!goesOn && waiting.size() >= MAX_WAITING) {
            check.end(Reason.LOCAL_TROUBLE, "more than " + MAX_WAITING + " handshakes wait for the processor");
            return;
        }
        try {
            threads.execute(new Job(check, goesOn, number.getAndIncrement(), work, after));
        } catch (RejectedExecutionException e) {
            check.end(Reason.CANCELLED, Checks.CLOSED);
        }
    }

    void close() {
        threads.shutdownNow();
    }

    private final class Job implements Runnable, Comparable<Job> {
        private final long askedNanos = ProbeThreads.nanoTime();
        private final Check check;
        private final boolean goesOn;
        private final long number;
        private final Runnable work;
        private final Runnable after;

        Job(Check check, boolean goesOn, long number, Runnable work, Runnable after) {
            this.check = check;
            this.goesOn = goesOn;
            this.number = number;
            this.work = work;
            this.after = after;
        }

        @Override
        public void run() {
            if (check.ended() || (!goesOn && check.shedsAfter(ProbeThreads.nanoTime() - askedNanos))) {
                return;
            }
            try {
                work.run();
                loop.execute(after);
            } catch (Throwable t) { // whatever it is must become a result
                check.end(Check.broken(t));
            }
        }

        @Override
        public int compareTo(Job other) {
            return goesOn == other.goesOn ? Long.compare(number, other.number) : goesOn ? -1 : 1;
        }
    }
}
