package io.dnsfailover.internal.engine;

import io.dnsfailover.event.FailoverEvent;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what happens to the host and not to one record, as {@link EventLog} does for a record. On the engine loop only. */
final class HostLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.dnsfailover.events");

    private final Loop loop;
    private final Outbox outbox;
    private final String runId;
    private long number;

    HostLog(Loop loop, Outbox outbox, String runId) {
        this.loop = loop;
        this.outbox = outbox;
        this.runId = runId;
    }

    /** Something that people should look at. */
    void warn(Function<FailoverEvent.Header, FailoverEvent> event) {
        FailoverEvent made = event.apply(header());
        LOG.warn("[{}] host: {}", made.header().id(), made.describe());
        outbox.tell(made);
    }

    /** Something that is well again. */
    void inform(Function<FailoverEvent.Header, FailoverEvent> event) {
        FailoverEvent made = event.apply(header());
        LOG.info("[{}] host: {}", made.header().id(), made.describe());
        outbox.tell(made);
    }

    private FailoverEvent.Header header() {
        number++;
        return FailoverEvent.Header.ofHost("host." + runId + "." + number, loop.now());
    }
}
