package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.journal.FileJournal;
import io.dnsfailover.model.Printable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code journal}: where everything is written down that decisions depend on. */
final class JournalSection {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(KiB|MiB|GiB)");
    private static final int MAX_SEGMENTS = 10_000;

    private JournalSection() {}

    /** The settings; null when the file has none, or they have mistakes. */
    static @Nullable JournalSettings read(@Nullable Value section, Path directory) {
        Fields fields = section == null ? null : section.fields(Keys.JOURNAL);
        if (fields == null) {
            return null;
        }
        Value where = fields.require("directory");
        Path path = where == null ? null : where.read(text -> path(directory, text));
        Value sizeValue = fields.get("max-segment");
        Long size = sizeValue == null
                ? Long.valueOf(FileJournal.Limits.DEFAULT.maxSegmentBytes())
                : sizeValue.read(JournalSection::size);
        Value countValue = fields.get("segments");
        Integer count = countValue == null
                ? Integer.valueOf(FileJournal.Limits.DEFAULT.segments())
                : countValue.wholeNumber(2, MAX_SEGMENTS);
        return path == null || size == null || count == null
                ? null
                : new JournalSettings(path, new FileJournal.Limits(size, count));
    }

    private static Path path(Path directory, String text) {
        try {
            return directory.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not the name of a directory", e);
        }
    }

    private static long size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + Printable.of(text) + "' is not a size such as 512KiB, 16MiB or 1GiB");
        }
        int shift = switch (matcher.group(2)) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            default -> 30;
        };
        long bytes = Long.parseLong(matcher.group(1)) << shift;
        if (bytes < 4096 || bytes > 1L << 30) {
            throw new IllegalArgumentException("must be 4KiB to 1GiB, not " + text);
        }
        return bytes;
    }

    /** The size in the largest unit that holds it without a fraction, as {@link #read} takes it. */
    static String text(long bytes) {
        if (bytes % (1L << 30) == 0) {
            return (bytes >> 30) + "GiB";
        }
        return bytes % (1L << 20) == 0 ? (bytes >> 20) + "MiB" : (bytes >> 10) + "KiB";
    }
}
