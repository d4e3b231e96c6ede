package io.dnsfailover.notify.log;

import io.dnsfailover.notify.CapturingLogger;
import io.dnsfailover.notify.ChannelNotifier;
import io.dnsfailover.notify.PlainMessages;
import io.dnsfailover.spi.Notifier;
import io.dnsfailover.testkit.contract.NotifierContract;
import java.util.List;
import java.util.Optional;

class ChannelNotifierLogContractTest extends NotifierContract {
    private final CapturingLogger log = new CapturingLogger();

    @Override
    protected Notifier notifier() {
        return new ChannelNotifier(new LogChannel(log), new PlainMessages());
    }

    @Override
    protected List<String> arrived() {
        return log.lines();
    }

    @Override
    protected Optional<Notifier> unreachable() {
        return Optional.empty();
    }
}
