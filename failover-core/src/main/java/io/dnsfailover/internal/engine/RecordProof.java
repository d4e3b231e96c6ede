package io.dnsfailover.internal.engine;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.internal.engine.ProofBook.Stand;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.spi.Sight;
import io.dnsfailover.status.ProofStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether the authoritative servers serve what one record published: asks each of them until it does, tells when all do, and when one
 * does not for too long. On the engine loop only.
 */
final class RecordProof implements RecordLook.Owner {
    /** The record. */
    interface Owner {
        /** Tells an event of the record. */
        void emit(Function<FailoverEvent.Header, FailoverEvent> event);

        /** What is known of the proof is another thing now. */
        void proofChanged();
    }

    private enum Told {
        NOTHING,
        PROVEN,
        NOT_VISIBLE
    }

    private final Loop loop;
    private final ProofDesk desk;
    private final ZoneWatch zone;
    private final long limitNanos;
    private final long zonePeriodNanos;
    private final Owner owner;
    private final Map<AuthoritativeServer, RecordLook> looks = new LinkedHashMap<>();
    private @Nullable ProofBook book; // null before the first publication
    private boolean quiet; // whether nothing was changed by what is published, as far as is known
    private Told told = Told.NOTHING;
    private @Nullable Moment accepted; // by all publishers; null while one has not
    private final LoopTimer alarm;
    private @Nullable ProofStatus shown;
    private boolean removed;

    RecordProof(Loop loop, ProofDesk desk, ZoneWatch zone, ZoneWatch.Periods periods, Owner owner) {
        this.loop = loop;
        this.alarm = new LoopTimer(loop);
        this.desk = desk;
        this.zone = zone;
        this.limitNanos = periods.divergedAfterNanos();
        this.zonePeriodNanos = periods.everyNanos();
        this.owner = owner;
    }

    /** How it stands; null before the first publication. */
    @Nullable
    ProofStatus status() {
        return shown;
    }

    /**
     * Something is published in the place of what was.
     *
     * @param heldTtl the longest TTL of what the publishers' servers hold instead of it, in seconds; 0 when they hold nothing else
     * @param isWritten whether one of them has to be written
     */
    void publish(RecordSet desired, long generation, Moment decidedAt, long heldTtl, boolean isWritten) {
        ProofBook before = book;
        if (before == null) {
            book = ProofBook.of(desired, generation, decidedAt, heldTtl).over(zone.servers());
        } else {
            book = before.next(desired, generation, decidedAt, heldTtl, isComplete(before));
        }
        quiet = before == null && !isWritten;
        told = Told.NOTHING;
        accepted = null;
        looks.values().forEach(RecordLook::again);
        serversChanged();
    }

    /** Whether every publisher has accepted it. */
    void accepted(boolean byAll) {
        if (!byAll) {
            accepted = null;
        } else if (accepted == null) {
            accepted = loop.now();
        }
        watch();
    }

    /** The record is gone. */
    void remove() {
        removed = true;
        alarm.cancel();
        looks.values().forEach(RecordLook::stop);
        looks.clear();
        zone.leave(this);
    }

    /** The zone has other servers now, or the same. */
    void serversChanged() {
        ProofBook known = book;
        if (known == null) {
            return;
        }
        List<AuthoritativeServer> servers = zone.servers();
        book = known.over(servers);
        looks.entrySet().removeIf(entry -> {
            boolean gone = !servers.contains(entry.getKey());
            if (gone) {
                entry.getValue().stop();
            }
            return gone;
        });
        servers.forEach(server -> looks.computeIfAbsent(server, this::look).begin());
        judge();
    }

    /** A server of the zone answers now, or does not any more, or it is settled that it stands as before. */
    void healthSettled(AuthoritativeServer server) {
        RecordLook look = looks.get(server);
        if (look != null && !zone.health(server).isOut()) {
            look.hurry();
        }
        judge();
    }

    private RecordLook look(AuthoritativeServer server) {
        return new RecordLook(loop, desk, server, zonePeriodNanos, this);
    }

    @Override
    public @Nullable ProofBook book() {
        return book;
    }

    @Override
    public boolean isAlarmed() {
        return told == Told.NOT_VISIBLE;
    }

    @Override
    public boolean isOut(AuthoritativeServer server) {
        return zone.health(server).isOut();
    }

    @Override
    public void saw(AuthoritativeServer server, Sight sight, long askedNanos) {
        book = book == null ? null : book.seen(server, sight, loop.now());
        zone.sawForRecord(server, sight.kind(), askedNanos);
    }

    @Override
    public void looked() {
        judge();
    }

    private Stand stand(ProofBook of, AuthoritativeServer server) {
        return of.stand(server, zone.health(server));
    }

    private boolean isComplete(ProofBook of) {
        boolean any = false;
        for (AuthoritativeServer server : of.servers().keySet()) {
            Stand stand = stand(of, server);
            if (stand == Stand.LAGS || stand == Stand.OPEN) {
                return false;
            }
            any |= stand == Stand.SERVES;
        }
        return any;
    }

    private void judge() {
        ProofBook seen = book;
        if (seen == null || removed) {
            return;
        }
        boolean complete = isComplete(seen);
        if (complete && told != Told.PROVEN) {
            if (!quiet || seen.sawOther() || told == Told.NOT_VISIBLE) {
                owner.emit(header -> ProofTold.proven(header, seen, zone::health));
            }
            told = Told.PROVEN;
        }
        looks.forEach((server, look) -> look.stands(stand(seen, server)));
        show(seen, complete);
        watch();
    }

    private void show(ProofBook seen, boolean complete) {
        ProofStatus next = ProofTold.status(seen, complete);
        if (!next.equals(shown)) {
            shown = next;
            owner.proofChanged();
        }
    }

    /** Sees to the timer of the alarm. */
    private void watch() {
        long due = told == Told.NOT_VISIBLE ? Long.MAX_VALUE : dueNanos();
        if (due == Long.MAX_VALUE) {
            alarm.cancel();
        } else if (!alarm.isSet()) {
            alarm.set(due - loop.nanoTime(), this::overdue);
        }
    }

    /** When the first server will have lagged for too long; never when none does, or a publisher has not accepted it. */
    private long dueNanos() {
        Moment since = accepted;
        if (since == null) {
            return Long.MAX_VALUE;
        }
        long due = Long.MAX_VALUE;
        for (RecordLook look : looks.values()) {
            if (look.lags()) {
                due = Math.min(due, Math.max(since.nanos(), look.countsFromNanos()) + limitNanos);
            }
        }
        return due;
    }

    private void overdue() {
        ProofBook seen = book;
        Moment since = accepted;
        Moment now = loop.now();
        if (seen != null && since != null && dueNanos() <= now.nanos()) {
            told = Told.NOT_VISIBLE;
            owner.emit(header -> ProofTold.notVisible(header, seen, zone::health, now.since(since), now));
        }
        watch();
    }
}
