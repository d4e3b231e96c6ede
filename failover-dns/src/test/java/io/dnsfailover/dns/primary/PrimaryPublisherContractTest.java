package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.testkit.contract.ComparingPublisherContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

class PrimaryPublisherContractTest extends ComparingPublisherContract {
    private HiddenPrimary primary;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        primary = HiddenPrimary.on(World.ANY_PORT)
                .zone(World.zone())
                .secondary(Secondary.in("127.0.0.1"))
                .secondary(Secondary.in("127.0.0.2").key(World.KEY))
                .stateFile(directory.resolve("state"))
                .start();
    }

    @AfterEach
    void stop() {
        primary.close();
    }

    @Override
    protected DnsPublisher publisher() {
        return primary.publisher();
    }

    @Override
    protected DnsName zone() {
        return World.ZONE;
    }

    /** As a secondary asks, over UDP. */
    @Override
    protected RecordSet lookup(RecordSetKey key) throws IOException {
        Message reply = World.ask(primary.addresses().get(0), key.owner().toString(), ZoneRecords.type(key.type()));
        List<Record> records = reply == null ? List.of() : reply.getSection(Section.ANSWER);
        return records.isEmpty()
                ? null
                : ZoneRecords.recordSet(key, records, records.get(0).getTTL());
    }

    @Override
    protected void writeOutOfBand(RecordSet recordSet) throws IOException {
        RecordSetKey key = recordSet.key();
        primary.zones()
                .edit(
                        ZoneRecords.name(World.ZONE),
                        new SetName(ZoneRecords.name(key.owner()), ZoneRecords.type(key.type())),
                        ZoneRecords.records(recordSet));
    }

    @Override
    protected Optional<DnsPublisher> unreachable() throws IOException {
        HiddenPrimary closed = World.primary(World.zone()).start();
        closed.close();
        return Optional.of(closed.publisher());
    }

    @Override
    protected Optional<DnsPublisher> silent() {
        return Optional.empty();
    }

    @Override
    protected Set<String> secrets() {
        return Set.of("dGhpcyBpcyBhIHNlY3JldCBmb3IgdGVzdHMgb25seSE=");
    }
}
