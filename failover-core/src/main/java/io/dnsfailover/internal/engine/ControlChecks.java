package io.dnsfailover.internal.engine;

import io.dnsfailover.journal.Host;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
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
    private final Station station;
    private final List<Watched> all = new ArrayList<>();

    ControlChecks(EngineParts parts, Station station, List<Host.Control> controls) {
        this.parts = parts;
        this.station = station;
        this.vantage = parts.vantages().of(station);
        for (Host.Control control : controls) {
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
        int number = 0;
        while (all.get(number).check() != check) {
            number++;
        }
        observed(number, result.reason(), startedAt);
    }

    Location location() {
        return station.location();
    }

    /** Takes in how the check of one of them ended. */
    void observed(int number, Reason reason, Moment startedAt) {
        parts.journal().controlChecked(location(), number, reason, startedAt);
        Network.Member member = all.get(number).member();
        if (reason.outcome() == Outcome.PASS) {
            vantage.passed(member, startedAt.nanos());
        } else if (reason.outcome() == Outcome.FAIL) {
            vantage.failedAgain(member);
        }
    }

    @Override
    public boolean isChangePending(LocalCheck check) {
        return false;
    }
}
