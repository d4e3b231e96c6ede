package io.dnsfailover.simulation.rule;

import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.Place;
import io.dnsfailover.spi.StoredState;
import io.dnsfailover.status.RecordStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one life's engine must know of one record, kept a second time. */
final class RecordBook {
    /** An order that was taken over from the process before ends so much earlier or later. */
    static final long ROUNDING_NANOS = 10_000;

    private final FailoverPolicy policy;
    private final List<EndpointBook> endpoints = new ArrayList<>();
    private final List<Long> moves = new ArrayList<>();
    private final long followedTruly;
    private boolean held;
    private long heldUntil;
    private boolean failbackOrdered;
    private int clockStepsAtStart;
    private @Nullable RecordStatus status;

    private RecordBook(FailoverPolicy policy, long nowTruly) {
        this.policy = policy;
        this.followedTruly = nowTruly;
    }

    /** The book of a record at the start of a process, or when its policy is added. */
    static RecordBook open(
            FailoverPolicy policy, @Nullable StoredState stored, Life life, List<Place> places, long nowTruly) {
        RecordBook book = new RecordBook(policy, nowTruly);
        long now = life.process().nanoTime();
        policy.endpoints().forEach(endpoint -> {
            boolean failed = stored != null && stored.down().contains(endpoint.id());
            EndpointBook opened = new EndpointBook(endpoint, places, failed);
            StandingOrder order = stored == null ? null : stored.orders().get(endpoint.id());
            if (order != null) {
                opened.order(order.kind(), untilLocally(order, life), nowTruly);
            }
            book.endpoints.add(opened);
        });
        if (stored != null) {
            StandingOrder hold = stored.hold();
            book.held = hold != null;
            book.heldUntil = hold == null ? 0 : untilLocally(hold, life);
            stored.moves().forEach(move -> {
                Duration since = Duration.between(move, life.process().instant());
                boolean counts = since.compareTo(Duration.ofDays(300)) < 0;
                book.moves.add(counts ? now - Math.max(0, since.toNanos()) : Long.MIN_VALUE / 2);
            });
        }
        book.clockStepsAtStart = life.controller().host().steps();
        return book;
    }

    private static long untilLocally(StandingOrder order, Life life) {
        if (order.until() == null) {
            return Long.MAX_VALUE;
        }
        return life.process().nanoTime()
                + Duration.between(life.process().instant(), order.until()).toNanos();
    }

    /** The book of the same record under another policy. */
    RecordBook under(FailoverPolicy next, List<Place> places, long nowTruly) {
        RecordBook book = new RecordBook(next, nowTruly);
        book.moves.addAll(moves);
        book.held = held;
        book.heldUntil = heldUntil;
        book.failbackOrdered = failbackOrdered;
        book.clockStepsAtStart = clockStepsAtStart;
        book.status = status;
        next.endpoints().forEach(endpoint -> {
            EndpointBook opened = new EndpointBook(endpoint, places, false);
            EndpointBook before = endpoint(endpoint.id());
            if (before != null) {
                opened.inheritOrder(before);
                if (before.endpoint().equals(endpoint)) {
                    opened.inheritVerdict(before);
                    if (policy.probe().equals(next.probe())) {
                        opened.inherit(before);
                    }
                }
            }
            book.endpoints.add(opened);
        });
        return book;
    }

    FailoverPolicy policy() {
        return policy;
    }

    List<EndpointBook> endpoints() {
        return endpoints;
    }

    @Nullable
    EndpointBook endpoint(String id) {
        for (EndpointBook one : endpoints) {
            if (one.endpoint().id().equals(id)) {
                return one;
            }
        }
        return null;
    }

    /** Since when this policy is followed, in true time. */
    long followedTruly() {
        return followedTruly;
    }

    List<Long> moves() {
        return moves;
    }

    boolean isHeld(long nowLocally) {
        return held && nowLocally < heldUntil - ROUNDING_NANOS;
    }

    void hold(boolean holds, long untilLocally) {
        held = holds;
        heldUntil = untilLocally;
    }

    long heldUntil() {
        return heldUntil;
    }

    boolean isFailbackOrdered() {
        return failbackOrdered;
    }

    void orderFailback(boolean ordered) {
        failbackOrdered = ordered;
    }

    /** Whether the wall clock of its machine leapt since the start, so that what was taken over from the process before may be off. */
    boolean clockLeapt(Life life) {
        return life.controller().host().steps() != clockStepsAtStart;
    }

    @Nullable
    RecordStatus status() {
        return status;
    }

    void status(RecordStatus next) {
        status = next;
    }
}
