package io.dnsfailover.examples.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dnsfailover.model.Printable;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes records to a file in the format of master files (RFC 1035 section 5), one on each line, for a name server that
 * includes the file in a zone and watches it. Before each record set stands a comment with its generation; all other
 * lines of the file stay as they are.
 *
 * <p>It cannot compare and set: between reading a file and replacing it, somebody else may have replaced it, and no file
 * system says so. Two processes must not write the same file. It has no deadline of its own: a local file answers or fails,
 * and a file on a network that hangs holds up this publisher and nothing else.
 */
public final class RecordFilePublisher implements DnsPublisher {
    private static final String MARK = "; failover";

    private final Path directory;
    private final Path file;

    /**
     * A publisher to one file.
     *
     * @param file the file; made when it is not there, its directory is not
     * @throws IllegalArgumentException when it is the root of the file system, which is no file
     */
    public RecordFilePublisher(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " is a directory, not a file for records");
        }
        this.directory = parent;
        this.file = file.toAbsolutePath();
    }

    // tag::promises[]
    @Override
    public String name() {
        return "file " + Printable.of(String.valueOf(file.getFileName()));
    }

    /** Neither: a file cannot be compared and replaced in one step, and there is no ANAME in RFC 1035. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }
    // end::promises[]

    // tag::read[]
    @Override
    public Published read(RecordSetKey key) throws PublishException, InterruptedException {
        try {
            return held(lines(), key);
        } catch (IOException | IllegalArgumentException e) {
            throw failed(PublishEffect.NONE, "cannot be read", e);
        }
    }
    // end::read[]

    // tag::replace[]
    @Override
    public void replace(Change change) throws PublishException, InterruptedException {
        requirePossible(change);
        RecordSet desired = change.desired();
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            List<String> lines = new ArrayList<>(lines());
            lines.removeIf(line -> isAbout(desired.key(), line));
            lines.addAll(linesOf(desired, change.generation()));
            write(next, lines);
        } catch (IOException e) {
            throw failed(PublishEffect.NONE, "cannot be written", e);
        }
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failed(PublishEffect.UNKNOWN, "may or may not have been replaced", e);
        }
        if (!read(desired.key()).equals(new Published(desired, change.generation()))) {
            throw new PublishException(PublishEffect.UNKNOWN, name() + " does not hold what was written");
        }
    }

    private void requirePossible(Change change) throws PublishException {
        if (change.expected() != null) {
            throw new PublishException(PublishEffect.NONE, name() + " cannot compare, and the change has a condition");
        }
        if (change.desired().key().type() == RecordType.ANAME) {
            throw new PublishException(PublishEffect.NONE, name() + " has no ANAME records");
        }
    }
    // end::replace[]

    @Override
    public void close() {
        // Nothing is open between two calls.
    }

    private List<String> lines() throws IOException, InterruptedException {
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString()); // not the same as a file without records
        }
        try {
            return Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of();
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        }
    }

    // tag::write[]
    /** Beside the file: whoever reads that sees the old lines or the new ones, and a crash leaves one or the other. */
    private static void write(Path next, List<String> lines) throws IOException, InterruptedException {
        ByteBuffer bytes = UTF_8.encode(String.join("\n", lines) + "\n");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        }
    }

    /** An interrupted channel leaves the interrupt set; the exception takes its place. */
    private static InterruptedException interrupted() {
        boolean unused = Thread.interrupted();
        return new InterruptedException("interrupted at the file");
    }
    // end::write[]

    private static List<String> linesOf(RecordSet recordSet, long generation) {
        RecordSetKey key = recordSet.key();
        List<String> lines = new ArrayList<>();
        lines.add(String.join(" ", MARK, key.owner().folded(), key.type().name(), String.valueOf(generation)));
        for (String data : recordSet.rdata()) {
            lines.add(String.join(
                    " ",
                    key.owner().folded(),
                    String.valueOf(recordSet.ttl().seconds()),
                    "IN",
                    key.type().name(),
                    data));
        }
        return lines;
    }

    private static boolean isAbout(RecordSetKey key, String line) {
        return isMarkOf(key, line) || isRecordOf(key, line.split(" "));
    }

    private static boolean isMarkOf(RecordSetKey key, String line) {
        return line.startsWith(
                MARK + " " + key.owner().folded() + " " + key.type().name() + " ");
    }

    /** Owner, time to live, class, type, data. */
    private static boolean isRecordOf(RecordSetKey key, String[] fields) {
        return fields.length == 5
                && fields[0].equals(key.owner().folded())
                && fields[3].equals(key.type().name());
    }

    private static Published held(List<String> lines, RecordSetKey key) {
        long generation = 0;
        int ttl = 0;
        List<String> data = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.split(" ");
            if (isMarkOf(key, line)) {
                generation = Long.parseLong(fields[fields.length - 1]);
            } else if (isRecordOf(key, fields)) {
                ttl = Integer.parseInt(fields[1]);
                data.add(fields[4]);
            }
        }
        return new Published(data.isEmpty() ? null : RecordSet.of(key, new Ttl(ttl), data), generation);
    }

    private PublishException failed(PublishEffect effect, String what, Exception cause) {
        return new PublishException(effect, name() + " " + what + ": " + Printable.of(cause.toString()), cause);
    }
}
