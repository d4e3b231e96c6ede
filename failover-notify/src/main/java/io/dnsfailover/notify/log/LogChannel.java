package io.dnsfailover.notify.log;

import io.dnsfailover.notify.Channel;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each message: INFO for {@link Severity#INFO}, WARN above. The line holds the id of the event, the kind
 * and the subject. Never fails and never waits.
 */
public final class LogChannel implements Channel {
    /** The logger that a channel writes to when it is not given one. */
    public static final String LOGGER = "io.dnsfailover.notifications";

    private final Logger log;

    /** Writes to the logger {@value #LOGGER}. */
    public LogChannel() {
        this(LoggerFactory.getLogger(LOGGER));
    }

    /**
     * Writes to a logger.
     *
     * @param log where to
     */
    public LogChannel(Logger log) {
        this.log = log;
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public void send(Message message) {
        if (message.severity() == Severity.INFO) {
            log.info("[{}] {}: {}", message.id(), message.kind(), message.subject());
        } else {
            log.warn("[{}] {}: {}", message.id(), message.kind(), message.subject());
        }
    }

    @Override
    public void close() {
        // There is nothing to free.
    }
}
