package io.dnsfailover.internal.engine;

import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The checks of what should always answer, from one location. No record depends on them: they tell whether the location is itself
 * well. On the engine loop only.
 */
final class ControlChecks implements LocalCheck.Watcher {
    static final Duration INTERVAL = Duration.ofSeconds(10);
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** One of them. */
    private record Watched(LocalCheck check, Network.Member member) {}

    private final EngineParts parts;
    private final Vantage vantage;
    private final List<Watched> all = new ArrayList<>();

    ControlChecks(EngineParts parts, Station station, List<Guards.Control> controls) {
        this.parts = parts;
        this.vantage = parts.vantages().of(station);
        for (Guards.Control control : controls) {
            LocalCheck.Job job = new LocalCheck.Job(control.endpoint(), control.probe(), INTERVAL, TIMEOUT, INTERVAL);
            LocalCheck check = new LocalCheck(parts, this, job, station);
            all.add(new Watched(check, vantage.watchControl(control.endpoint(), check)));
        }
    }

    void start() {
        all.forEach(watched -> watched.check().start(INTERVAL.toNanos() / 10));
    }

    void stop() {
        all.forEach(watched -> watched.check().stop());
    }

    @Override
    public void observed(LocalCheck check, ProbeResult result, Moment startedAt, long ask) {
        Network.Member member = all.stream()
                .filter(watched -> watched.check() == check)
                .findFirst()
                .orElseThrow()
                .member();
        if (result.outcome() == Outcome.PASS) {
            vantage.passed(member, startedAt.nanos());
        } else if (result.outcome() == Outcome.FAIL) {
            vantage.failedAgain(member);
        } else {
            parts.tally().inconclusive.increment();
        }
    }

    @Override
    public boolean isChangePending(LocalCheck check) {
        return false;
    }
}
