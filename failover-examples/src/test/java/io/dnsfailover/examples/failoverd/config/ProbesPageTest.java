package io.dnsfailover.examples.failoverd.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.examples.checks.ProbeExamples;
import io.dnsfailover.policy.ProbeSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds {@code docs/probes.md} against the code: what it says in Java and in YAML is the same. */
class ProbesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "probes.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("#(\\S+) -->\n```java\n.*?```\n+```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    @DisplayName("the YAML of each section makes the very checks that its Java makes, and none has a mistake")
    void examples_sayTheSameInBothLanguages(@TempDir Path directory) throws Exception {
        Map<String, List<ProbeSpec>> read = new HashMap<>();
        Matcher examples = EXAMPLE.matcher(Files.readString(PAGE));
        while (examples.find()) {
            read.put(examples.group(1), specs(new ConfigFile(directory), examples.group(2)));
        }

        assertThat(read).containsAllEntriesOf(ProbeExamples.all());
    }

    private static List<ProbeSpec> specs(ConfigFile file, String yaml) throws InvalidConfigurationException {
        List<ProbeSpec> specs = new ArrayList<>();
        for (String line : yaml.lines().toList()) {
            String policy = ConfigFile.policy().replace("probe: {type: tcp, port: 443}", line);
            specs.add(file.read(policy).policies().get(0).probe());
        }
        return specs;
    }
}
