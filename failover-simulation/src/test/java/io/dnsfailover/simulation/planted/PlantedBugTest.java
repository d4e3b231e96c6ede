package io.dnsfailover.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.simulation.rule.Rule;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlantedBugTest {
    private static final List<String> RULES =
            Stream.of(Rule.values()).map(Rule::name).toList();

    static List<PlantedBug> bugs() throws IOException {
        return PlantedBug.all();
    }

    @Test
    @DisplayName("The twelve bugs that the simulation has to find are there")
    void all_directoryOfPatches_holdsTheTwelve() throws IOException {
        assertThat(PlantedBug.all()).hasSizeGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest
    @MethodSource("bugs")
    @DisplayName("A patch fits the sources as they are, and what comes out compiles")
    void patch_presentSources_fitsAndCompiles(PlantedBug bug) throws IOException {
        assertThat(Sources.compiled(bug.patch())).isNotEmpty();
        assertThat(bug.sentence()).isNotBlank();
        assertThat(bug.seenBy()).isSubsetOf(RULES);
    }
}
