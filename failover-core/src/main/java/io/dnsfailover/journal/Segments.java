package io.dnsfailover.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a journal. */
final class Segments {
    private static final Pattern NAME = Pattern.compile("journal-(\\d{12})-[0-9TZ+-]{1,32}\\.log");

    private Segments() {}

    /** All segments of a directory, oldest first; other files are none of ours. */
    static List<Path> in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> matcher(file).matches())
                    .sorted(Comparator.comparingLong(Segments::number))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    static long number(Path segment) {
        Matcher matcher = matcher(segment);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(segment + " is no segment");
        }
        return Long.parseLong(matcher.group(1));
    }

    private static Matcher matcher(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName()));
    }
}
