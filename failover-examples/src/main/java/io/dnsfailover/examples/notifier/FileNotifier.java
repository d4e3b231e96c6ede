package io.dnsfailover.examples.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.Notifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes one line for each event to the end of a file. What throws is tried again by the engine, so a line may come twice:
 * each carries the id of its event.
 *
 * @param file the file; made when it is not there, its directory is not
 */
// tag::notifier[]
public record FileNotifier(Path file) implements Notifier {
    @Override
    public void deliver(Delivery delivery) throws IOException {
        FailoverEvent event = delivery.event();
        FailoverEvent.Header header = event.header();
        String line = header.at().wall() + " " + header.id() + " " + header.record() + " " + event.describe() + "\n";
        Files.writeString(file, line, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void close() {
        // Nothing is open between two deliveries.
    }
}
// end::notifier[]
