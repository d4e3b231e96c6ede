package io.dnsfailover.internal.engine;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.spi.Sight;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one published record set on each authoritative server. Pure and immutable.
 *
 * @param desired what they should serve
 * @param generation the generation of the decision
 * @param decidedAt when it was decided
 * @param ttlBefore the longest TTL of what was answered before, in seconds; 0 when nothing was, as far as known
 * @param earlier when what was answered before that is gone from the caches; null when there is nothing of the kind
 * @param sawOther whether a server answered something else
 * @param servers each server, in the order of the delegation
 */
record ProofBook(
        RecordSet desired,
        long generation,
        Moment decidedAt,
        long ttlBefore,
        @Nullable Instant earlier,
        boolean sawOther,
        Map<AuthoritativeServer, Entry> servers) {
    /** How one server stands. */
    enum Stand {
        /** It was seen to serve the record set. */
        SERVES,
        /** It answers, and not with that. */
        LAGS,
        /** It does not answer for the zone, and is left out. */
        OUT,
        /** Not enough was seen to tell. */
        OPEN
    }

    /**
     * What was seen of one server.
     *
     * @param served when it was first seen to serve it; null when it was not
     * @param last the newest look; null before the first one ended
     * @param lastAt when that was
     */
    record Entry(
            @Nullable Moment served,
            @Nullable Sight last,
            @Nullable Moment lastAt) {
        static final Entry NOTHING = new Entry(null, null, null);
    }

    ProofBook {
        servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
    }

    /** An empty one for what was published, with the TTL of what the publishers' servers held before. */
    static ProofBook of(RecordSet desired, long generation, Moment decidedAt, long ttlBefore) {
        return new ProofBook(desired, generation, decidedAt, ttlBefore, null, false, Map.of());
    }

    /**
     * The next one, for what is published in the place of this. What this one replaced may still be in caches: as long as this one says
     * when all servers served it, and from the end of the next one on otherwise, because a server may have gone on with it until then.
     */
    ProofBook next(RecordSet next, long nextGeneration, Moment decided, long heldTtl, boolean wasProven) {
        long published = desired.equals(next) ? 0 : desired.ttl().seconds();
        long before = Math.max(Math.max(heldTtl, published), wasProven ? 0 : ttlBefore);
        return new ProofBook(next, nextGeneration, decided, before, wasProven ? goneBy() : earlier, false, Map.of())
                .over(servers.keySet());
    }

    /** Whether both are about the same publication. */
    boolean isOfTheSame(ProofBook other) {
        return generation == other.generation && desired.equals(other.desired);
    }

    /** The same for the servers that there are now. */
    ProofBook over(Collection<AuthoritativeServer> now) {
        Map<AuthoritativeServer, Entry> kept = new LinkedHashMap<>();
        now.forEach(server -> kept.put(server, servers.getOrDefault(server, Entry.NOTHING)));
        return with(ttlBefore, sawOther, kept);
    }

    /** After one look more; one at a server that is gone changes nothing. */
    ProofBook seen(AuthoritativeServer server, Sight sight, Moment at) {
        Entry before = servers.get(server);
        if (before == null) {
            return this;
        }
        boolean serves = sight.kind() == Sight.Kind.SERVES;
        boolean other = sight.kind() == Sight.Kind.OTHER;
        Map<AuthoritativeServer, Entry> after = new LinkedHashMap<>(servers);
        after.put(server, new Entry(before.served() != null ? before.served() : serves ? at : null, sight, at));
        return with(other ? Math.max(ttlBefore, sight.ttlSeconds()) : ttlBefore, sawOther || other, after);
    }

    private ProofBook with(long ttl, boolean other, Map<AuthoritativeServer, Entry> entries) {
        return new ProofBook(desired, generation, decidedAt, ttl, earlier, other, entries);
    }

    /** How a server stands, when its zone is looked at with this result. */
    Stand stand(AuthoritativeServer server, AuthorityHealth zone) {
        Entry entry = servers.getOrDefault(server, Entry.NOTHING);
        if (entry.served() != null) {
            return Stand.SERVES;
        }
        if (zone.isOut()) {
            return Stand.OUT;
        }
        Sight last = entry.last();
        if (last == null) {
            return Stand.OPEN;
        }
        // One that answers nothing for the record may be about to be found out: then it is the zone's trouble.
        return last.kind() == Sight.Kind.OTHER || !zone.isOpen() ? Stand.LAGS : Stand.OPEN;
    }

    /** When the last server was first seen to serve it; null when none was. */
    @Nullable
    Moment lastServed() {
        Moment last = null;
        for (Entry entry : servers.values()) {
            Moment served = entry.served();
            if (served != null && (last == null || served.nanos() > last.nanos())) {
                last = served;
            }
        }
        return last;
    }

    /** When the last resolver has forgotten what was answered before; null when that was nothing. */
    @Nullable
    Instant goneBy() {
        Moment last = lastServed();
        if (last == null || ttlBefore == 0) {
            return earlier;
        }
        Instant own = last.wall().plusSeconds(ttlBefore);
        return earlier != null && earlier.isAfter(own) ? earlier : own;
    }
}
