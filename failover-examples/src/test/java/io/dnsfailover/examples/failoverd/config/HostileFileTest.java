package io.dnsfailover.examples.failoverd.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the file is, reading it ends soon and with a sentence. */
class HostileFileTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private ConfigFile file;

    @BeforeEach
    void openDirectory() {
        file = new ConfigFile(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing\n",
                "null",
                "17",
                "[]",
                "a: [",
                "\tx",
                "a: b: c",
                "--- {}\n--- {}\n",
                "{}",
                "policies:",
                "policies: []",
                "policies: {}",
                "policies: [null, ~, 1, [], {}]",
                "? [a]\n: b\n",
                "policies: &p [*p]",
                "policies: [&x {name: a, record: *x, endpoints: *x, probe: *x}]",
                "policies: *nowhere",
                "!!java.net.URL [http://127.0.0.1/]",
                "policies: [{name: www, quorum: !!int many, probe: {type: http, port: !!int x, insecure: !!bool x}}]",
                "%YAML 9.9\n--- {}\n",
                "policies: [{name: \"\\u001b[2J\", record: 1}]",
                "defaults: []\npolicies: []",
                "locations: []\npolicies: []"
            })
    void strangeFile_isRefusedWithASentence(String yaml) {
        List<String> mistakes = Assertions.assertTimeoutPreemptively(SOON, () -> file.mistakes(yaml));

        assertThat(mistakes).isNotEmpty().allMatch(mistake -> mistake.matches("\\d+:\\d+: [ -~]+"));
    }

    @Test
    @DisplayName("a syntax error is where it is")
    void syntaxError_hasItsPlace() {
        assertThat(file.mistakes("policies:\n  - name: www\n   record: x\n"))
                .singleElement()
                .asString()
                .startsWith("3:4: is not YAML: ");
    }

    @Test
    void deepNesting_isRefused() {
        List<String> mistakes =
                Assertions.assertTimeoutPreemptively(SOON, () -> file.mistakes("policies: " + "[".repeat(200_000)));

        assertThat(mistakes).hasSize(1);
    }

    @Test
    @DisplayName("aliases of aliases do not multiply")
    void billionLaughs_areRefusedSoon() {
        StringBuilder yaml = new StringBuilder("a: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++) {
            String alias = "*a" + (level - 1);
            yaml.append("b").append(level).append(": &a").append(level).append(" [");
            yaml.append(String.join(", ", java.util.Collections.nCopies(10, alias)))
                    .append("]\n");
        }
        yaml.append("policies: *a11\n");

        List<String> mistakes = Assertions.assertTimeoutPreemptively(SOON, () -> file.mistakes(yaml.toString()));

        assertThat(mistakes).isNotEmpty();
    }

    @Test
    void octetsThatAreNotUtf8_areRefused() throws IOException {
        Path latin1 = directory.resolve("latin1.yaml");
        Files.write(latin1, new byte[] {'a', ':', ' ', (byte) 0xe9, '\n'});

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Configuration.read(latin1))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage(latin1 + ":1:1: is not UTF-8");
    }

    @Test
    void missingFile_isRefused() {
        Path nowhere = directory.resolve("nowhere.yaml");

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Configuration.read(nowhere))
                .hasMessage(nowhere + ":1:1: cannot be read: there is no such file");
    }

    @Test
    @DisplayName("a byte order mark is no mistake")
    void byteOrderMark_isSkipped() {
        assertThat(file.mistakes("\uFEFF" + ConfigFile.COMPLETE)).isEmpty();
    }
}
