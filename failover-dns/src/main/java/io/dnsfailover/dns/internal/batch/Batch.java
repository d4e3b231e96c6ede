package io.dnsfailover.dns.internal.batch;

import io.dnsfailover.dns.internal.Held;
import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Replaced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes of one zone that are written together: read what is there, write what nothing speaks against, and look until it shows.
 * What the server does not take as a whole is written by halves, down to the one that is to blame, so that how each change
 * ended is known exactly. For one call and one thread.
 */
public final class Batch {
    /** The first pause before a write that does not show yet is looked for again; it doubles up to {@link #MAX_PAUSE}. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private static final Duration MAX_PAUSE = Duration.ofMillis(500);

    private final String publisher;
    private final String owner;
    private final Hand hand;
    private final Deadline deadline;
    private final Map<RecordSetKey, PublishException> failures = new HashMap<>();

    /**
     * Does nothing yet.
     *
     * @param publisher what to call it in messages
     * @param owner for whom it writes
     * @param hand what does the work
     * @param deadline until when, for everything together
     */
    public Batch(String publisher, String owner, Hand hand, Deadline deadline) {
        this.publisher = publisher;
        this.owner = owner;
        this.hand = hand;
        this.deadline = deadline;
    }

    /**
     * Replaces the record sets.
     *
     * @param changes at most as many as the publisher takes at once, of one zone, no two of the same record set
     * @param maxBatch how many the publisher takes at once
     * @return how each ended, in the same order
     * @throws IllegalArgumentException when the changes are too many, or of several zones, or two are of the same record set
     * @throws InterruptedException when interrupted
     */
    public List<Replaced> replaceAll(List<Change> changes, int maxBatch) throws InterruptedException {
        long zones =
                changes.stream().map(c -> c.desired().key().zone()).distinct().count();
        long keys = changes.stream().map(c -> c.desired().key()).distinct().count();
        if (changes.size() > maxBatch || zones > 1 || keys < changes.size()) {
            throw new IllegalArgumentException(publisher + " takes at most " + maxBatch
                    + " changes of one zone at once, no two of the same record set: got " + changes.size() + " of "
                    + zones
                    + " zones and " + keys + " record sets");
        }
        List<Write> writes = new ArrayList<>();
        for (Change change : changes) {
            prepare(change, writes);
        }
        awaitVisible(write(writes, false));
        return changes.stream()
                .map(change ->
                        new Replaced(change, failures.get(change.desired().key())))
                .toList();
    }

    /**
     * Replaces one record set.
     *
     * @param change the change
     * @throws PublishException when it did not happen or may not have happened
     * @throws InterruptedException when interrupted
     */
    public void replace(Change change) throws PublishException, InterruptedException {
        replaceAll(List.of(change), 1).get(0).orThrow();
    }

    private void prepare(Change change, List<Write> writes) throws InterruptedException {
        RecordSetKey key = change.desired().key();
        try {
            hand.check(change);
            OwnershipMark ours = new OwnershipMark(owner, change.generation(), change.fencingToken());
            Held before = hand.read(key, deadline);
            if (before.shows(change, ours)) {
                return;
            }
            String objection = before.objection(change, owner);
            if (objection != null) {
                throw conflict(key, objection);
            }
            writes.add(new Write(change, ours, before));
        } catch (PublishException e) {
            failures.put(key, e);
        }
    }

    /**
     * Returns those that the server confirmed.
     *
     * @param doubtful whether a larger message with these changes may have been carried out, whatever the server said
     */
    private List<Write> write(List<Write> writes, boolean doubtful) throws InterruptedException {
        if (writes.isEmpty()) {
            return List.of();
        }
        PublishException refusal;
        try {
            refusal = hand.write(writes, deadline);
            if (refusal != null && writes.size() == 1) {
                refusal = hand.reconsider(writes.get(0), refusal, deadline);
            }
        } catch (PublishException e) {
            writes.forEach(write -> failed(write, e, doubtful));
            return List.of();
        }
        if (refusal == null) {
            return writes;
        }
        if (writes.size() == 1) {
            failed(writes.get(0), refusal, doubtful);
            return List.of();
        }
        boolean stillDoubtful = doubtful || refusal.effect() == PublishEffect.UNKNOWN;
        int middle = writes.size() / 2;
        List<Write> confirmed = new ArrayList<>(write(writes.subList(0, middle), stillDoubtful));
        confirmed.addAll(write(writes.subList(middle, writes.size()), stillDoubtful));
        return confirmed;
    }

    private void failed(Write write, PublishException e, boolean doubtful) {
        boolean mayBeThere = doubtful && e.effect() == PublishEffect.NONE;
        failures.put(
                write.key(),
                mayBeThere ? new PublishException(PublishEffect.UNKNOWN, String.valueOf(e.getMessage()), e) : e);
    }

    private void awaitVisible(List<Write> confirmed) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        Map<Write, Held> hidden = look(confirmed);
        while (!hidden.isEmpty()) {
            if (deadline.remainingNanos() <= pause.toNanos()) {
                hidden.forEach((write, held) -> failures.put(write.key(), hidden(write.key(), held)));
                return;
            }
            try {
                hand.pause(pause);
            } catch (PublishException e) {
                hidden.keySet().forEach(write -> failures.put(write.key(), unseen(write.key(), e)));
                return;
            }
            pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
            hidden = look(List.copyOf(hidden.keySet()));
        }
    }

    /** Looks for each once; returns those that do not show yet, with what is there instead. */
    private Map<Write, Held> look(List<Write> confirmed) throws InterruptedException {
        Map<Write, Held> hidden = new LinkedHashMap<>();
        for (Write write : confirmed) {
            try {
                Held held = hand.see(write, deadline);
                if (held.isNewerThan(write.ours())) {
                    throw conflict(write.key(), "it was written, and by now overwritten: " + textOf(held.mark()));
                }
                if (!held.shows(write.change(), write.ours())) {
                    hidden.put(write, held);
                }
            } catch (PublishException e) {
                failures.put(write.key(), e.effect() == PublishEffect.CONFLICT ? e : unseen(write.key(), e));
            }
        }
        return hidden;
    }

    private PublishException conflict(RecordSetKey key, String why) {
        return new PublishException(PublishEffect.CONFLICT, publisher + ": did not write " + key + ": " + why);
    }

    private PublishException unseen(RecordSetKey key, PublishException e) {
        return new PublishException(
                PublishEffect.UNKNOWN, publisher + ": confirmed the write of " + key + ", then: " + e.getMessage(), e);
    }

    private PublishException hidden(RecordSetKey key, Held held) {
        return new PublishException(
                PublishEffect.UNKNOWN,
                publisher + ": confirmed the write of " + key + " and does not show it: " + held.recordSet() + ", "
                        + textOf(held.mark()));
    }

    private static String textOf(@Nullable OwnershipMark mark) {
        return mark == null ? "no mark" : mark.text();
    }
}
