package io.dnsfailover.dns.file;

import io.dnsfailover.dns.internal.SocketText;
import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.dns.internal.exchange.Signer;
import io.dnsfailover.dns.internal.exchange.Transport;
import io.dnsfailover.dns.internal.exchange.ZoneReader;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.spi.PublishException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks a name server until it serves a record set. */
final class AnswerCheck {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Signer UNSIGNED = new Signer(null);

    private final String server;
    private final Transport transport;
    private final ZoneReader reader;

    AnswerCheck(InetSocketAddress server) {
        this.server = SocketText.of(server);
        this.transport = new Transport(server, null, UNSIGNED);
        this.reader = new ZoneReader(this.server, UNSIGNED, transport);
    }

    String server() {
        return server;
    }

    /**
     * Returns when the server serves it.
     *
     * @param deadline until when
     * @throws IOException when it does not by then; the message says what it serves instead
     */
    void await(RecordSet wanted, Deadline deadline) throws IOException, InterruptedException {
        while (true) {
            String instead = lookFor(wanted, deadline.orSooner(Deadline.after(PATIENCE)));
            if (instead == null) {
                return;
            }
            if (deadline.remainingNanos() <= PAUSE.toNanos()) {
                throw new IOException("does not serve " + wanted + ": " + instead);
            }
            transport.pause(PAUSE);
        }
    }

    /** What it says instead; null when it serves the records. */
    private @Nullable String lookFor(RecordSet wanted, Deadline deadline) throws InterruptedException {
        try {
            RecordSet served = reader.readSet(wanted.key(), deadline);
            return served != null && served.sameRecordsAs(wanted) ? null : "it serves " + served;
        } catch (PublishException e) {
            return String.valueOf(e.getMessage()); // it may be starting
        }
    }
}
