package io.dnsfailover.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a journal that a {@link FileJournal} wrote, or is writing. */
public final class JournalReader {
    private JournalReader() {}

    /**
     * What was read.
     *
     * @param entries all entries in order, without those that only repeat what an earlier segment says
     * @param remarks what a person should know of it, one line each: a torn last line, entries that are missing
     */
    public record Recording(List<JournalEntry> entries, List<String> remarks) {
        /** Copies the lists. */
        public Recording {
            entries = List.copyOf(entries);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Reads all segments of a directory into memory, which takes about three times their size.
     *
     * @param directory the directory of the journal
     * @return its entries; a last line without its line break was torn by a crash and is left out, with a remark
     * @throws JournalFormatException when a line breaks the format; names file, line and rule
     * @throws IOException when the directory has no segment, or cannot be read
     */
    public static Recording read(Path directory) throws IOException {
        List<Path> segments = Segments.in(directory);
        if (segments.isEmpty()) {
            throw new IOException("there is no journal in " + directory + ": no file journal-*.log");
        }
        List<JournalEntry> entries = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        long before = -1;
        for (Path segment : segments) {
            long number = Segments.number(segment);
            boolean follows = before >= 0 && number == before + 1;
            if (before >= 0 && !follows) {
                remarks.add("segments " + (before + 1) + " to " + (number - 1) + " are missing");
            }
            read(segment, follows, entries, remarks);
            before = number;
        }
        for (JournalEntry entry : entries) {
            if (entry instanceof JournalEntry.Lost lost) {
                remarks.add(lost.entries() + " entries are missing before "
                        + lost.at().wall());
            }
        }
        return new Recording(entries, remarks);
    }

    private static void read(Path segment, boolean follows, List<JournalEntry> entries, List<String> remarks)
            throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        int number = 0;
        int start = 0;
        for (int end = lineEnd(bytes, start); end < bytes.length; end = lineEnd(bytes, start)) {
            String line = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
            number++;
            start = end + 1;
            if (number == 1) {
                requireHeader(segment, line);
                continue;
            }
            JournalEntry entry = entry(segment, number, line);
            boolean repeats = follows && number == 2 && entry instanceof JournalEntry.Continued;
            if (!repeats) {
                entries.add(entry);
            }
        }
        if (start < bytes.length) {
            remarks.add(segment.getFileName() + ": the last line is torn and left out");
        }
    }

    private static int lineEnd(byte[] bytes, int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static void requireHeader(Path segment, String line) throws JournalFormatException {
        if (!JournalFormat.isKnown(line)) {
            throw new JournalFormatException(segment + ": the first line must be '" + JournalFormat.HEADER
                    + "': this is no journal, or one of another version");
        }
    }

    private static JournalEntry entry(Path segment, int number, String line) throws IOException {
        try {
            return JournalFormat.entry(line);
        } catch (JournalFormatException e) {
            throw new JournalFormatException(segment + ", line " + number + ": " + e.getMessage());
        }
    }
}
