package io.dnsfailover.testkit;

/** The way into AssertJ assertions about failovers: {@code import static} this class's {@code assertThat}. */
public final class FailoverAssertions {
    private FailoverAssertions() {}

    /**
     * Asserts on what happened in a scenario so far.
     *
     * @param scenario the scenario
     * @return assertions; on its only policy unless {@link ScenarioAssert#policy} names one
     */
    public static ScenarioAssert assertThat(Scenario scenario) {
        return new ScenarioAssert(scenario);
    }
}
