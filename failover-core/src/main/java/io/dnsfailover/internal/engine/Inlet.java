package io.dnsfailover.internal.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where observations of fed locations come in, from any thread, and wait for the loop: a bounded number of them. */
final class Inlet {
    private static final int MAX_WAITING = 100_000;

    private final Loop loop;
    private final Tally tally;
    private final Function<String, @Nullable RecordCell> cells;
    private final AtomicInteger waiting = new AtomicInteger();

    Inlet(Loop loop, Tally tally, Function<String, @Nullable RecordCell> cells) {
        this.loop = loop;
        this.tally = tally;
        this.cells = cells;
    }

    /** Takes one observation for a policy; {@code taken} runs on the loop, and tells whether the record had a use for it. */
    void take(String policy, Predicate<RecordCell> taken) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            tally.droppedObservations.increment();
            return;
        }
        loop.post(() -> {
            waiting.decrementAndGet();
            RecordCell cell = cells.apply(policy);
            if (cell == null || !taken.test(cell)) {
                tally.droppedObservations.increment();
            }
        });
    }
}
