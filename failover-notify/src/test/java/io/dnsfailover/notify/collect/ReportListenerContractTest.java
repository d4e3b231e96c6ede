package io.dnsfailover.notify.collect;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.spi.Notifier;
import io.dnsfailover.testkit.contract.NotifierContract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

class ReportListenerContractTest extends NotifierContract {
    private static final Gathering.Pace PACE =
            new Gathering.Pace(Duration.ofSeconds(2), Duration.ZERO, Duration.ofHours(1));

    private final Gathering gathering = new Gathering(
            io.dnsfailover.notify.internal.NotifyTime.ofTheMachine(), new Locations(new TreeMap<>()), PACE);

    @Override
    protected Notifier notifier() {
        return new ReportListener(gathering);
    }

    @Override
    protected List<String> arrived() {
        return gathering.events().find(any -> true, any -> true, 100).stream()
                .map(FailoverEvent::toString)
                .toList();
    }

    @Override
    protected Optional<Notifier> unreachable() {
        return Optional.empty();
    }
}
