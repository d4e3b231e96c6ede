package io.dnsfailover.dns.alias;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.spi.TimeSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Lookups for as long as they live, by the clock that it is given; a name is asked for once, however many want to know it at the
 * same time. What it forgets costs a lookup and nothing else: what must last is kept by {@link Alias}.
 */
final class Lookups {
    private static final int MAX_NAMES = 100_000;

    private final Upstream upstream;
    private final AliasLimits limits;
    private final AsyncCache<DnsName, Lookup> cache;

    Lookups(Upstream upstream, AliasLimits limits, TimeSource time) {
        this.upstream = upstream;
        this.limits = limits;
        this.cache = Caffeine.newBuilder()
                .ticker(time::nanoTime)
                .executor(Runnable::run)
                .maximumSize(MAX_NAMES)
                .expireAfter(Expiry.<DnsName, Lookup>writing((name, lookup) -> limits.lifetime(lookup)))
                .buildAsync();
    }

    /** What a name resolves to: what is known and still counts, or what is asked for now, on this thread. */
    Lookup get(DnsName name) throws InterruptedException {
        return ask(name, false);
    }

    /** Asks, whether or not something is known; joins whoever is asking just now. */
    Lookup renew(DnsName name) throws InterruptedException {
        return ask(name, true);
    }

    private Lookup ask(DnsName name, boolean again) throws InterruptedException {
        // Not compute(): that counts as a write, and what is known would live anew with each look at it.
        CompletableFuture<Lookup> there = cache.getIfPresent(name);
        if (there != null && !(again && there.isDone())) {
            return join(there);
        }
        CompletableFuture<Lookup> mine = new CompletableFuture<>();
        CompletableFuture<Lookup> first =
                there == null ? cache.asMap().putIfAbsent(name, mine) : inPlaceOf(there, name, mine);
        if (first != null) {
            return join(first);
        }
        try {
            Lookup found = limits.within(upstream.ask(name));
            mine.complete(found);
            return found;
        } catch (RuntimeException | Error e) {
            Lookup broken = limits.within(Lookup.failed("the lookup broke: " + e));
            mine.complete(broken);
            return broken;
        } finally {
            mine.cancel(false); // after an interrupt: nothing is known, and whoever waits shall not wait for ever
        }
    }

    /** Who was faster; null when it is us. */
    private @Nullable CompletableFuture<Lookup> inPlaceOf(
            CompletableFuture<Lookup> there, DnsName name, CompletableFuture<Lookup> mine) {
        return cache.asMap().replace(name, there, mine) ? null : cache.getIfPresent(name);
    }

    private static Lookup join(CompletableFuture<Lookup> lookup) throws InterruptedException {
        try {
            return lookup.get();
        } catch (ExecutionException | CancellationException e) {
            return Lookup.failed("whoever asked was interrupted");
        }
    }
}
