package io.dnsfailover.notify;

import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.Notifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of every event through one channel.
 *
 * <p>What may succeed later is thrown, so that the engine tries again; when a mail server refused some recipients for now, only
 * those are tried again. What was refused for good is a WARN line in the log, and not tried again. A delivery lasts as long as an
 * attempt of the channel at most; an interrupt ends it.
 */
public final class ChannelNotifier implements Notifier {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelNotifier.class);

    private final Channel channel;
    private final MessageRenderer renderer;
    private @Nullable Rest rest; // the worker of this notifier only

    /**
     * A notifier.
     *
     * @param channel through which to tell; closed with this notifier
     * @param renderer what to say
     */
    public ChannelNotifier(Channel channel, MessageRenderer renderer) {
        this.channel = channel;
        this.renderer = renderer;
    }

    @Override
    public void deliver(Delivery delivery) throws DeliveryException, InterruptedException {
        Message message = renderer.render(delivery.event());
        if (rest != null && rest.key().equals(message.key())) {
            message = message.to(rest.recipients());
        }
        try {
            channel.send(message);
            rest = null;
        } catch (DeliveryException e) {
            giveUp(message, e);
            if (e.retryable()) {
                rememberRest(message, e);
                throw e;
            }
            rest = null;
        }
    }

    private void rememberRest(Message message, DeliveryException e) {
        List<MailAddress> again = e.refused().stream()
                .filter(RefusedRecipient::retryable)
                .map(RefusedRecipient::address)
                .toList();
        if (!again.isEmpty()) {
            rest = new Rest(message.key(), again);
        }
    }

    private void giveUp(Message message, DeliveryException e) {
        for (RefusedRecipient refused : e.refused()) {
            if (!refused.retryable()) {
                LOG.warn(
                        "[{}] refused for {} by {}: {}",
                        message.id(),
                        refused.address(),
                        channel.name(),
                        refused.reply());
            }
        }
        if (!e.retryable() && e.refused().isEmpty()) {
            LOG.warn("[{}] refused by {}: {}", message.id(), channel.name(), e.getMessage());
        }
    }

    @Override
    public void close() {
        channel.close();
    }

    /** The name of the channel. */
    @Override
    public String toString() {
        return channel.name();
    }

    /** Who is left of a message that the others have. */
    private record Rest(String key, List<MailAddress> recipients) {}
}
