package io.dnsfailover.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The code of the README and of the guides is real code. Before each fenced block of Java stands a comment that names where
 * it comes from:
 *
 * <pre>
 * {@literal <!-- region: failover-examples/src/main/java/io/dnsfailover/examples/quickstart/Quickstart.java#policy -->}
 * {@literal ```java}
 * </pre>
 */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Path README = ROOT.resolve("README.md");
    private static final int MAX_LINES = 150;

    private static final Pattern FENCE = Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SOURCE = Pattern.compile("<!-- region: (\\S+)#(\\S+) -->\\n$");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            List<Path> guides = docs.filter(
                            file -> file.getFileName().toString().matches("(writing-.*|probes|embedding)\\.md"))
                    .sorted()
                    .toList();
            assertThat(guides).as("guides for what a host can write itself").hasSizeGreaterThanOrEqualTo(4);
            return Stream.concat(Stream.of(README), guides.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("each block of Java is a region of a file that is compiled and run")
    void blocksOfJava_areRegions(Path document) throws IOException {
        String text = Files.readString(document);
        List<MatchResult> blocks = FENCE.matcher(text).results().toList();

        assertThat(blocks).as("blocks of Java in %s", document).isNotEmpty();
        for (MatchResult block : blocks) {
            Region source = sourceOf(text.substring(0, block.start()));
            assertThat(block.group(1).stripTrailing()).as(source.toString()).isEqualTo(source.code());
        }
    }

    @Test
    void readme_isShort() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(MAX_LINES);
    }

    @Test
    @DisplayName("a region is what stands between its marks, moved to the left")
    void region_isWhatStandsBetweenItsMarks(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("A.java"),
                "class A {\n    // tag::x[]\n    int a;\n\n      int b;\n    // end::x[]\n}\n");

        assertThat(new Region(file, "x").code()).isEqualTo("int a;\n\n  int b;");
    }

    private static Region sourceOf(String before) {
        List<MatchResult> found = SOURCE.matcher(before).results().toList();
        assertThat(found)
                .as("a line '<!-- region: FILE#NAME -->' right before the block that follows: %s", tail(before))
                .hasSize(1);
        return new Region(ROOT.resolve(found.get(0).group(1)), found.get(0).group(2));
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 80));
    }
}
