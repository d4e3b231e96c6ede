package io.dnsfailover.internal.engine;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Printable;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.policy.Drift;
import io.dnsfailover.spi.Published;
import io.dnsfailover.status.ProofStatus;
import io.dnsfailover.status.ServerStatus;
import io.dnsfailover.status.ServerStatus.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The name servers of one record: hands its wishes to their lanes, keeps how each of them stands, and tells when they differ for
 * too long. On the engine loop only.
 */
final class RecordServers {
    /** The record. */
    interface Owner extends RecordProof.Owner {
        /** Whose name servers they are. */
        RecordSetKey key();

        /** What to do when one of them no longer holds what was published. */
        Drift drift();

        /** A name server holds something newer than what the record knows of; whether one has taken a write of the record before. */
        void serverIsAhead(String publisher, Published holds, boolean settled);

        /** The name servers stand otherwise now. */
        void serversChanged();
    }

    private final Loop loop;
    private final List<PublisherLane> lanes;
    private final long limitNanos;
    private final Owner owner;
    private final @Nullable RecordProof proof; // null where nobody proves anything
    private final List<ServerStatus> statuses = new ArrayList<>();
    private final LoopTimer timer;
    private @Nullable Moment divergedSince; // of what was told and is not over
    private long wanted;
    private boolean settled; // whether one of them has taken a write
    private boolean removed;

    RecordServers(Loop loop, Lanes lanes, @Nullable Delegations delegations, Owner owner) {
        this.loop = loop;
        this.timer = new LoopTimer(loop);
        this.lanes = lanes.all();
        this.limitNanos = lanes.rule().divergedAfter().toNanos();
        this.owner = owner;
        Moment now = loop.now();
        this.lanes.forEach(
                lane -> statuses.add(new ServerStatus(lane.name(), Standing.UNKNOWN, now, null, null, null)));
        this.proof = delegations == null ? null : delegations.prove(owner.key(), owner);
    }

    RecordSetKey key() {
        return owner.key();
    }

    Drift drift() {
        return owner.drift();
    }

    /** How they stand, in the order of the publishers. */
    List<ServerStatus> statuses() {
        return List.copyOf(statuses);
    }

    /** What the authoritative servers were seen to answer; null where nobody asks them. */
    @Nullable
    ProofStatus proven() {
        return proof == null ? null : proof.status();
    }

    /** Brings all of them to hold something. */
    void publish(RecordSet desired, long generation, Moment decidedAt) {
        wanted = generation;
        long heldTtl = longestTtlBeside(desired);
        ServerSlot.Wish wish = new ServerSlot.Wish(desired, generation, decidedAt);
        lanes.forEach(lane -> lane.publish(this, wish));
        if (proof != null) {
            proof.publish(desired, generation, decidedAt, heldTtl, !allAccepted());
            proof.accepted(allAccepted());
        }
    }

    /** In seconds; of what the servers hold that is something else, as far as it is known. */
    private long longestTtlBeside(RecordSet desired) {
        return statuses.stream()
                .map(ServerStatus::holds)
                .filter(Objects::nonNull)
                .map(Published::recordSet)
                .filter(held -> held != null && !held.equals(desired))
                .mapToLong(held -> held.ttl().seconds())
                .max()
                .orElse(0);
    }

    private boolean allAccepted() {
        return statuses.stream().allMatch(status -> status.standing() == Standing.UP_TO_DATE);
    }

    /** Forgets the record; what is published stays. */
    void remove() {
        removed = true;
        timer.cancel();
        lanes.forEach(lane -> lane.forget(this));
        if (proof != null) {
            proof.remove();
        }
    }

    /** A server was read or written, and holds this now. */
    void holds(int server, Standing standing, Published holds) {
        ServerStatus before = statuses.get(server);
        Moment now = loop.now();
        put(server, new ServerStatus(before.publisher(), standing, since(before, standing, now), holds, now, null));
    }

    /** A server has to be written. */
    void isBehind(int server) {
        ServerStatus before = statuses.get(server);
        put(
                server,
                new ServerStatus(
                        before.publisher(),
                        Standing.BEHIND,
                        since(before, Standing.BEHIND, loop.now()),
                        before.holds(),
                        before.confirmed(),
                        before.failure()));
    }

    /** A server has taken a write. */
    void isWritten() {
        settled = true;
    }

    /** A server could not be written or read. */
    void failed(int server, String why) {
        ServerStatus before = statuses.get(server);
        put(
                server,
                new ServerStatus(
                        before.publisher(),
                        before.standing(),
                        before.since(),
                        before.holds(),
                        before.confirmed(),
                        Printable.of(why)));
    }

    /** A server holds a newer decision than ours. */
    void isAhead(int server, Published holds) {
        holds(server, Standing.AHEAD, holds);
        owner.serverIsAhead(lanes.get(server).name(), holds, settled);
    }

    void emit(Function<FailoverEvent.Header, FailoverEvent> event) {
        owner.emit(event);
    }

    private static Moment since(ServerStatus before, Standing standing, Moment now) {
        return before.standing() == standing ? before.since() : now;
    }

    private void put(int server, ServerStatus status) {
        if (!removed) { // else it is the end of a call that was under way
            statuses.set(server, status);
            owner.serversChanged();
            watch();
            if (proof != null) {
                proof.accepted(allAccepted());
            }
        }
    }

    private static boolean differs(ServerStatus status) {
        return status.standing() == Standing.BEHIND || status.standing() == Standing.AHEAD;
    }

    /** Sees to the timer of the divergence, and tells its end. */
    private void watch() {
        OptionalLong oldest = oldest();
        if (oldest.isEmpty()) {
            timer.cancel();
            Moment since = divergedSince;
            if (since != null) {
                divergedSince = null;
                long generation = wanted;
                Duration lasted = loop.now().since(since);
                owner.emit(header -> new ServerEvent.ServersConverged(header, generation, lasted));
            }
        } else if (!timer.isSet() && divergedSince == null) {
            timer.set(oldest.getAsLong() + limitNanos - loop.nanoTime(), this::overdue);
        }
    }

    private OptionalLong oldest() {
        return statuses.stream()
                .filter(RecordServers::differs)
                .mapToLong(status -> status.since().nanos())
                .min();
    }

    private void overdue() {
        Moment now = loop.now();
        for (ServerStatus status : statuses) {
            if (differs(status) && now.nanos() - status.since().nanos() >= limitNanos) {
                divergedSince = status.since();
                long generation = wanted;
                List<ServerEvent.Serving> serving =
                        statuses.stream().map(RecordServers::serving).toList();
                owner.emit(header -> new ServerEvent.ServersDiverged(header, generation, serving));
                return;
            }
        }
        watch();
    }

    private static ServerEvent.Serving serving(ServerStatus status) {
        Published holds = status.holds();
        RecordSet recordSet = holds == null ? null : holds.recordSet();
        return new ServerEvent.Serving(
                status.publisher(),
                status.standing() == Standing.UP_TO_DATE,
                holds == null ? -1 : holds.generation(),
                recordSet == null ? List.of() : List.copyOf(recordSet.rdata()));
    }
}
