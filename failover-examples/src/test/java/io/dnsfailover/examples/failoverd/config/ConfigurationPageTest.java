package io.dnsfailover.examples.failoverd.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code docs/configuration.md} against the code. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final Pattern TABLE = Pattern.compile("<!-- keys: ([^>]+) -->\n((?:\\|[^\n]*\n)+)");
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    /**
     * One row of a table.
     *
     * @param key the key
     * @param type what it holds
     * @param range what it may be
     * @param usual its default
     * @param example a value
     */
    private record Row(String key, String type, String range, String usual, String example) {
        static Row of(String line) {
            String[] cells = line.split("(?<!\\\\)\\|", -1);
            assertThat(cells).as(line).hasSize(7);
            return new Row(
                    cells[1].strip().replace("`", ""),
                    cells[2].strip(),
                    cells[3].strip(),
                    cells[4].strip(),
                    cells[5].strip());
        }
    }

    static Stream<Keys> sections() {
        return Keys.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("sections")
    @DisplayName("the page has every key that the reader knows, and no other")
    void keysOfThePage_areThoseOfTheReader(Keys keys) throws IOException {
        assertThat(tables().get(keys.section())).extracting(Row::key).containsExactlyElementsOf(keys.names());
    }

    @Test
    void sectionsOfThePage_areThoseOfTheReader() throws IOException {
        assertThat(tables().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        sections().map(Keys::section).toList());
    }

    @Test
    @DisplayName("every key has a type, a default, and an example of itself")
    void rows_areComplete() throws IOException {
        for (List<Row> rows : tables().values()) {
            assertThat(rows).allSatisfy(row -> {
                assertThat(row.type()).isNotEmpty();
                assertThat(row.usual()).isNotEmpty();
                assertThat(row.example()).matches("`" + Pattern.quote(row.key()) + ": .+`|see \\[.*");
            });
        }
    }

    @Test
    @DisplayName("the defaults of a policy are what --check prints for one that says nothing")
    void defaults_areThoseOfTheLibrary(@TempDir Path directory) throws Exception {
        String effective = new ConfigFile(directory).read(ConfigFile.policy()).effective();
        List<String> checked = new ArrayList<>();

        for (Row row : tables().get("a policy")) {
            Matcher value = Pattern.compile("`([^`]+)`.*").matcher(row.usual());
            if (value.matches() && !row.key().equals("ttl")) {
                assertThat(effective).contains("    " + row.key() + ": " + value.group(1) + "\n");
                checked.add(row.key());
            }
        }

        assertThat(effective).contains("ttl: 1m}");
        assertThat(checked)
                .contains("interval", "timeout", "confirm-after", "damping", "failback", "all-down", "moves");
    }

    @Test
    @DisplayName("so are the defaults of the guards")
    void defaultsOfTheGuards_areThoseOfTheLibrary(@TempDir Path directory) throws Exception {
        String effective = new ConfigFile(directory).read(ConfigFile.policy()).effective();
        List<Row> guards = tables().get("the file").stream()
                .filter(row -> List.of("brake", "doubt", "reconcile").contains(row.key()))
                .toList();

        assertThat(guards)
                .hasSize(3)
                .allSatisfy(row -> assertThat(effective)
                        .contains(row.key() + ": " + row.usual().replace("`", "") + "\n"));
    }

    @Test
    void examples_haveNoMistake(@TempDir Path directory) throws IOException {
        ConfigFile file = new ConfigFile(directory);
        List<String> blocks =
                BLOCK.matcher(page()).results().map(block -> block.group(1)).toList();

        assertThat(blocks).hasSizeGreaterThanOrEqualTo(2);
        assertThat(blocks).allSatisfy(block -> assertThat(file.mistakes(block)).isEmpty());
    }

    private static Map<String, List<Row>> tables() throws IOException {
        Map<String, List<Row>> tables = new LinkedHashMap<>();
        Matcher matcher = TABLE.matcher(page());
        while (matcher.find()) {
            tables.put(
                    matcher.group(1),
                    matcher.group(2).lines().skip(2).map(Row::of).toList());
        }
        return tables;
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }
}
