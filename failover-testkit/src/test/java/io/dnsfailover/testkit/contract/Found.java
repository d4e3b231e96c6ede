package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.testkit.TestRun;

/** Asserts that a contract finds a mistake, and says the rule. */
final class Found {
    private Found() {}

    /** The test of this method fails, and its message begins with a rule that holds these words. */
    static void by(Class<?> contractOfAWrongOne, String method, String words) {
        TestRun run = TestRun.of(contractOfAWrongOne, method);

        assertThat(run.failures().values())
                .as("failures of %s, of %s that passed", method, run.passed())
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure.getMessage())
                        .startsWith("Broken rule: ")
                        .contains(words));
    }
}
