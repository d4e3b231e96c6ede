package io.dnsfailover.dns.file;

import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.dns.server.FileZoneServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.testkit.contract.DnsPublisherContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.xbill.DNS.Record;

/** The contract with one real server that loads the file, which all tests of a class share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FileOnServerContract extends DnsPublisherContract {
    private final FileZoneServer.Kind kind;
    private FileZoneServer server;

    FileOnServerContract(FileZoneServer.Kind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void startServer() {
        server = FileZoneServer.start(kind);
    }

    @AfterAll
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected DnsPublisher publisher() {
        return FilePublisher.of("example.com.", server.zoneFile())
                .reload(server.reloadCommand().toArray(new String[0]))
                .check(server.address())
                .build();
    }

    @Override
    protected DnsName zone() {
        return DnsName.of("example.com.");
    }

    @Override
    protected RecordSet lookup(RecordSetKey key) throws Exception {
        return Answers.of(server.address(), key);
    }

    /** An editor that takes the lines of the record set out, and its mark, puts others in, and has the server load them. */
    @Override
    protected void writeOutOfBand(RecordSet recordSet) throws Exception {
        Path file = server.zoneFile();
        String owner = recordSet.key().owner() + "\t";
        List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith(owner))
                .toList();
        long serial = Answers.serial(server.address());
        Stream<String> fresh = ZoneRecords.records(recordSet).stream().map(Record::toString);
        Files.write(
                file,
                Stream.concat(
                                lines.stream().map(line -> line.replace(" " + serial + " ", " " + (serial + 1) + " ")),
                                fresh)
                        .toList());
        new ReloadCommand(server.reloadCommand()).run(zone(), Answers.soon());
        new AnswerCheck(server.address()).await(recordSet, Answers.soon());
    }

    @Override
    protected Optional<DnsPublisher> unreachable() {
        return Optional.of(
                FilePublisher.of("example.com.", Path.of("/nonexistent/zone")).build());
    }

    /** A file does not wait; what the reload command does is a test of its own. */
    @Override
    protected Optional<DnsPublisher> silent() {
        return Optional.empty();
    }

    @Override
    protected boolean isFixture(Thread thread) {
        return thread.getName().startsWith("process reaper");
    }
}
