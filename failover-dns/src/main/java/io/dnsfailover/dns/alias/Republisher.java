package io.dnsfailover.dns.alias;

import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Scheduler;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes new addresses one record after another, and those that failed again after a growing pause. Its state belongs to its worker. */
final class Republisher {
    private static final Logger LOG = LoggerFactory.getLogger(AliasPublisher.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration CONFLICT_PAUSE = Duration.ofSeconds(30);

    /** Writes the addresses of what was decided last for a record. */
    @FunctionalInterface
    interface Renewal {
        /** Returns false when there is nothing to write. */
        boolean renew(RecordSetKey aname) throws PublishException, InterruptedException;
    }

    private final Scheduler scheduler;
    private final Executor worker;
    private final Function<String, List<RecordSetKey>> pointingAt;
    private final Renewal renewal;
    private final Map<RecordSetKey, Integer> failures = new HashMap<>(); // worker only
    private final Set<RecordSetKey> waiting = new HashSet<>(); // worker only: these are tried again already
    private volatile boolean closed;

    Republisher(Scheduler scheduler, Function<String, List<RecordSetKey>> pointingAt, Renewal renewal) {
        this.scheduler = scheduler;
        this.worker = scheduler.worker("publisher");
        this.pointingAt = pointingAt;
        this.renewal = renewal;
    }

    /** Something changed that is known of a name. Returns at once; safe from any thread. */
    void changed(String name) {
        worker.execute(() -> pointingAt.apply(name).forEach(this::renew));
    }

    private void renew(RecordSetKey key) {
        if (closed) {
            return;
        }
        try {
            if (renewal.renew(key)) {
                LOG.info("the new addresses of {} are written", key);
            }
            failures.remove(key);
        } catch (PublishException e) {
            int count = failures.merge(key, 1, Integer::sum);
            if (Integer.bitCount(count) == 1) { // 1, 2, 4, 8 ...
                LOG.warn("new addresses of {} were not written, {} time(s) in a row: {}", key, count, e.getMessage());
            }
            if (waiting.add(key)) {
                scheduler.schedule(
                        pause(count, e.effect()),
                        () -> worker.execute(() -> {
                            waiting.remove(key);
                            renew(key);
                        }));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is being closed
        }
    }

    private static Duration pause(int failures, PublishEffect effect) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 6));
        Duration least = effect == PublishEffect.CONFLICT ? CONFLICT_PAUSE : FIRST_PAUSE;
        Duration longer = pause.compareTo(least) < 0 ? least : pause;
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    void close() {
        closed = true;
    }
}
