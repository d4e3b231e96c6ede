package io.dnsfailover.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.quorum.Quorum;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PatchedLoaderTest {
    private static final String NEVER_MORE_THAN_ONE = """
            One vote is a majority.
            --- a/failover-core/src/main/java/io/dnsfailover/quorum/Quorum.java
            +++ b/failover-core/src/main/java/io/dnsfailover/quorum/Quorum.java
            @@ -1 +1 @@
            -            return configuredDomains / 2 + 1;
            +            return 1;
            """;

    /** Asks the quorum of its own class loader how many votes it takes. */
    private static final class Majority implements LongFunction<List<String>> {
        @Override
        public List<String> apply(long domains) {
            return List.of(Integer.toString(Quorum.majority().votesNeeded((int) domains)));
        }
    }

    @Test
    @DisplayName("The patched product has the bug, and the one that runs the test does not")
    void make_patchedClass_runsThePatch() throws Exception {
        Map<String, byte[]> classes =
                Sources.compiled(Patch.parse(NEVER_MORE_THAN_ONE.lines().toList()));

        LongFunction<?> patched = new PatchedLoader(classes).make(LongFunction.class, Majority.class);

        assertThat(patched.apply(5)).isEqualTo(List.of("1"));
        assertThat(new Majority().apply(5)).containsExactly("3");
    }

    @Test
    @DisplayName("Without a patch, the copy of the product does what the product does")
    void make_nothingReplaced_runsTheOriginal() throws Exception {
        LongFunction<?> copy = new PatchedLoader(Map.of()).make(LongFunction.class, Majority.class);

        assertThat(copy.getClass()).isNotEqualTo(Majority.class);
        assertThat(copy.apply(5)).isEqualTo(List.of("3"));
    }
}
