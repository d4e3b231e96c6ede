package io.dnsfailover.internal.engine;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.ProbeSpec;
import java.time.Duration;

/**
 * The checks of one endpoint from one location, for one watcher. What runs is a {@link SharedCheck}: several watchers of the same
 * hear of the same checks, each with the asks of its own record. All methods run on the engine loop.
 */
final class LocalCheck {
    /** Where observations go. */
    interface Watcher {
        void observed(LocalCheck check, ProbeResult result, Moment startedAt, long ask);

        /** Whether more checks now would settle a change. */
        boolean isChangePending(LocalCheck check);
    }

    /**
     * What to check, and how often.
     *
     * @param confirmAfter the pause before a check that is hurried because a change is pending
     */
    record Job(Endpoint endpoint, ProbeSpec probe, Duration interval, Duration timeout, Duration confirmAfter) {
        static Job of(FailoverPolicy policy, Endpoint endpoint) {
            return new Job(endpoint, policy.probe(), policy.interval(), policy.timeout(), policy.confirmAfter());
        }
    }

    private final SharedCheck shared;
    private final Watcher watcher;
    private final Endpoint endpoint;
    private final Location location;
    private long askAtStart; // of the check under way, or the last one; 0 when that began before this joined
    private long wantedAsk;
    private boolean stopped;

    LocalCheck(EngineParts parts, Watcher watcher, Job job, Station station) {
        this.watcher = watcher;
        this.endpoint = job.endpoint();
        this.location = station.location();
        this.shared = parts.checks().join(parts, this, job, station);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Location location() {
        return location;
    }

    SharedCheck shared() {
        return shared;
    }

    /**
     * Begins with a first check within {@code spreadNanos}; the second comes anywhere in the interval after it. Where others
     * watch the same already, their rounds go on.
     */
    void start(long spreadNanos) {
        shared.start(spreadNanos);
    }

    /** Checks again soon, because another location saw a failure. */
    void expedite() {
        shared.expedite();
    }

    /** Checks now; if a check is under way, once more right after it. */
    void askFresh(long ask) {
        wantedAsk = ask;
        shared.checkNow();
    }

    /** Ends for good; what is under way is abandoned when nobody else watches it. */
    void stop() {
        if (!stopped) {
            stopped = true;
            shared.leave(this);
        }
    }

    /** A check begins: what it answers is what was asked for by now. */
    void began() {
        askAtStart = wantedAsk;
    }

    /** A check ended. One that began before this joined is evidence too, but answers no ask. */
    void ended(ProbeResult result, Moment startedAt) {
        if (!stopped) {
            watcher.observed(this, result, startedAt, askAtStart);
        }
    }

    /** Whether the next check should come at once, because none that ended answers the ask. */
    boolean isAsking() {
        return !stopped && wantedAsk > askAtStart;
    }

    /** Whether the next check should come soon. */
    boolean isChangePending() {
        return !stopped && watcher.isChangePending(this);
    }
}
