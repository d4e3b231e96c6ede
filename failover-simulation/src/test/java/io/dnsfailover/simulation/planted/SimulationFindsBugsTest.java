package io.dnsfailover.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * {@code target/planted-bugs.md}, for the table in {@code docs/simulation.md}.
 */
@Tag("planted")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulationFindsBugsTest {
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Map<String, String> table = new TreeMap<>();

    static List<PlantedBug> bugs() throws IOException {
        return PlantedBug.all();
    }

    @ParameterizedTest
    @MethodSource("bugs")
    @DisplayName("The simulation finds the bug, and does not complain of the same seeds without it")
    void seeds_patchedEngine_breakARuleThatFits(PlantedBug bug) throws Exception {
        LongFunction<List<String>> patched =
                run(new PatchedLoader(Sources.compiled(bug.patch())).make(LongFunction.class, SeedViolations.class));
        long begin = System.nanoTime();

        SeedSearch.Found found = SeedSearch.first(patched, 1, Long.MAX_VALUE, LIMIT_NANOS);

        long took = System.nanoTime() - begin;
        assertThat(found).as("%s: no seed within ten minutes", bug.sentence()).isNotNull();
        String rule = ruleOf(found.violations().get(0));
        assertThat(bug.seenBy()).as("seed %d: %s", found.seed(), found.violations()).contains(rule);
        assertThat(new SeedViolations().apply(found.seed()))
                .as("the same seed without the bug")
                .isEmpty();
        table.put(
                bug.name(),
                String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %d | %.1f s |",
                        bug.name(),
                        bug.sentence(),
                        rule,
                        found.seed(),
                        took / 1e9));
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
