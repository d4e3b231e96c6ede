package io.dnsfailover.examples.publisher;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.testkit.contract.DnsPublisherContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

// tag::contract[]
class RecordFilePublisherContractTest extends DnsPublisherContract {
    @TempDir
    Path directory;

    @Override
    protected DnsPublisher publisher() {
        return new RecordFilePublisher(file());
    }

    @Override
    protected DnsName zone() {
        return DnsName.of("example.com.");
    }

    @Override
    protected @Nullable RecordSet lookup(RecordSetKey key) throws IOException {
        List<String> data = new ArrayList<>();
        int ttl = 0;
        for (String line : lines()) {
            if (line.startsWith(key.owner() + " ") && line.contains(" IN " + key.type() + " ")) {
                List<String> fields = List.of(line.split(" ", -1)); // owner, time to live, class, type, data
                ttl = Integer.parseInt(fields.get(1));
                data.add(fields.get(4));
            }
        }
        return data.isEmpty() ? null : RecordSet.of(key, new Ttl(ttl), data);
    }

    @Override
    protected void writeOutOfBand(RecordSet recordSet) throws IOException {
        List<String> lines = new ArrayList<>(lines());
        RecordSetKey key = recordSet.key();
        lines.removeIf(line -> line.contains(key.owner() + " ") && line.contains(" " + key.type() + " "));
        for (String data : recordSet.rdata()) {
            lines.add(key.owner() + " " + recordSet.ttl().seconds() + " IN " + key.type() + " " + data);
        }
        Files.write(file(), lines, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    protected Optional<DnsPublisher> unreachable() throws IOException {
        Path aFile = Files.writeString(directory.resolve("a file"), "");
        return Optional.of(new RecordFilePublisher(aFile.resolve("records")));
    }

    @Override
    protected Optional<DnsPublisher> silent() {
        return Optional.empty(); // a local file answers or fails
    }

    private List<String> lines() throws IOException {
        return Files.exists(file()) ? Files.readAllLines(file()) : List.of();
    }

    private Path file() {
        return directory.resolve("failover.records");
    }
}
// end::contract[]
