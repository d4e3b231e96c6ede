package io.dnsfailover.internal.engine;

import io.dnsfailover.internal.engine.ServerSlot.Wish;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.Replaced;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a lane does on its worker, where it may block: calls the publisher, and makes a result of whatever comes of it. */
final class ServerWriter {
    /**
     * What is to be written.
     *
     * @param slot whose record
     * @param wish what it wants
     * @param believed what the server is believed to hold; null when that is not known
     */
    record Task(ServerSlot slot, Wish wish, @Nullable Published believed) {}

    /**
     * How an attempt ended.
     *
     * @param task what was tried
     * @param holds what the server holds now, which may be newer than what was wanted; null after a failure
     * @param written whether the server took it now; else it said that it has it already, which may be an old copy speaking
     * @param failure why it failed; null when it did not
     */
    record Attempt(
            Task task,
            @Nullable Published holds,
            boolean written,
            @Nullable PublishException failure) {}

    /**
     * What a read told.
     *
     * @param holds what the server holds; null when it could not be read
     * @param failure why not; empty when it could
     */
    record Read(@Nullable Published holds, String failure) {}

    private final DnsPublisher publisher;
    private final boolean comparesAndSets;
    private final long fencingToken;
    private final String name;
    private final int maxBatch;

    ServerWriter(DnsPublisher publisher, long fencingToken) {
        this.publisher = publisher;
        this.comparesAndSets = publisher.capabilities().contains(Capability.COMPARE_AND_SET);
        this.fencingToken = fencingToken;
        this.name = publisher.name();
        this.maxBatch = Math.max(1, publisher.maxBatch());
    }

    /** The name of the publisher. */
    String name() {
        return name;
    }

    /** How many changes go together. */
    int maxBatch() {
        return maxBatch;
    }

    /** Reads one record. */
    Read read(ServerSlot slot) {
        try {
            return new Read(publisher.read(slot.key), "");
        } catch (PublishException | RuntimeException | Error e) { // nothing that a publisher throws may stop its lane
            return new Read(null, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Read(null, "interrupted");
        }
    }

    /** Writes what is not there yet, in one call where there is more than one change. */
    List<Attempt> write(List<Task> tasks) {
        List<Attempt> attempts = new ArrayList<>(tasks.size());
        List<Task> unwritten = new ArrayList<>(tasks.size());
        List<Change> changes = new ArrayList<>(tasks.size());
        for (Task task : tasks) {
            try {
                Published before = holds(task);
                Wish wish = task.wish();
                if (wish.isFulfilledBy(before) || wish.isOlderThan(before)) {
                    attempts.add(new Attempt(task, before, false, null));
                } else {
                    unwritten.add(task);
                    Published expected = comparesAndSets ? before : null;
                    changes.add(new Change(wish.desired(), expected, wish.generation(), fencingToken));
                }
            } catch (PublishException | InterruptedException | RuntimeException | Error e) {
                attempts.add(failed(task, e));
            }
        }
        attempts.addAll(replace(unwritten, changes));
        return attempts;
    }

    /**
     * What is there before a write. A server that cannot compare is always read: what somebody else wrote in between would be
     * overwritten unseen.
     */
    private Published holds(Task task) throws PublishException, InterruptedException {
        Published believed = task.believed();
        if (believed != null && comparesAndSets) {
            return believed;
        }
        Published there = publisher.read(task.slot().key);
        boolean asBelieved = believed == null || isSame(believed, there);
        if (asBelieved || task.wish().isFulfilledBy(there) || task.wish().isOlderThan(there)) {
            return there;
        }
        throw new PublishException(
                PublishEffect.CONFLICT,
                name + ": did not write " + task.slot().key + ": expected " + believed + ", found " + there);
    }

    /** As a server compares: records and generation, not the time to live. */
    private static boolean isSame(Published believed, Published there) {
        if (believed.recordSet() == null || there.recordSet() == null) {
            return believed.equals(there);
        }
        return believed.generation() == there.generation()
                && believed.recordSet().sameRecordsAs(there.recordSet());
    }

    private List<Attempt> replace(List<Task> tasks, List<Change> changes) {
        if (tasks.size() == 1) {
            return List.of(replace(tasks.get(0), changes.get(0)));
        }
        if (tasks.isEmpty()) {
            return List.of();
        }
        List<Attempt> attempts = new ArrayList<>(tasks.size());
        try {
            List<Replaced> ended = publisher.replaceAll(changes);
            for (int i = 0; i < changes.size(); i++) {
                Replaced replaced = i < ended.size() ? ended.get(i) : null;
                attempts.add(
                        replaced != null && replaced.change().equals(changes.get(i))
                                ? ended(tasks.get(i), replaced.failure())
                                : failed(tasks.get(i), unanswered()));
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            attempts.clear();
            tasks.forEach(task -> attempts.add(failed(task, e)));
        }
        return attempts;
    }

    private Attempt replace(Task task, Change change) {
        try {
            publisher.replace(change);
            return ended(task, null);
        } catch (PublishException | InterruptedException | RuntimeException | Error e) {
            return failed(task, e);
        }
    }

    private static Attempt ended(Task task, @Nullable PublishException failure) {
        Wish wish = task.wish();
        return failure != null
                ? new Attempt(task, null, false, failure)
                : new Attempt(task, new Published(wish.desired(), wish.generation()), true, null);
    }

    private static Attempt failed(Task task, Throwable thrown) {
        if (thrown instanceof PublishException known) {
            return new Attempt(task, null, false, known);
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new Attempt(task, null, false, new PublishException(PublishEffect.UNKNOWN, "interrupted", thrown));
        }
        return new Attempt(task, null, false, new PublishException(PublishEffect.UNKNOWN, thrown.toString(), thrown));
    }

    private PublishException unanswered() {
        return new PublishException(PublishEffect.UNKNOWN, name + ": did not say how each change of a batch ended");
    }
}
