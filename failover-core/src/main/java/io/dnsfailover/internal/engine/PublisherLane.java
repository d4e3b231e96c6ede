package io.dnsfailover.internal.engine;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.internal.engine.ServerSlot.Wish;
import io.dnsfailover.internal.engine.ServerWriter.Attempt;
import io.dnsfailover.internal.engine.ServerWriter.Read;
import io.dnsfailover.internal.engine.ServerWriter.Task;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.status.ServerStatus.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one name server to what the records want and sees to it that it stays so, off the loop, one call at a time. Only the newest
 * wish of a record is published. A failed write is tried again with a growing pause; when several fail in a row the whole lane pauses, so
 * that a server that is out costs one attempt at a time, and the first success brings everything up to date at once. While nothing is to
 * be written, one record after another is read again.
 */
final class PublisherLane {
    private static final Logger LOG = LoggerFactory.getLogger(PublisherLane.class);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(60);
    private static final Duration CONFLICT_PAUSE = Duration.ofSeconds(30);
    private static final int OUT_AFTER = 3;
    private static final int UNREADABLE_AFTER = 2; // a start must not wait for one timeout after another

    private final Loop loop;
    private final Tally tally;
    private final ServerWriter writer;
    private final Rereads rereads;
    private final Drifts drifts;
    private final int number;
    private final Executor worker;
    // In the order in which records began: the hash of a key is another one in each process. Engine loop only.
    private final Map<RecordSetKey, ServerSlot> slots = new LinkedHashMap<>();
    private final LaneQueue queue = new LaneQueue(); // engine loop only
    private int failuresInARow; // engine loop only
    private boolean busy; // engine loop only

    PublisherLane(Loop loop, Tally tally, ServerWriter writer, Rereads rereads, int number) {
        this.loop = loop;
        this.tally = tally;
        this.writer = writer;
        this.rereads = rereads;
        this.drifts = new Drifts(loop, tally, writer.name(), number);
        this.number = number;
        this.worker = loop.worker("publisher-" + (number + 1));
    }

    String name() {
        return writer.name();
    }

    /** Reads what the server holds at the start of a record; null when it cannot be read now. */
    void readFirst(RecordServers servers, Consumer<@Nullable Published> answer) {
        ServerSlot slot = slot(servers);
        queue.add(() -> {
            if (failuresInARow >= UNREADABLE_AFTER) {
                answer.accept(null);
                ended();
                return;
            }
            worker.execute(() -> {
                Read read = writer.read(slot);
                loop.post(() -> firstRead(slot, read, answer));
            });
        });
        next();
    }

    private void firstRead(ServerSlot slot, Read read, Consumer<@Nullable Published> answer) {
        Published seen = read.holds();
        slot.believed = seen;
        failuresInARow = seen == null ? failuresInARow + 1 : 0;
        if (seen == null) {
            LOG.warn("{} could not be read for {}: {}", name(), slot.key, read.failure());
            slot.servers.failed(number, read.failure());
        } else {
            slot.servers.holds(number, Standing.UNKNOWN, seen);
        }
        answer.accept(seen);
        ended();
    }

    private ServerSlot slot(RecordServers servers) {
        ServerSlot known = slots.get(servers.key());
        if (known != null && known.servers == servers) {
            return known;
        }
        if (known != null) {
            rereads.remove(known);
        }
        ServerSlot slot = new ServerSlot(servers);
        slots.put(slot.key, slot);
        rereads.add(slot, this::next);
        return slot;
    }

    /** Publishes, unless the server is known to hold just that. */
    void publish(RecordServers servers, Wish wish) {
        ServerSlot slot = slot(servers);
        slot.wish = wish;
        slot.failures = 0;
        Published believed = slot.believed;
        if (believed != null && wish.isFulfilledBy(believed)) {
            servers.holds(number, Standing.UP_TO_DATE, believed);
        } else {
            servers.isBehind(number);
        }
        enqueue(slot);
    }

    /** Forgets a record; what is published stays. */
    void forget(RecordServers servers) {
        ServerSlot slot = slots.get(servers.key());
        if (slot == null || slot.servers != servers) {
            return;
        }
        slots.remove(slot.key);
        rereads.remove(slot);
        slot.wish = null;
    }

    private void enqueue(ServerSlot slot) {
        if (!slot.queued) {
            slot.queued = true;
            queue.add(slot);
            next();
        }
    }

    private void next() {
        if (busy) {
            return;
        }
        if (queue.isEmpty()) {
            takeTurn();
            return;
        }
        busy = true;
        if (failuresInARow >= OUT_AFTER) {
            loop.after(loop.backOff(failuresInARow - OUT_AFTER + 1, CONFLICT_PAUSE), this::run);
        } else {
            run();
        }
    }

    private void run() {
        Runnable read = queue.takeRead();
        if (read != null) {
            read.run();
        } else {
            write(queue.takeWrites(writer.maxBatch()));
        }
    }

    private void ended() {
        busy = false;
        next();
    }

    private void write(List<ServerSlot> due) {
        List<Task> tasks = new ArrayList<>(due.size());
        for (ServerSlot slot : due) {
            slot.queued = false;
            if (slot.wish != null && !slot.wish.isFulfilledBy(slot.believed)) {
                tasks.add(new Task(slot, slot.wish, slot.believed));
            }
        }
        if (tasks.isEmpty()) {
            ended();
            return;
        }
        worker.execute(() -> {
            List<Attempt> attempts = writer.write(tasks);
            loop.post(() -> judge(attempts));
        });
    }

    private void judge(List<Attempt> attempts) {
        boolean reached = attempts.stream().anyMatch(attempt -> attempt.failure() == null);
        boolean unreached = attempts.stream()
                .anyMatch(attempt ->
                        attempt.failure() != null && attempt.failure().effect() != PublishEffect.CONFLICT);
        boolean wasOut = reached && failuresInARow > 0;
        failuresInARow = reached ? 0 : unreached ? failuresInARow + 1 : failuresInARow;
        for (Attempt attempt : attempts) {
            ServerSlot slot = attempt.task().slot();
            slot.believed = attempt.holds();
            if (attempt.written()) {
                slot.servers.isWritten();
            }
            if (attempt.failure() != null) {
                failed(slot, attempt.failure());
            } else {
                succeeded(slot, attempt.task().wish(), attempt.holds());
            }
        }
        if (wasOut) {
            isBack();
        }
        ended();
    }

    private void isBack() {
        slots.values().stream().filter(slot -> slot.failures > 0).toList().forEach(this::enqueue);
    }

    private void succeeded(ServerSlot slot, Wish wish, @Nullable Published holds) {
        boolean failedBefore = slot.failures > 0;
        slot.failures = 0;
        if (holds != null && wish.isOlderThan(holds)) {
            isAhead(slot, wish, holds);
        } else if (holds != null) {
            boolean isNewest = wish.equals(slot.wish);
            if (isNewest) {
                slot.servers.holds(number, Standing.UP_TO_DATE, holds);
            }
            ServerSlot.Found drift = slot.drift;
            boolean again = drift != null && drift.restoredGeneration == wish.generation();
            if (!again || failedBefore) { // who undoes it each time is no news each time
                Duration took = loop.now().since(wish.since());
                slot.servers.emit(
                        header -> new FailoverEvent.Published(header, name(), wish.desired(), wish.generation(), took));
            }
            if (drift != null) {
                drift.restoredGeneration = wish.generation();
            }
        }
        if (slot.wish != null && !wish.equals(slot.wish)) {
            enqueue(slot);
        }
    }

    private void isAhead(ServerSlot slot, Wish wish, Published holds) {
        slot.wish = wish.equals(slot.wish) ? null : slot.wish;
        slot.servers.isAhead(number, holds);
    }

    private void failed(ServerSlot slot, PublishException failure) {
        tally.publishFailures.increment();
        slot.failures++;
        int attempt = slot.failures;
        String message = String.valueOf(failure.getMessage());
        slot.servers.failed(number, message);
        if (Integer.bitCount(attempt) == 1) { // 1, 2, 4, 8 ...: a server that stays out is not news every time
            slot.servers.emit(header -> new FailoverEvent.PublishFailed(
                    header, name(), failure.effect().name(), message, attempt));
        }
        long pause = loop.backOff(attempt, MAX_PAUSE);
        if (failure.effect() == PublishEffect.CONFLICT) {
            // Once at once with what is there now; from then on slowly: two writers must not fight.
            pause = attempt == 1 ? 0 : Math.max(pause, CONFLICT_PAUSE.toNanos());
        }
        loop.after(pause, () -> enqueue(slot));
    }

    /** Reads the next record again, when it is time to. */
    private void takeTurn() {
        ServerSlot slot = rereads.takeIfDue();
        if (slot == null) {
            return;
        }
        Wish wish = slot.wish;
        if (wish == null || slot.isBeingWritten()) {
            rereads.awaitNext(0, this::next);
            return;
        }
        busy = true;
        long began = loop.nanoTime();
        worker.execute(() -> {
            Read read = writer.read(slot);
            loop.post(() -> {
                reread(slot, wish, read);
                rereads.awaitNext(loop.nanoTime() - began, this::next);
                ended();
            });
        });
    }

    private void reread(ServerSlot slot, Wish wish, Read read) {
        Published seen = read.holds();
        tally.rereads.increment();
        if (seen == null) {
            rereads.failed(read.failure());
            slot.servers.failed(number, read.failure());
            return;
        }
        rereads.succeeded();
        if (failuresInARow > 0) {
            failuresInARow = 0;
            isBack();
        }
        if (wish.equals(slot.wish) && !slot.isBeingWritten()) {
            slot.believed = seen;
            switch (drifts.compare(slot, wish, seen)) {
                case NONE, LEFT -> {}
                case AHEAD -> isAhead(slot, wish, seen);
                case RESTORED -> enqueue(slot);
            }
        }
    }
}
