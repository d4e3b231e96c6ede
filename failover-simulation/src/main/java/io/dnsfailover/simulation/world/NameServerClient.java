package io.dnsfailover.simulation.world;

import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.simulation.time.Timeline;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way of one process to one name server, with everything that can happen on it. */
final class NameServerClient implements DnsPublisher {
    private static final int MAX_BATCH = 8;
    private static final long LATEST_NANOS = Duration.ofMinutes(10).toNanos();

    private final Timeline timeline;
    private final Life life;
    private final NameServer server;
    private final Witness witness;

    NameServerClient(Timeline timeline, Life life, NameServer server, Witness witness) {
        this.timeline = timeline;
        this.life = life;
        this.server = server;
        this.witness = witness;
    }

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public Set<Capability> capabilities() {
        return server.compares() ? Set.of(Capability.COMPARE_AND_SET) : Set.of();
    }

    @Override
    public Published read(RecordSetKey key) throws PublishException {
        int record = Records.numberOf(key);
        witness.reads(life, server, record);
        requireReachable();
        if (server.hits(NameServer.Trouble.FAILING)
                || server.hits(NameServer.Trouble.DEAF)
                || server.hits(NameServer.Trouble.MUTE)) {
            throw failed(PublishEffect.NONE, "no answer");
        }
        if (server.hits(NameServer.Trouble.EMPTY)) {
            return Published.NOTHING;
        }
        boolean stale = server.hits(NameServer.Trouble.STALE);
        return (stale ? server.heldBefore(record) : server.held(record)).published();
    }

    /** Every other one takes several changes at a time. */
    @Override
    public int maxBatch() {
        return server.number() % 2 == 0 ? 1 : MAX_BATCH;
    }

    @Override
    public void replace(Change change) throws PublishException {
        int record = Records.numberOf(change.desired().key());
        witness.issues(life, server, record, change);
        try {
            send(record, change);
        } catch (PublishException e) {
            witness.answered(life, server, record, e.effect());
            throw e;
        }
        witness.answered(life, server, record, null);
    }

    private void send(int record, Change change) throws PublishException {
        requireReachable();
        if (change.expected() != null && !server.compares()) {
            throw failed(PublishEffect.NONE, "cannot compare, and the change has a condition");
        }
        if (!server.compares()) {
            refuse(NameServer.conflict(server.held(record), change)); // read, verify, write: not in one step
        }
        if (server.hits(NameServer.Trouble.DEAF)) {
            throw failed(PublishEffect.UNKNOWN, "no answer: the request was lost");
        }
        if (server.hits(NameServer.Trouble.LATE)) {
            timeline.after(server.chance().nanosBetween(1_000_000, LATEST_NANOS), () -> apply(record, change));
            throw failed(PublishEffect.UNKNOWN, "no answer yet: the request is still on its way");
        }
        if (server.hits(NameServer.Trouble.FAILING)) {
            if (server.chance().percent(50)) {
                apply(record, change);
            }
            throw failed(PublishEffect.UNKNOWN, "status 500");
        }
        String conflict = apply(record, change);
        if (server.hits(NameServer.Trouble.MUTE)) {
            throw failed(PublishEffect.UNKNOWN, "no answer: it was lost");
        }
        refuse(conflict);
    }

    private @Nullable String apply(int record, Change change) {
        String conflict = server.write(record, change);
        if (conflict == null) {
            witness.applied(life, server, record, change);
        }
        return conflict;
    }

    private void refuse(@Nullable String conflict) throws PublishException {
        if (conflict != null) {
            throw failed(PublishEffect.CONFLICT, conflict);
        }
    }

    private void requireReachable() throws PublishException {
        if (life.controller().isCutOff() || server.hits(NameServer.Trouble.DOWN)) {
            throw failed(PublishEffect.NONE, "cannot be reached");
        }
        if (server.hits(NameServer.Trouble.LIMITED)) {
            throw failed(PublishEffect.NONE, "status 429");
        }
    }

    private PublishException failed(PublishEffect effect, String why) {
        return new PublishException(effect, server.name() + ": " + why);
    }

    @Override
    public void close() {
        // There is nothing to free: what is on its way stays on its way.
    }
}
