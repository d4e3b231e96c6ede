package io.dnsfailover.dns.internal;

import io.dnsfailover.spi.TimeSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The one door of this module to threads, to both clocks and to randomness. */
public final class DnsThreads {
    private static final int IDLE_SECONDS = 10;

    private DnsThreads() {}

    /**
     * Starts a daemon thread.
     *
     * @param name what to call it
     * @param body what it runs
     * @return the running thread
     */
    public static Thread start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /**
     * A worker that runs its tasks one after another, on a daemon thread that ends after 10 s without any. Drops tasks once it is
     * shut down.
     *
     * @param name what to call the thread
     * @return the worker
     */
    static ExecutorService serial(String name) {
        ThreadPoolExecutor worker = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        worker.allowCoreThreadTimeOut(true);
        return worker;
    }

    /** The clocks of the machine. */
    public static final class Clocks implements TimeSource {
        /** The clocks of the machine. */
        public Clocks() {}

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Instant instant() {
            return Instant.now();
        }
    }

    /**
     * The monotonic clock.
     *
     * @return nanoseconds from an arbitrary origin
     */
    public static long nanoTime() {
        return System.nanoTime();
    }

    /**
     * The wall clock of the system.
     *
     * @return the clock
     */
    public static InstantSource wallClock() {
        return InstantSource.system();
    }

    /**
     * Message ids that cannot be guessed (RFC 5452 section 9.2).
     *
     * @return a source of randomness that is safe from any thread
     */
    public static SecureRandom unguessable() {
        return new SecureRandom();
    }

    /** Keeps a loop that meets one error after another from taking a whole core: waits for 10 ms. */
    public static void breathe() {
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }

    /**
     * Waits for threads to end; not for the one that calls. An interrupt ends the wait and stays set.
     *
     * @param limit how long at most, for all of them together
     * @param threads the threads
     */
    public static void join(Duration limit, Thread... threads) {
        long deadline = System.nanoTime() + limit.toNanos();
        for (Thread thread : threads) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (thread == Thread.currentThread() || left <= 0) {
                continue;
            }
            try {
                thread.join(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
