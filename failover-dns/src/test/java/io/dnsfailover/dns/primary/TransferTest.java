package io.dnsfailover.dns.primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.tsig.TsigKey;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.ZoneTransferException;
import org.xbill.DNS.ZoneTransferIn;

/** Transfers, as dnsjava's own client takes and verifies them. */
class TransferTest {
    private static final TSIG SIGNER = World.KEY.signer();

    private static ZoneTransferIn full(HiddenPrimary primary, @Nullable TSIG key) throws Exception {
        InetSocketAddress address = primary.addresses().get(0);
        ZoneTransferIn transfer = ZoneTransferIn.newAXFR(Name.fromString("example.com."), address, key);
        transfer.run();
        return transfer;
    }

    private static ZoneTransferIn incremental(HiddenPrimary primary, long serial) throws Exception {
        ZoneTransferIn transfer = ZoneTransferIn.newIXFR(
                Name.fromString("example.com."),
                serial,
                false,
                primary.addresses().get(0),
                SIGNER);
        transfer.run();
        return transfer;
    }

    @Test
    @DisplayName("a full transfer of 20,000 records takes many messages, each signed, and loses none")
    void fullTransfer_ofManyRecords_isComplete() throws Exception {
        try (HiddenPrimary primary = World.primary(World.zoneOf(20_000)).start()) {
            List<?> records = full(primary, SIGNER).getAXFR();

            // SOA, NS, two addresses, the names, and the SOA once more.
            assertThat(records).hasSize(20_005);
            assertThat(records.stream().map(Object::toString).distinct()).hasSize(20_004);
            assertThat(primary.counters().fullTransfers()).isEqualTo(1);
        }
    }

    @Test
    void fullTransfer_withoutKey_whereNoneIsAskedFor() throws Exception {
        try (HiddenPrimary primary = HiddenPrimary.on(World.ANY_PORT)
                .zone(World.zone())
                .secondary(Secondary.in("127.0.0.0/8"))
                .start()) {
            assertThat(full(primary, null).getAXFR()).hasSize(5);
        }
    }

    @Test
    @DisplayName("an incremental transfer tells each step with what went and what came")
    void incrementalTransfer_tellsTheSteps() throws Exception {
        try (HiddenPrimary primary = World.primary(World.zoneOf(100)).start();
                DnsPublisher publisher = primary.publisher()) {
            long start = primary.serial(World.ZONE);
            publisher.replace(World.change(1, "www", "192.0.2.20"));
            publisher.replace(World.change(2, "www", "192.0.2.20", "192.0.2.30"));

            List<ZoneTransferIn.Delta> deltas = incremental(primary, start).getIXFR();

            assertThat(deltas).hasSize(2);
            assertThat(texts(deltas.get(0).deletes)).containsExactly("www A 192.0.2.10");
            assertThat(texts(deltas.get(0).adds))
                    .containsExactlyInAnyOrder(
                            "www A 192.0.2.20", "_failover-a.www TXT \"v=1 owner=failover generation=1 token=0\"");
            assertThat(texts(deltas.get(1).adds))
                    .containsExactlyInAnyOrder(
                            "www A 192.0.2.30", "_failover-a.www TXT \"v=1 owner=failover generation=2 token=0\"");
            assertThat(deltas.get(1).end).isEqualTo(start + 2);
            assertThat(primary.counters().incrementalTransfers()).isEqualTo(1);
        }
    }

    private static List<String> texts(List<Record> records) {
        return records.stream()
                .filter(record -> record.getType() != Type.SOA)
                .map(record -> record.getName().relativize(Name.fromConstantString("example.com.")) + " "
                        + Type.string(record.getType()) + " " + record.rdataToString())
                .toList();
    }

    @Test
    void incrementalTransfer_ofTheNewest_isTheSoaAlone() throws Exception {
        try (HiddenPrimary primary = World.primary(World.zone()).start()) {
            assertThat(incremental(primary, primary.serial(World.ZONE)).isCurrent())
                    .isTrue();
            assertThat(primary.counters().upToDate()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a serial that is too old, or steps larger than the zone, are answered with the zone")
    void incrementalTransfer_fallsBackToTheZone() throws Exception {
        try (HiddenPrimary primary = World.primary(World.zone()).start();
                DnsPublisher publisher = primary.publisher()) {
            long start = primary.serial(World.ZONE);
            for (int i = 1; i <= 5; i++) {
                publisher.replace(World.change(i, "www", "192.0.2.2" + i));
            }

            assertThat(incremental(primary, start).isAXFR()).isTrue();
            assertThat(incremental(primary, start - 1000).isAXFR()).isTrue();
            assertThat(primary.counters().fullTransfers()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("a batch is one step, with one serial")
    void batch_isOneStep() throws Exception {
        try (HiddenPrimary primary = World.primary(World.zoneOf(2_000)).start();
                DnsPublisher publisher = primary.publisher()) {
            long start = primary.serial(World.ZONE);
            List<Change> changes = IntStream.range(0, 500)
                    .mapToObj(i -> World.change(1, "host" + i, "192.0.2.1"))
                    .toList();

            assertThat(changes).hasSizeLessThanOrEqualTo(publisher.maxBatch());
            assertThat(publisher.replaceAll(changes))
                    .allSatisfy(each -> assertThat(each.failure()).isNull());

            assertThat(primary.serial(World.ZONE)).isEqualTo(start + 1);
            ZoneTransferIn.Delta step = incremental(primary, start).getIXFR().get(0);
            assertThat(texts(step.deletes)).hasSize(500);
            assertThat(texts(step.adds)).hasSize(1_000);
        }
    }

    @Test
    @DisplayName("one that fails in a batch does not keep the others from being written")
    void batch_withAConflict_writesTheOthers() throws Exception {
        try (HiddenPrimary primary =
                        World.primary(World.zone("alias CNAME www")).start();
                DnsPublisher publisher = primary.publisher()) {
            publisher.replace(World.change(5, "www", "192.0.2.50"));

            var ended = publisher.replaceAll(List.of(
                    World.change(4, "www", "192.0.2.40"),
                    World.change(1, "alias", "192.0.2.1"),
                    World.change(1, "ftp", "192.0.2.7")));

            assertThat(ended.get(0).failure()).hasMessageContaining("generation 5 is newer than 4");
            assertThat(ended.get(1).failure()).hasMessageContaining("alias");
            assertThat(ended.get(2).failure()).isNull();
            assertThat(World.addresses("ftp", "192.0.2.7"))
                    .isEqualTo(publisher
                            .read(World.addresses("ftp", "192.0.2.7").key())
                            .recordSet());
        }
    }

    @Test
    @DisplayName("a transfer is of one version, whatever is published meanwhile")
    void transfer_isOfOneVersion() throws Exception {
        try (HiddenPrimary primary = World.primary(World.zoneOf(5_000)).start();
                DnsPublisher publisher = primary.publisher()) {
            AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
            Thread writer = new Thread(() -> {
                try {
                    for (int i = 1; !Thread.currentThread().isInterrupted(); i++) {
                        // The two always change together: in every version they are equal.
                        String address = "192.0.2." + (i % 250 + 1);
                        publisher.replaceAll(List.of(World.change(i, "one", address), World.change(i, "two", address)));
                    }
                } catch (Throwable e) {
                    failed.set(e);
                }
            });
            writer.start();
            Map<Long, Integer> seen = new HashMap<>();
            try {
                for (int i = 0; i < 20; i++) {
                    List<Record> records = new ArrayList<>(full(primary, SIGNER).getAXFR());
                    long first = ((SOARecord) records.get(0)).getSerial();
                    assertThat(((SOARecord) records.get(records.size() - 1)).getSerial())
                            .isEqualTo(first);
                    assertThat(addressOf(records, "one")).isEqualTo(addressOf(records, "two"));
                    seen.merge(first, 1, Integer::sum);
                }
            } finally {
                writer.interrupt();
                writer.join();
            }
            assertThat(failed.get()).isNull();
            assertThat(seen).hasSizeGreaterThan(1);
        }
    }

    private static String addressOf(List<Record> records, String owner) {
        return records.stream()
                .filter(record -> record.getType() == Type.A
                        && record.getName().toString().equals(owner + ".example.com."))
                .map(Record::rdataToString)
                .findFirst()
                .orElse("");
    }

    @Test
    @DisplayName("without a key, with a wrong one, or with an unknown one there is no transfer")
    void transfer_withoutTheKey_isRefused() throws Exception {
        TSIG wrong = TsigKey.of("transfer", "YW5vdGhlciBzZWNyZXQgZm9yIHRlc3RzIG9ubHk=")
                .signer();
        TSIG unknown =
                TsigKey.of("nobody", "YW5vdGhlciBzZWNyZXQgZm9yIHRlc3RzIG9ubHk=").signer();
        try (HiddenPrimary primary = World.primary(World.zone()).start()) {
            assertThatThrownBy(() -> full(primary, null)).isInstanceOf(ZoneTransferException.class);
            assertThatThrownBy(() -> full(primary, wrong)).isInstanceOf(ZoneTransferException.class);
            assertThatThrownBy(() -> full(primary, unknown)).isInstanceOf(ZoneTransferException.class);

            assertThat(primary.counters().refused()).isEqualTo(3);
            assertThat(primary.counters().fullTransfers()).isZero();
        }
    }

    @Test
    @DisplayName("the right key from another address is refused")
    void transfer_fromAnotherAddress_isRefused() throws Exception {
        try (HiddenPrimary primary = HiddenPrimary.on(World.ANY_PORT)
                .zone(World.zone())
                .secondary(Secondary.in("127.0.0.2").key(World.KEY))
                .start()) {
            assertThatThrownBy(() -> full(primary, SIGNER)).isInstanceOf(ZoneTransferException.class);

            ZoneTransferIn transfer = ZoneTransferIn.newAXFR(
                    Name.fromString("example.com."), primary.addresses().get(0), SIGNER);
            transfer.setLocalAddress(World.socket("127.0.0.2", 0));
            transfer.run();

            assertThat(transfer.getAXFR()).hasSize(5);
        }
    }
}
