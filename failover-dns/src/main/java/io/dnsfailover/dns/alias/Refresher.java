package io.dnsfailover.dns.alias;

import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Looks names up at an even pace, on a few workers: however many are due at once, and however long they take, no more are under way,
 * and no more begin in a second. Its state belongs to the loop of the scheduler.
 */
final class Refresher {
    private static final int WORKERS = 4;

    private final Scheduler scheduler;
    private final TimeSource time;
    private final long spacingNanos;
    private final Consumer<Alias> lookUp;
    private final Deque<Executor> idle = new ArrayDeque<>(); // loop only
    private final Deque<Alias> waiting = new ArrayDeque<>(); // loop only
    private final Set<Alias> queued = new HashSet<>(); // loop only
    private long nextNanos; // loop only: when the next may begin
    private boolean sleeps; // loop only: a wake-up at nextNanos is on its way

    /**
     * @param perSecond how many names are looked up in a second
     * @param lookUp looks a name up, on a worker; throws nothing
     */
    Refresher(Scheduler scheduler, TimeSource time, int perSecond, Consumer<Alias> lookUp) {
        this.scheduler = scheduler;
        this.time = time;
        this.spacingNanos = Duration.ofSeconds(1).toNanos() / perSecond;
        this.lookUp = lookUp;
        this.nextNanos = time.nanoTime();
        for (int i = 1; i <= WORKERS; i++) {
            idle.add(scheduler.worker(String.valueOf(i)));
        }
    }

    /** Looks a name up when it is due and has its turn; safe from any thread. */
    void due(Alias alias, Duration in) {
        scheduler.schedule(in, () -> {
            if (queued.add(alias)) {
                waiting.add(alias);
            }
            pump();
        });
    }

    private void pump() {
        while (!idle.isEmpty() && !waiting.isEmpty() && !sleeps) {
            long now = time.nanoTime();
            if (now - nextNanos < 0) {
                sleeps = true;
                scheduler.schedule(Duration.ofNanos(nextNanos - now), () -> {
                    sleeps = false;
                    pump();
                });
                return;
            }
            nextNanos = now + spacingNanos;
            begin(idle.remove(), waiting.remove());
        }
    }

    private void begin(Executor worker, Alias alias) {
        worker.execute(() -> {
            try {
                lookUp.accept(alias);
            } finally {
                scheduler.schedule(Duration.ZERO, () -> {
                    queued.remove(alias);
                    idle.add(worker);
                    pump();
                });
            }
        });
    }
}
