package io.dnsfailover.journal;

import io.dnsfailover.model.Moment;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in a directory: text files {@code journal-NUMBER-START.log} in {@link JournalFormat}, each up to a size. When there are
 * too many the oldest is deleted, so that the journal never takes more than {@code segments} times {@code maxSegmentBytes}, beside
 * what each segment says at its beginning of locations and policies.
 *
 * <p>Each call of {@link #append} ends with a write to the operating system: what it was given survives the end of the process. A
 * segment is forced to the disk when it is full and when the journal is closed; a machine that loses its power can
 * lose what was written since, or tear the last line, which a reader tolerates. When the disk is full the segment is cut back to
 * its last whole entry, and goes on when there is room again; older segments are not deleted to make room.
 *
 * <p>One process writes a directory at a time: it holds a lock on the file {@code journal.lock} in it.
 */
public final class FileJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);
    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Limits limits;
    private final FileChannel lock;
    private @Nullable FileChannel segment; // guarded by this
    private long segmentBytes; // guarded by this
    private long headBytes; // guarded by this
    private @Nullable RunContext context; // guarded by this
    private long number; // guarded by this
    private boolean closed; // guarded by this

    /**
     * How much is kept.
     *
     * @param maxSegmentBytes the size of a segment, 4 KiB to 1 GiB; an entry that is larger has a segment of its own
     * @param segments how many, 2 to 10,000
     */
    public record Limits(long maxSegmentBytes, int segments) {
        /** 16 segments of 16 MiB. */
        public static final Limits DEFAULT = new Limits(16L << 20, 16);

        /** Checks the ranges. */
        public Limits {
            if (maxSegmentBytes < 4096 || maxSegmentBytes > 1L << 30) {
                throw new IllegalArgumentException(
                        "a segment has 4096 to 1073741824 bytes at most, not " + maxSegmentBytes);
            }
            if (segments < 2 || segments > 10_000) {
                throw new IllegalArgumentException("a journal has 2 to 10000 segments, not " + segments);
            }
        }
    }

    private FileJournal(Path directory, Limits limits, FileChannel lock, long number) {
        this.directory = directory;
        this.limits = limits;
        this.lock = lock;
        this.number = number;
    }

    /**
     * Opens a journal in a directory, behind what it holds. A new segment begins with the first entry.
     *
     * @param directory where; made if it is missing
     * @param limits how much is kept
     * @return the journal
     * @throws IOException when the directory cannot be written, or another process or journal writes it
     */
    public static FileJournal open(Path directory, Limits limits) throws IOException {
        Files.createDirectories(directory);
        FileChannel lock = FileChannel.open(
                directory.resolve("journal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isLocked(lock)) {
                throw new IOException(directory + " is written by another journal");
            }
            List<Path> kept = Segments.in(directory);
            long last = kept.isEmpty() ? 0 : Segments.number(kept.get(kept.size() - 1));
            return new FileJournal(directory, limits, lock, last);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** The lock ends with its channel. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false; // by this very process
        }
    }

    @Override
    public synchronized void append(List<JournalEntry> entries) throws IOException {
        if (closed) {
            throw new IOException("the journal in " + directory + " is closed");
        }
        StringBuilder waiting = new StringBuilder();
        for (JournalEntry entry : entries) {
            String line = JournalFormat.line(entry);
            if (segment == null || isFull(waiting.length(), line.length() + 1)) {
                write(waiting);
                roll(entry);
            }
            waiting.append(line).append('\n');
            context = RunContext.after(context, entry);
        }
        write(waiting);
    }

    /** The head does not count: where there are many policies it could be larger than what follows. */
    private boolean isFull(long waiting, long more) {
        long filled = segmentBytes - headBytes + waiting;
        return filled > 0 && filled + more > limits.maxSegmentBytes();
    }

    /** Ends the segment and begins the next one, which says first what the run has unless the entry that comes does. */
    private void roll(JournalEntry next) throws IOException {
        Moment at = next.at();
        Path file = directory.resolve("journal-%012d-%s.log".formatted(number + 1, START.format(at.wall())));
        StringBuilder head = new StringBuilder(JournalFormat.HEADER).append('\n');
        if (context != null && !(next instanceof JournalEntry.Started)) {
            head.append(JournalFormat.line(context.continued(at))).append('\n');
        }
        FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            opened.write(StandardCharsets.US_ASCII.encode(head.toString()));
            if (opened.position() != head.length()) {
                throw new IOException(file + " could not be written");
            }
        } catch (IOException e) {
            opened.close();
            Files.deleteIfExists(file);
            throw e;
        }
        end();
        number++;
        segment = opened;
        headBytes = head.length();
        segmentBytes = headBytes;
        dropOldest();
    }

    private void dropOldest() throws IOException {
        List<Path> kept = Segments.in(directory);
        for (Path oldest : kept.subList(0, Math.max(0, kept.size() - limits.segments()))) {
            Files.deleteIfExists(oldest);
        }
    }

    private void write(StringBuilder lines) throws IOException {
        FileChannel open = segment;
        if (lines.isEmpty() || open == null) {
            return;
        }
        try {
            var bytes = StandardCharsets.US_ASCII.encode(lines.toString());
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
            segmentBytes += lines.length();
            lines.setLength(0);
        } catch (IOException e) {
            cutBack(open);
            throw e;
        }
    }

    /** After a write that failed half-way: what comes next must not stand behind half a line. */
    private void cutBack(FileChannel open) {
        try {
            open.truncate(segmentBytes);
            open.position(segmentBytes);
        } catch (IOException e) {
            LOG.warn("A segment of the journal in {} cannot be mended: the next entries go to a new one", directory, e);
            end();
        }
    }

    private void end() {
        FileChannel open = segment;
        segment = null;
        if (open != null) {
            try (open) {
                open.force(false);
            } catch (IOException e) {
                LOG.warn("A segment of the journal in {} may not be on the disk", directory, e);
            }
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        end();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("The lock of the journal in {} could not be closed", directory, e);
        }
    }

    /** Where the journal is. */
    @Override
    public String toString() {
        return "journal in " + directory;
    }
}
