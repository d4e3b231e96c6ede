package io.dnsfailover.testkit.engine;

import io.dnsfailover.Failover;
import io.dnsfailover.decision.Command;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Location;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.InMemoryStateStore;
import io.dnsfailover.spi.Notifier;
import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One record, a store, and people who hear of it; a process that can crash and start again. */
final class DeliveryScene implements AutoCloseable {
    final SimulatedTime time = new SimulatedTime();
    final ScriptedProber prober = new ScriptedProber(time);
    final Map<String, Notifier> notifiers = new LinkedHashMap<>();
    StateStore store = new InMemoryStateStore();
    private @Nullable Failover failover;

    /** That an endpoint is up, which each start tells: no test here is about it. */
    static boolean isOfTheStart(Delivery delivery) {
        return delivery.event() instanceof FailoverEvent.VerdictReached reached && reached.to() == Verdict.UP;
    }

    /** Keeps what it was handed but for what each start tells, and refuses what it is told to. */
    static class Recipient implements Notifier {
        final List<Delivery> attempts = new ArrayList<>();
        final List<FailoverEvent> received = new ArrayList<>();
        Predicate<Delivery> refuses = delivery -> false;

        @Override
        public void deliver(Delivery delivery) throws Exception {
            if (isOfTheStart(delivery)) {
                return;
            }
            attempts.add(delivery);
            if (refuses.test(delivery)) {
                throw new IOException("421 try again later");
            }
            received.add(delivery.event());
        }

        List<String> ids() {
            return received.stream().map(event -> event.header().id()).toList();
        }

        @Override
        public void close() {}
    }

    Recipient recipient(String name) {
        Recipient made = new Recipient();
        notifiers.put(name, made);
        return made;
    }

    DeliveryScene start() {
        var builder = Failover.builder()
                .policy(Www.policy())
                .location(Location.of("fra1"), prober)
                .location(Location.of("ams1"), prober)
                .store(store)
                .time(time)
                .scheduler(time)
                .seed(7);
        notifiers.forEach(builder::notifier);
        failover = builder.start();
        time.advance(Duration.ofMinutes(1));
        return this;
    }

    Failover failover() {
        if (failover == null) {
            throw new IllegalStateException("not started");
        }
        return failover;
    }

    /** An event that no decision depends on. */
    void happens() {
        order(failover().status("www").orElseThrow().hold() == null ? new Command.Hold(null) : new Command.Release());
    }

    /** So many of them, at one time. */
    void happen(int events) {
        for (int i = 0; i < events; i++) {
            happens();
        }
    }

    private void order(Command command) {
        var done = failover().order("www", command).toCompletableFuture();
        time.advanceUntil(done::isDone, Duration.ofSeconds(1));
    }

    /** The process is gone at this very moment, and starts again with what the store has. */
    void crash() throws IOException {
        InMemoryStateStore left = new InMemoryStateStore();
        left.save(new StoreBatch(store.load(), store.undelivered(), Set.of()));
        failover().close();
        store = left;
        start();
    }

    int waiting() throws IOException {
        return store.undelivered().size();
    }

    @Override
    public void close() {
        failover().close();
    }
}
