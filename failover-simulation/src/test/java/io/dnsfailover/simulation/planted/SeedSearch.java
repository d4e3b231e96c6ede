package io.dnsfailover.simulation.planted;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs seed after seed on two threads, until one shows something. */
final class SeedSearch {
    private static final int THREADS = 2;

    /**
     * The first seed that showed something.
     *
     * @param seed the smallest, whichever thread was faster
     * @param violations what it showed, at least one
     */
    record Found(long seed, List<String> violations) {}

    private final LongFunction<List<String>> run;
    private final long lastSeed;
    private final long deadlineNanos;
    private final AtomicLong next;
    private final AtomicLong stopBefore;
    private final ConcurrentSkipListMap<Long, List<String>> found = new ConcurrentSkipListMap<>();

    private SeedSearch(LongFunction<List<String>> run, long firstSeed, long lastSeed, long limitNanos) {
        this.run = run;
        this.lastSeed = lastSeed;
        this.deadlineNanos = System.nanoTime() + limitNanos;
        this.next = new AtomicLong(firstSeed);
        this.stopBefore = new AtomicLong(Long.MAX_VALUE);
    }

    /**
     * Searches.
     *
     * @param run what to run for a seed: the violations that it shows
     * @param firstSeed where to begin
     * @param lastSeed where to end
     * @param limitNanos the longest time; a run that is under way then is finished
     * @return what was found; null when nothing was
     */
    static @Nullable Found first(LongFunction<List<String>> run, long firstSeed, long lastSeed, long limitNanos)
            throws InterruptedException, ExecutionException {
        SeedSearch search = new SeedSearch(run, firstSeed, lastSeed, limitNanos);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> searchers = IntStream.range(0, THREADS)
                    .<Callable<Void>>mapToObj(i -> search::work)
                    .toList();
            for (Future<Void> searcher : threads.invokeAll(searchers)) {
                searcher.get();
            }
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
        var first = search.found.firstEntry();
        return first == null ? null : new Found(first.getKey(), first.getValue());
    }

    /** A seed below one that showed something is still run, so that the answer does not depend on the threads. */
    private @Nullable Void work() {
        while (System.nanoTime() - deadlineNanos < 0) {
            long seed = next.getAndIncrement();
            if (seed > lastSeed || seed >= stopBefore.get()) {
                break;
            }
            List<String> violations = run.apply(seed);
            if (!violations.isEmpty()) {
                found.put(seed, violations);
                stopBefore.accumulateAndGet(seed, Math::min);
            }
        }
        return null;
    }
}
