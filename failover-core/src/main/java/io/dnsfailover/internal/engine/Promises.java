package io.dnsfailover.internal.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What an engine has promised to complete. Whoever waits for a promise must not wait for ever because the engine was
 * closed. Safe from any thread.
 */
final class Promises {
    private final AtomicLong number = new AtomicLong();
    private final Map<Long, CompletableFuture<?>> open = new ConcurrentHashMap<>();

    <T> CompletableFuture<T> make() {
        long id = number.incrementAndGet();
        CompletableFuture<T> promise = new CompletableFuture<>();
        open.put(id, promise);
        var unused = promise.whenComplete((result, failure) -> open.remove(id));
        return promise;
    }

    void breakAll() {
        List.copyOf(open.values())
                .forEach(promise -> promise.completeExceptionally(new IllegalStateException("the engine is closed")));
    }
}
