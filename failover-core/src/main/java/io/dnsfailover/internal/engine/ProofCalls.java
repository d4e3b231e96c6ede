package io.dnsfailover.internal.engine;

import io.dnsfailover.spi.Cancellable;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the proof: whatever comes of a call, it ends once, on the loop, with a result or with the reason why there is none. On the engine
 * loop only.
 */
final class ProofCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ProofCalls.class);
    private static final long ABANDON_NANOS =
            Duration.ofSeconds(10).toNanos(); // a question may take 5 s, and servers are found with more than one

    private static final long WARN_EVERY_NANOS = Duration.ofMinutes(10).toNanos();

    private final Loop loop;
    private boolean warned;
    private long warnedNanos;

    ProofCalls(Loop loop) {
        this.loop = loop;
    }

    /** Makes a call; {@code ended} gets its result or, for null, what went wrong. */
    <T> void call(Supplier<CompletionStage<T>> call, BiConsumer<@Nullable T, String> ended) {
        Once<T> once = new Once<>(ended);
        once.guard = loop.after(ABANDON_NANOS, () -> once.end(null, "it did not end"));
        try {
            var unused = call.get().whenComplete((result, thrown) -> loop.post(() -> once.end(result, why(thrown))));
        } catch (RuntimeException | Error e) { // nothing that a proof throws may stop the loop
            loop.post(() -> once.end(null, why(e)));
        }
    }

    private static String why(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "it ended with nothing";
        }
        return thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    }

    /** Says that a question broke, once in a while. */
    void broke(String why) {
        long now = loop.nanoTime();
        if (!warned || now - warnedNanos >= WARN_EVERY_NANOS) {
            warned = true;
            warnedNanos = now;
            LOG.warn("The proof could not ask, which shows nothing: {}", why);
        }
    }

    /** The end of one call. */
    private static final class Once<T> {
        private final BiConsumer<@Nullable T, String> ended;
        private boolean over;
        private @Nullable Cancellable guard;

        private Once(BiConsumer<@Nullable T, String> ended) {
            this.ended = ended;
        }

        private void end(@Nullable T result, String why) {
            if (!over) {
                over = true;
                if (guard != null) {
                    guard.cancel();
                }
                ended.accept(result, why);
            }
        }
    }
}
