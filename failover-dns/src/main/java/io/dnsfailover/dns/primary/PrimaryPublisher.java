package io.dnsfailover.dns.primary;

import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.Replaced;
import java.util.List;
import java.util.Set;

/** Publishes into the zones of a {@link HiddenPrimary}. Owns nothing: the primary is closed by who started it. */
final class PrimaryPublisher implements DnsPublisher {
    /** So many that a batch is one step for the secondaries, so few that the engine is not kept waiting. */
    private static final int MAX_BATCH = 1000;

    private final String name;
    private final String owner;
    private final Zones zones;
    private volatile boolean closed;

    PrimaryPublisher(String name, String owner, Zones zones) {
        this.name = name;
        this.owner = owner;
        this.zones = zones;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.COMPARE_AND_SET);
    }

    @Override
    public Published read(RecordSetKey key) throws PublishException {
        if (closed || zones.isClosed()) {
            throw new PublishException(PublishEffect.NONE, name + ": the primary is closed");
        }
        return zones.read(key).asPublished(owner);
    }

    @Override
    public void replace(Change change) throws PublishException {
        replaceAll(List.of(change)).get(0).orThrow();
    }

    @Override
    public int maxBatch() {
        return MAX_BATCH;
    }

    @Override
    public List<Replaced> replaceAll(List<Change> changes) {
        if (closed) {
            return changes.stream()
                    .map(change -> new Replaced(
                            change, new PublishException(PublishEffect.NONE, name + ": the publisher is closed")))
                    .toList();
        }
        return zones.replaceAll(changes, owner);
    }

    @Override
    public void close() {
        closed = true;
    }

    /** The {@link #name()}. */
    @Override
    public String toString() {
        return name;
    }
}
