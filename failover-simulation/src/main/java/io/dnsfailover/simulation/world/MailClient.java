package io.dnsfailover.simulation.world;

import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.Notifier;
import java.io.IOException;

/** One process's way to the mail server. */
final class MailClient implements Notifier {
    private final Life life;
    private final MailSink sink;

    MailClient(Life life, MailSink sink) {
        this.life = life;
        this.sink = sink;
    }

    @Override
    public void deliver(Delivery delivery) throws IOException {
        if (!sink.take(life, delivery)) {
            throw new IOException("421 try again later");
        }
    }

    @Override
    public void close() {
        // There is nothing to free.
    }
}
