package io.dnsfailover.dns.internal;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/** The one door of this module to threads, to both clocks and to randomness. */
public final class DnsThreads {
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
