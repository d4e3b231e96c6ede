package io.dnsfailover.notify.dispatch;

import io.dnsfailover.notify.CapturingLogger;
import io.dnsfailover.notify.Channel;
import io.dnsfailover.notify.DeliveryException;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.Severity;
import io.dnsfailover.notify.log.LogChannel;
import io.dnsfailover.notify.route.Allowance;
import io.dnsfailover.notify.route.Route;
import io.dnsfailover.spi.Notifier;
import io.dnsfailover.testkit.contract.NotifierContract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;

/** With nothing to wait for, it keeps the contract of every notifier. */
@Timeout(60)
class IncidentNotifierContractTest extends NotifierContract {
    private final CapturingLogger log = new CapturingLogger();

    @Override
    protected Notifier notifier() {
        return over(new LogChannel(log));
    }

    @Override
    protected List<String> arrived() {
        return log.lines();
    }

    @Override
    protected Optional<Notifier> unreachable() {
        return Optional.of(over(new ScriptedChannel().isDown(true)));
    }

    @Override
    protected Optional<Notifier> silent() {
        return Optional.of(over(new Silent()));
    }

    private static Notifier over(Channel channel) {
        return IncidentNotifier.builder()
                .channel("target", channel, new Allowance(3_600, Duration.ofSeconds(1)))
                .route(Route.to("target").from(Severity.INFO).atMost(150).alsoInMaintenance())
                .window(Duration.ZERO)
                .attempts(1)
                .build();
    }

    /** Takes what is sent and never answers. */
    private static final class Silent implements Channel {
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public String name() {
            return "silent";
        }

        @Override
        public void send(Message message) throws DeliveryException, InterruptedException {
            never.await();
        }

        @Override
        public void close() {
            never.countDown();
        }
    }
}
