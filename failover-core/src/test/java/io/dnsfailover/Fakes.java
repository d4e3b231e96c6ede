package io.dnsfailover;

import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.Notifier;
import io.dnsfailover.spi.ObservationSink;
import io.dnsfailover.spi.ObservationSource;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a host plugs in, as far as building and closing a {@link Failover} needs it. Each notes in a list that it was closed. */
final class Fakes {
    private Fakes() {}

    record FakeProber(List<String> closed, Set<String> types) implements Prober {
        @Override
        public boolean supports(ProbeSpec spec) {
            return types.contains(spec.type());
        }

        @Override
        public Probe prepare(ProbeSpec spec) {
            return request -> new CompletableFuture<>();
        }

        @Override
        public void close() {
            closed.add("prober");
        }
    }

    record FakeSource(List<String> closed) implements ObservationSource {
        @Override
        public void open(ObservationSink sink) {}

        @Override
        public void checkSoon(String policy, String endpointId, long ask) {}

        @Override
        public void close() {
            closed.add("source");
        }
    }

    record FakePublisher(List<String> closed, String name, Set<Capability> capabilities) implements DnsPublisher {
        @Override
        public Published read(RecordSetKey key) {
            return Published.NOTHING;
        }

        @Override
        public void replace(Change change) {}

        @Override
        public void close() {
            closed.add("publisher");
        }
    }

    record FakeNotifier(List<String> closed) implements Notifier {
        @Override
        public void deliver(Delivery delivery) {}

        @Override
        public void close() {
            closed.add("notifier");
            throw new IllegalStateException("a close that fails must not keep the others open");
        }
    }

    record FakeStore(List<String> closed, @Nullable IOException unreadable) implements StateStore {
        @Override
        public Map<String, StoredState> load() throws IOException {
            closed.add("loaded");
            if (unreadable != null) {
                throw unreadable;
            }
            return Map.of();
        }

        @Override
        public List<StoredEvent> undelivered() {
            return List.of();
        }

        @Override
        public void save(StoreBatch batch) {}

        @Override
        public void forget(Collection<String> policies) {}

        @Override
        public void close() {
            closed.add("store");
        }
    }
}
