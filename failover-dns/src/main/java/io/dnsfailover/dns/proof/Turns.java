package io.dnsfailover.dns.proof;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets so many begin at a time; the others wait for their turn. Safe for concurrent use. */
final class Turns {
    private final int atOnce;
    private final int mostWaiting;
    private final Deque<Runnable> waiting = new ArrayDeque<>(); // guarded by this
    private int running; // guarded by this
    private boolean advancing; // guarded by this

    /**
     * @param atOnce how many at a time
     * @param mostWaiting how many may wait; one more fails
     */
    Turns(int atOnce, int mostWaiting) {
        this.atOnce = atOnce;
        this.mostWaiting = mostWaiting;
    }

    /** Begins work when it is its turn, on this thread or on that of the one before. The work must not throw. */
    <T> CompletableFuture<T> take(Supplier<CompletableFuture<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        synchronized (this) {
            if (waiting.size() >= mostWaiting) {
                return CompletableFuture.failedFuture(
                        new IllegalStateException(mostWaiting + " zones wait to be looked up already"));
            }
            waiting.add(() -> begin(work, result));
        }
        advance();
        return result;
    }

    private <T> void begin(Supplier<CompletableFuture<T>> work, CompletableFuture<T> result) {
        CompletableFuture<T> unused = work.get().whenComplete((value, error) -> {
            synchronized (this) {
                running--;
            }
            if (error == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(error);
            }
            advance();
        });
    }

    /** Not from within itself: thousands that fail at once would need as many frames. */
    private void advance() {
        synchronized (this) {
            if (advancing) {
                return;
            }
            advancing = true;
        }
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = running < atOnce ? waiting.poll() : null;
        if (next == null) {
            advancing = false;
        } else {
            running++;
        }
        return next;
    }
}
