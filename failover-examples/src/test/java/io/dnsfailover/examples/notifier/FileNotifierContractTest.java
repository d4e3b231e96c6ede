package io.dnsfailover.examples.notifier;

import io.dnsfailover.spi.Notifier;
import io.dnsfailover.testkit.contract.NotifierContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

// tag::contract[]
class FileNotifierContractTest extends NotifierContract {
    @TempDir
    Path directory;

    @Override
    protected Notifier notifier() {
        return new FileNotifier(events());
    }

    @Override
    protected List<String> arrived() throws IOException {
        return Files.readAllLines(events());
    }

    @Override
    protected Optional<Notifier> unreachable() {
        return Optional.of(
                new FileNotifier(directory.resolve("no such directory").resolve("events.log")));
    }

    private Path events() {
        return directory.resolve("events.log");
    }
}
// end::contract[]
