package io.dnsfailover.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The simulation finds each planted bug, by a rule that the bug breaks, within ten minutes on two cores. Writes what it took to
 * {@code target/planted-bugs.md}, for the table in {@code docs/simulation.md}. All of them take minutes: the usual build tries two, and
 * {@code -Dfailover.tests.excluded=nothing} the others too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulationFindsBugsTest {
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final Set<String> CHEAP = Set.of("02-checked-at-pick", "11-unknown-as-backup");

    private final Map<String, String> table = new TreeMap<>();

    static List<PlantedBug> cheapBugs() throws IOException {
        return PlantedBug.all().stream()
                .filter(bug -> CHEAP.contains(bug.name()))
                .toList();
    }

    static List<PlantedBug> dearBugs() throws IOException {
        return PlantedBug.all().stream()
                .filter(bug -> !CHEAP.contains(bug.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cheapBugs")
    @DisplayName("The simulation finds what a few seeds show")
    void seeds_cheapBug_breakARuleThatFits(PlantedBug bug) throws Exception {
        assertFound(bug);
    }

    @Tag("planted")
    @ParameterizedTest
    @MethodSource("dearBugs")
    @DisplayName("The simulation finds what takes many")
    void seeds_dearBug_breakARuleThatFits(PlantedBug bug) throws Exception {
        assertFound(bug);
    }

    /** Finds it, and does not complain of the same seed without it. */
    private void assertFound(PlantedBug bug) throws Exception {
        LongFunction<List<String>> patched =
                run(new PatchedLoader(Sources.compiled(bug.patch())).make(LongFunction.class, SeedViolations.class));

        SeedSearch.Found found = SeedSearch.first(patched, 1, Long.MAX_VALUE, LIMIT_NANOS);

        assertThat(found).as("%s: no seed within ten minutes", bug.sentence()).isNotNull();
        String rule = ruleOf(found.violations().get(0));
        assertThat(bug.seenBy())
                .as("seed %d: %s", found.seed(), found.violations())
                .contains(rule);
        assertThat(new SeedViolations().apply(found.seed()))
                .as("the same seed without the bug")
                .isEmpty();
        table.put(bug.name(), "| %s | %s | %s | %d |".formatted(bug.name(), bug.sentence(), rule, found.seed()));
    }

    @AfterAll
    void writeTable() throws IOException {
        Files.write(Path.of("target", "planted-bugs.md"), table.values());
    }

    private static String ruleOf(String violation) {
        return violation.substring(0, violation.indexOf(' '));
    }

    @SuppressWarnings("unchecked")
    private static LongFunction<List<String>> run(LongFunction<?> made) {
        return (LongFunction<List<String>>) made;
    }
}
