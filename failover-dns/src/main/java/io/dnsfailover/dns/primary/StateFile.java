package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.internal.AtomicFile;
import io.dnsfailover.model.Printable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/**
 * The file that carries serials, managed record sets and their marks over a restart: the records in the format of a zone file, the
 * SOA record of each zone among them. One process has it at a time.
 */
final class StateFile implements AutoCloseable {
    private static final String TITLE =
            "; State of a hidden primary of DNS Failover for Java. Written at every change.\n";
    private static final long MAX_OCTETS = 256L << 20;

    private final Path file;
    private final FileChannel lock;

    private StateFile(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    static StateFile open(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        FileChannel channel = FileChannel.open(
                absolute.resolveSibling(absolute.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock held = null;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // By another primary of this process.
        } finally {
            if (held == null) {
                channel.close();
            }
        }
        if (held == null) {
            throw new IOException("the state file " + Printable.of(file.toString()) + " is in use by another primary");
        }
        return new StateFile(absolute, channel);
    }

    /** What the file says of each zone; empty when there is no file yet. */
    Map<Name, Saved> read() throws IOException {
        Map<Name, Saved> zones = new HashMap<>();
        if (!Files.exists(file)) {
            return zones;
        }
        if (Files.size(file) > MAX_OCTETS) {
            throw new IOException("the state file has more than " + MAX_OCTETS + " octets");
        }
        List<Record> records;
        try (Master master = new Master(Files.newInputStream(file), Name.root)) {
            master.disableIncludes(true);
            records = PrimaryZone.readAll(master);
        } catch (IOException e) {
            throw new IOException(
                    "the state file " + Printable.of(file.toString()) + " cannot be read: " + e.getMessage(), e);
        }
        Saved current = null;
        for (Record record : records) {
            if (record instanceof SOARecord soa) {
                current = new Saved(soa.getSerial(), new ArrayList<>());
                zones.put(soa.getName(), current);
            } else if (current == null) {
                throw new IOException("the state file begins with a record of no zone: " + record.getName());
            } else {
                current.records().add(record);
            }
        }
        return zones;
    }

    /** Makes this what a start reads: the text that {@link #text} makes for each zone. */
    void write(String zones) throws IOException {
        AtomicFile.write(file, (TITLE + zones).getBytes(StandardCharsets.US_ASCII));
    }

    /** One zone in the file: its SOA record, and the record sets that were published into it. */
    static String text(ZoneVersion version, Iterable<SetName> published) {
        StringBuilder text = new StringBuilder();
        text.append(version.soa().record()).append('\n');
        for (SetName set : published) {
            for (Entry entry : version.table().at(set.owner(), set.type())) {
                text.append(entry.record()).append('\n');
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // The lock ends with the process then.
        }
    }

    /**
     * What the file says of one zone.
     *
     * @param serial the serial that was served
     * @param records the record sets that were published, and their marks
     */
    record Saved(long serial, List<Record> records) {}
}
