package io.dnsfailover.testkit;

import io.dnsfailover.spi.Notifier;
import io.dnsfailover.testkit.contract.NotifierContract;
import java.util.List;
import java.util.Optional;

class RecordingNotifierContractTest extends NotifierContract {
    private RecordingNotifier notifier;

    @Override
    protected Notifier notifier() {
        notifier = new RecordingNotifier();
        return notifier;
    }

    @Override
    protected List<String> arrived() {
        return notifier.deliveries().stream()
                .map(delivery ->
                        delivery.event().header().id() + " " + delivery.event().describe())
                .toList();
    }

    @Override
    protected Optional<Notifier> unreachable() {
        RecordingNotifier broken = new RecordingNotifier();
        broken.failNext(Long.MAX_VALUE);
        return Optional.of(broken);
    }
}
