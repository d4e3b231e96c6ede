package io.dnsfailover.internal.engine;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.decision.Permission;
import io.dnsfailover.decision.RecordState;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Moment;
import io.dnsfailover.spi.StoredState;
import io.dnsfailover.status.BrakeStatus;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How many records moved of late, and which wait because of that. A record is counted in the same task of the loop in which it
 * decides to move, so that two that decide in the same instant cannot both take the last place. On the engine loop only, but for
 * {@link #status}.
 */
final class MoveBrake {
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int AT_ONCE = 500; // evaluations in one task, so that a release does not hold up the loop

    private final Loop loop;
    private final Brake brake;
    private final HostLog log;
    private final JournalLane journal;
    private final Executor later;
    private final Map<String, Long> moved = new LinkedHashMap<>(); // policy to its last move, oldest first
    private final Set<RecordCell> waiting = new LinkedHashSet<>(); // in the order in which they began to wait
    private int records;
    private @Nullable Moment releasedUntil;
    private final LoopTimer timer;
    private boolean on;
    private volatile BrakeStatus status;

    MoveBrake(Loop loop, Brake brake, HostLog log, JournalLane journal, Executor later) {
        this.loop = loop;
        this.timer = new LoopTimer(loop);
        this.brake = brake;
        this.log = log;
        this.journal = journal;
        this.later = later;
        this.status = new BrakeStatus(brake, 0, 0, 0, null);
    }

    /** The brake for readers. Any thread, no lock. */
    BrakeStatus status() {
        return status;
    }

    /** Counts what moved before this start; before any record can move. */
    void remember(Map<String, StoredState> stored) {
        Moment now = loop.now();
        Map<String, Long> last = new LinkedHashMap<>();
        stored.forEach((policy, state) -> {
            if (!state.moves().isEmpty()) {
                last.put(policy, Collections.max(Remembered.moves(state, now)));
            }
        });
        last.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> moved.put(entry.getKey(), entry.getValue()));
    }

    /** How many records there are from now on; with more of them more may move. */
    void records(int count) {
        records = count;
        show();
        arm();
    }

    Permission permission(String policy) {
        forgetOld();
        boolean free = isReleased() || moved.containsKey(policy) || room() > 0;
        return free ? Permission.FREE : Permission.BRAKED;
    }

    /** Takes note of how a record was left by an evaluation. */
    void evaluated(RecordCell cell, RecordState.Notice notice, boolean moves) {
        if (moves) {
            moved.remove(cell.policy().name()); // to the end
            moved.put(cell.policy().name(), loop.nanoTime());
        }
        if (notice == RecordState.Notice.BRAKED) {
            if (waiting.add(cell)) {
                arm();
            }
        } else if (!waiting.remove(cell) && !moves) {
            return;
        }
        changed();
    }

    /** A record is gone; that it moved still counts, because whoever used it has moved. */
    void forget(RecordCell cell) {
        if (waiting.remove(cell)) {
            changed();
        }
    }

    /** An operator lets everything through for one window. */
    void release() {
        Moment now = loop.now();
        Duration window = brake.window();
        releasedUntil = new Moment(now.nanos() + window.toNanos(), now.wall().plus(window));
        on = false;
        log.inform(header -> new FailoverEvent.BrakeReleased(header, true));
        show();
        letGo();
    }

    private void changed() {
        if (!waiting.isEmpty() && !on && !isReleased()) {
            on = true;
            int count = moved.size();
            log.warn(header -> new FailoverEvent.BrakeApplied(header, count, records, brake));
        } else if (waiting.isEmpty() && on) {
            on = false;
            log.inform(header -> new FailoverEvent.BrakeReleased(header, false));
        }
        show();
    }

    private void arm() {
        timer.cancel();
        if (waiting.isEmpty()) {
            return;
        }
        forgetOld();
        long now = loop.nanoTime();
        boolean free = isReleased() || room() > 0 || moved.isEmpty();
        long due = free
                ? now + RETRY_NANOS
                : moved.values().iterator().next() + brake.window().toNanos();
        timer.set(due - now, this::check);
    }

    /** Looks again at what waits, because time went by. */
    void check() {
        journal.brakeChecked();
        letGo();
    }

    /** Evaluates as many of those that wait as may move, those first that have waited longest. */
    private void letGo() {
        forgetOld();
        int turns = Math.min(isReleased() ? AT_ONCE : Math.min(room(), AT_ONCE), waiting.size());
        for (RecordCell cell : waiting.stream().limit(Math.max(0, turns)).toList()) {
            waiting.remove(cell); // to the end, if it must go on waiting
            cell.evaluate();
        }
        if (isReleased() && !waiting.isEmpty()) {
            later.execute(this::letGo);
        } else {
            arm();
        }
        changed();
    }

    private int room() {
        return brake.allowance(records) - moved.size();
    }

    private boolean isReleased() {
        Moment until = releasedUntil;
        if (until != null && loop.nanoTime() >= until.nanos()) {
            releasedUntil = null;
            show();
        }
        return releasedUntil != null;
    }

    private void forgetOld() {
        long counts = loop.nanoTime() - brake.window().toNanos();
        Iterator<Long> oldestFirst = moved.values().iterator();
        while (oldestFirst.hasNext() && oldestFirst.next() <= counts) {
            oldestFirst.remove();
        }
    }

    private void show() {
        Moment until = releasedUntil;
        status = new BrakeStatus(brake, records, moved.size(), waiting.size(), until == null ? null : until.wall());
    }
}
