package io.dnsfailover.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A part of a source file, from {@code // tag::name[]} to {@code // end::name[]}.
 *
 * @param file the file
 * @param name the name of the region
 */
record Region(Path file, String name) {
    /** The lines between the two marks without their common indentation. */
    String code() throws IOException {
        List<String> lines = Files.readAllLines(file);
        int start = onlyIndex(lines, "// tag::" + name + "[]");
        int end = onlyIndex(lines, "// end::" + name + "[]");
        return unindented(lines.subList(start + 1, end));
    }

    private int onlyIndex(List<String> lines, String mark) {
        assertThat(lines.stream().map(String::strip).filter(mark::equals))
                .as("'%s' in %s", mark, file)
                .hasSize(1);
        return lines.stream().map(String::strip).toList().indexOf(mark);
    }

    static String unindented(List<String> lines) {
        int indent = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return lines.stream()
                .map(line -> line.isBlank() ? "" : line.substring(indent))
                .collect(Collectors.joining("\n"));
    }
}
