package io.dnsfailover.dns.listen;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The one door of this module to threads and to the monotonic clock. */
final class ListenerThreads {
    private ListenerThreads() {}

    /** Starts a daemon thread. */
    static Thread start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static long nanoTime() {
        return System.nanoTime();
    }

    /** Keeps a loop that meets one error after another from taking a whole core. */
    static void breathe() {
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }

    /** Waits for the threads to end, for as long as the limit at most; at once when called by one of them. */
    static void join(Duration limit, Thread... threads) {
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
