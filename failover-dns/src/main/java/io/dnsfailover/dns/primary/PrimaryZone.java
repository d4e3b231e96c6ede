package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.answer.ZoneInfo;
import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Printable;
import io.dnsfailover.model.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Master;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/**
 * What a zone of a {@link HiddenPrimary} holds before the first decision is published into it. Immutable.
 *
 * <p>A managed record set may stand in it: it is what the secondaries serve until the first decision, which replaces it.
 */
public final class PrimaryZone {
    /** The most records that a zone may have. */
    public static final int MAX_RECORDS = 1_000_000;

    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final Duration EXPIRE = Duration.ofDays(7);

    private final DnsName apex;
    private final SOARecord soa;
    private final List<Record> records;

    private PrimaryZone(DnsName apex, SOARecord soa, List<Record> records) {
        this.apex = apex;
        this.soa = soa;
        this.records = List.copyOf(records);
    }

    /**
     * Reads a zone file (RFC 1035 section 5), with its {@code $INCLUDE} and {@code $GENERATE} lines.
     *
     * @param apex the name of the zone, absolute
     * @param file the file
     * @return the zone
     * @throws IOException when the file cannot be read, or a line of it is no record; the message names the line
     * @throws IllegalArgumentException when the records are no zone; the message names every mistake
     */
    public static PrimaryZone read(String apex, Path file) throws IOException {
        DnsName name = DnsName.of(apex);
        if (!Files.isRegularFile(file)) {
            throw new IOException(Printable.of(file.toString()) + " is not a file");
        }
        try (Master master = new Master(file.toString(), ZoneRecords.name(name))) {
            return of(name, readAll(master));
        }
    }

    /**
     * A zone from the text of a zone file, without {@code $INCLUDE} lines.
     *
     * @param apex the name of the zone, absolute
     * @param text such as {@code @ 3600 SOA ns1 hostmaster 1 300 60 604800 60}, one record on each line
     * @return the zone
     * @throws IllegalArgumentException when a line is no record, or the records are no zone; the message names every mistake of
     *     the zone
     */
    public static PrimaryZone parse(String apex, String text) {
        DnsName name = DnsName.of(apex);
        try (Master master = master(name, text)) {
            return of(name, readAll(master));
        } catch (IOException e) {
            throw new IllegalArgumentException("zone " + name + ": " + Printable.of(String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * A zone that holds nothing but its SOA and NS records and the addresses of its name servers. Secondaries that are never
     * told look every 5 minutes, and serve the zone for 7 days when they cannot.
     *
     * @param info what the zone says of itself, with a name server at least
     * @return the zone
     * @throws IllegalArgumentException when it has no name server
     */
    public static PrimaryZone of(ZoneInfo info) {
        Name apex = ZoneRecords.name(info.apex());
        long ttl = info.ttl().seconds();
        List<Record> records = new ArrayList<>();
        records.add(new SOARecord(
                apex,
                DClass.IN,
                ttl,
                ZoneRecords.name(info.primary()),
                ZoneRecords.name(info.contact()),
                1,
                REFRESH.toSeconds(),
                RETRY.toSeconds(),
                EXPIRE.toSeconds(),
                info.negativeTtl().seconds()));
        info.nameServers().forEach((server, addresses) -> {
            Name name = ZoneRecords.name(server);
            records.add(new NSRecord(apex, DClass.IN, ttl, name));
            addresses.forEach(address -> records.add(address(name, ttl, address)));
        });
        return of(info.apex(), records);
    }

    private static Record address(Name owner, long ttl, Target.Address target) {
        return target.address() instanceof Inet4Address
                ? new ARecord(owner, DClass.IN, ttl, target.address())
                : new AAAARecord(owner, DClass.IN, ttl, target.address());
    }

    static Master master(DnsName apex, String text) {
        Master master =
                new Master(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ZoneRecords.name(apex));
        master.disableIncludes(true);
        return master;
    }

    static List<Record> readAll(Master master) throws IOException {
        List<Record> records = new ArrayList<>();
        try {
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                records.add(record);
                if (records.size() > MAX_RECORDS + 1) {
                    throw new IllegalArgumentException("a zone has at most " + MAX_RECORDS + " records");
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return records;
    }

    private static PrimaryZone of(DnsName apex, List<Record> records) {
        ZoneRules.check(apex, records);
        SOARecord soa = null;
        List<Record> others = new ArrayList<>(records.size());
        for (Record record : records) {
            if (record instanceof SOARecord found) {
                soa = found;
            } else {
                others.add(record);
            }
        }
        if (soa == null) {
            throw new IllegalStateException("the rules let a zone without SOA pass");
        }
        return new PrimaryZone(apex, soa, others);
    }

    /**
     * The name of the zone.
     *
     * @return its apex
     */
    public DnsName apex() {
        return apex;
    }

    SOARecord soa() {
        return soa;
    }

    /** All records but the SOA. */
    List<Record> records() {
        return records;
    }

    /** The name and the number of records. */
    @Override
    public String toString() {
        return apex + " (" + (records.size() + 1) + " records)";
    }
}
