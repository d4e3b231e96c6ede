package io.dnsfailover.testkit;

import io.dnsfailover.model.Moment;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.Replaced;
import io.dnsfailover.spi.TimeSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * A publisher to an {@link InMemoryZone} that remembers what it wrote and when, and can be made to fail in every way that
 * a real one can. Safe from any thread.
 *
 * <pre>{@code
 * InMemoryPublisher publisher = InMemoryPublisher.on(time);
 * publisher.loseNextAnswer();                          // the next write happens, but its answer gets lost
 * ...
 * assertThat(publisher.history()).hasSize(1);
 * }</pre>
 */
public final class InMemoryPublisher implements DnsPublisher {
    private final TimeSource time;
    private final String name;
    private final InMemoryZone zone;
    private final Set<Capability> capabilities;
    private final int maxBatch;
    private final List<Written> history = new ArrayList<>();
    private final Deque<Mishap> mishaps = new ArrayDeque<>();
    private boolean down;
    private boolean closed;
    private int attempts;
    private int calls;
    private int reads;

    /**
     * A write that happened.
     *
     * @param change what was written
     * @param at when, by the publisher's clock
     */
    public record Written(Change change, Moment at) {}

    private enum Mishap {
        REFUSED(false, PublishEffect.NONE, "the server refused"),
        OVERTAKEN(false, PublishEffect.CONFLICT, "somebody else was faster"),
        REQUEST_LOST(false, PublishEffect.UNKNOWN, "no answer, because the request was lost"),
        ANSWER_LOST(true, PublishEffect.UNKNOWN, "no answer, because the answer was lost");

        private final boolean written;
        private final PublishEffect effect;
        private final String message;

        Mishap(boolean written, PublishEffect effect, String message) {
            this.written = written;
            this.effect = effect;
            this.message = message;
        }
    }

    private InMemoryPublisher(
            TimeSource time, String name, InMemoryZone zone, Set<Capability> capabilities, int maxBatch) {
        this.time = time;
        this.name = name;
        this.zone = zone;
        this.capabilities = capabilities;
        this.maxBatch = maxBatch;
    }

    /**
     * A publisher with every capability, named {@code in-memory}, to a zone of its own.
     *
     * @param time the clock for its history
     * @return a new publisher
     */
    public static InMemoryPublisher on(TimeSource time) {
        return new InMemoryPublisher(
                time, "in-memory", new InMemoryZone(), Set.of(Capability.COMPARE_AND_SET, Capability.ANAME), 1);
    }

    /**
     * A new publisher like this one by another name.
     *
     * @param newName the name
     * @return a publisher with its own history, to the same zone
     */
    public InMemoryPublisher named(String newName) {
        return new InMemoryPublisher(time, newName, zone, capabilities, maxBatch);
    }

    /**
     * A new publisher like this one to another zone.
     *
     * @param other the zone
     * @return a publisher with its own history
     */
    public InMemoryPublisher onZone(InMemoryZone other) {
        return new InMemoryPublisher(time, name, other, capabilities, maxBatch);
    }

    /**
     * A new publisher like this one with other capabilities.
     *
     * @param only what it can promise
     * @return a publisher with its own history, to the same zone
     */
    public InMemoryPublisher capableOf(Capability... only) {
        return new InMemoryPublisher(time, name, zone, Set.of(only), maxBatch);
    }

    /**
     * A new publisher like this one that takes several changes in one call.
     *
     * @param most its {@link #maxBatch}, from 1
     * @return a publisher with its own history, to the same zone
     */
    public InMemoryPublisher batching(int most) {
        return new InMemoryPublisher(time, name, zone, capabilities, most);
    }

    /**
     * Where it writes to.
     *
     * @return the zone, to look into and to edit
     */
    public InMemoryZone zone() {
        return zone;
    }

    /** The next write fails, and the zone stays as it is: effect {@link PublishEffect#NONE}. Calls add up. */
    public void refuseNext() {
        plan(Mishap.REFUSED);
    }

    /** The next write fails with effect {@link PublishEffect#CONFLICT}, and the zone stays as it is. Calls add up. */
    public void conflictNext() {
        plan(Mishap.OVERTAKEN);
    }

    /** The next write fails with effect {@link PublishEffect#UNKNOWN}, and did not happen. Calls add up. */
    public void loseNextRequest() {
        plan(Mishap.REQUEST_LOST);
    }

    /** The next write fails with effect {@link PublishEffect#UNKNOWN}, and did happen. Calls add up. */
    public void loseNextAnswer() {
        plan(Mishap.ANSWER_LOST);
    }

    /** From now on the server cannot be reached, neither to read nor to write. */
    public synchronized void goDown() {
        down = true;
    }

    /** The server can be reached again. */
    public synchronized void comeBack() {
        down = false;
    }

    /**
     * What it wrote.
     *
     * @return a snapshot, in order
     */
    public synchronized List<Written> history() {
        return List.copyOf(history);
    }

    /**
     * How often it was asked to write, successful or not.
     *
     * @return zero or more
     */
    public synchronized int attempts() {
        return attempts;
    }

    /**
     * How often it was called to write, a batch counted once.
     *
     * @return zero or more
     */
    public synchronized int calls() {
        return calls;
    }

    /**
     * How often it was asked to read, successful or not.
     *
     * @return zero or more
     */
    public synchronized int reads() {
        return reads;
    }

    /**
     * Tells whether the publisher was closed.
     *
     * @return true from the first {@link #close()}
     */
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public synchronized Published read(RecordSetKey key) throws PublishException {
        reads++;
        requireReachable();
        return zone.read(key);
    }

    @Override
    public int maxBatch() {
        return maxBatch;
    }

    @Override
    public synchronized List<Replaced> replaceAll(List<Change> changes) throws InterruptedException {
        List<Replaced> ended = DnsPublisher.super.replaceAll(changes);
        calls -= changes.size() - 1;
        return ended;
    }

    @Override
    public synchronized void replace(Change change) throws PublishException {
        calls++;
        attempts++;
        requireReachable();
        requireCapable(change);
        Mishap mishap = mishaps.poll();
        if (mishap == null || mishap.written) {
            write(change);
        }
        if (mishap != null) {
            throw failed(mishap.effect, mishap.message);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void write(Change change) throws PublishException {
        if (!zone.write(change.desired(), change.expected(), change.generation())) {
            throw failed(PublishEffect.CONFLICT, "the zone does not hold " + change.expected());
        }
        history.add(new Written(change, time.now()));
    }

    private synchronized void plan(Mishap mishap) {
        mishaps.add(mishap);
    }

    private void requireReachable() throws PublishException {
        if (closed) {
            throw failed(PublishEffect.NONE, "the publisher is closed");
        }
        if (down) {
            throw failed(PublishEffect.NONE, "the server cannot be reached");
        }
    }

    private void requireCapable(Change change) throws PublishException {
        if (change.expected() != null && !capabilities.contains(Capability.COMPARE_AND_SET)) {
            throw failed(PublishEffect.NONE, "the server cannot compare, and the change has a condition");
        }
        if (change.desired().key().type() == RecordType.ANAME && !capabilities.contains(Capability.ANAME)) {
            throw failed(PublishEffect.NONE, "the server has no ANAME records");
        }
    }

    private PublishException failed(PublishEffect effect, String why) {
        return new PublishException(effect, name + ": " + why);
    }
}
