package io.dnsfailover.notify.dispatch;

import io.dnsfailover.notify.Channel;
import io.dnsfailover.notify.DeliveryException;
import io.dnsfailover.notify.MailAddress;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.RefusedRecipient;
import io.dnsfailover.notify.incident.Telling;
import io.dnsfailover.notify.route.Recipient;
import io.dnsfailover.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings messages through one channel, one at a time, off the loop, with bounded attempts. Called on the loop only. */
final class Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final double JITTER = 0.2;

    private final Channel channel;
    private final TellingMessages words;
    private final Answers answers;
    private final Scheduler scheduler;
    private final Executor worker;
    private final int attempts;
    private final SplittableRandom random;

    /** Where the outcome goes, on the loop. */
    interface Answers {
        void told(Telling telling, Recipient recipient);

        void failed(Telling telling, Recipient recipient, boolean again);
    }

    /** What all outlets of a notifier share. */
    record Shared(TellingMessages words, Answers answers, Scheduler scheduler, int attempts, SplittableRandom random) {}

    Outlet(Channel channel, Shared shared) {
        this.channel = channel;
        this.words = shared.words();
        this.answers = shared.answers();
        this.scheduler = shared.scheduler();
        this.worker = scheduler.worker("notify " + channel.name());
        this.attempts = shared.attempts();
        this.random = shared.random().split();
    }

    void send(Telling telling) {
        worker.execute(() -> {
            Message message = words.of(telling);
            scheduler.schedule(Duration.ZERO, () -> attempt(telling, telling.to(), message, 1));
        });
    }

    private void attempt(Telling telling, List<Recipient> to, Message message, int number) {
        List<MailAddress> addresses =
                to.stream().map(Recipient::address).filter(Objects::nonNull).toList();
        Message addressed = message.to(addresses);
        worker.execute(() -> {
            Runnable outcome;
            try {
                channel.send(addressed);
                outcome = () -> to.forEach(recipient -> answers.told(telling, recipient));
            } catch (DeliveryException e) {
                outcome = () -> failed(new Attempt(telling, to, message, number), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return; // it is being closed: what is not settled comes again after the restart
            } catch (RuntimeException | Error e) {
                LOG.error("[{}] {} failed", addressed.id(), channel.name(), e);
                DeliveryException broken = DeliveryException.temporary(e.toString());
                outcome = () -> failed(new Attempt(telling, to, message, number), broken);
            }
            scheduler.schedule(Duration.ZERO, outcome);
        });
    }

    private record Attempt(Telling telling, List<Recipient> to, Message message, int number) {}

    private void failed(Attempt attempt, DeliveryException e) {
        List<Recipient> again = new ArrayList<>();
        for (Recipient recipient : attempt.to()) {
            RefusedRecipient refused = e.refused().stream()
                    .filter(one -> one.address().equals(recipient.address()))
                    .findFirst()
                    .orElse(null);
            boolean retryable = refused == null ? e.retryable() : refused.retryable();
            if (refused == null && !e.refused().isEmpty()) {
                answers.told(attempt.telling(), recipient);
            } else if (retryable) {
                again.add(recipient);
            } else {
                String why = refused == null ? e.getMessage() : refused.reply();
                LOG.warn("[{}] refused for {} by {}: {}", attempt.message().id(), recipient, channel.name(), why);
                answers.failed(attempt.telling(), recipient, false);
            }
        }
        if (!again.isEmpty()) {
            retry(attempt, again, e);
        }
    }

    private void retry(Attempt attempt, List<Recipient> again, DeliveryException e) {
        String id = attempt.message().id();
        if (attempt.number() >= attempts) {
            LOG.warn(
                    "[{}] not delivered to {} by {} after {} attempts: {}",
                    id,
                    again,
                    channel.name(),
                    attempts,
                    e.getMessage());
            again.forEach(recipient -> answers.failed(attempt.telling(), recipient, true));
            return;
        }
        LOG.warn(
                "[{}] not delivered to {} by {} (attempt {}): {}",
                id,
                again,
                channel.name(),
                attempt.number(),
                e.getMessage());
        Runnable next = () -> attempt(attempt.telling(), again, attempt.message(), attempt.number() + 1);
        scheduler.schedule(pause(attempt.number(), e), next);
    }

    private Duration pause(int number, DeliveryException e) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(number - 1, 10));
        Duration bounded = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        Duration jittered = Duration.ofMillis((long) (bounded.toMillis() * factor));
        Duration asked = e.retryAfter();
        return asked != null && asked.compareTo(jittered) > 0 ? asked : jittered;
    }

    void close() {
        channel.close();
    }
}
