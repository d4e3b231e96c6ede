package io.dnsfailover.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.simulation.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/simulation.md} lists what there is. How many seeds a bug took is a figure of its day, and not held against anything. */
class SimulationPageTest {
    @ParameterizedTest
    @EnumSource
    void page_rules_listsEachInItsOwnWords(Rule rule) throws IOException {
        assertThat(page()).contains("| " + rule + " | " + rule.text() + " |");
    }

    @ParameterizedTest
    @MethodSource("io.dnsfailover.simulation.planted.PlantedBugTest#bugs")
    void page_plantedBugs_listsEachWithItsSentence(PlantedBug bug) throws IOException {
        assertThat(page()).contains("| " + bug.name() + " | " + bug.sentence() + " |");
    }

    private static String page() throws IOException {
        return Files.readString(Sources.root().resolve("docs/simulation.md"));
    }
}
