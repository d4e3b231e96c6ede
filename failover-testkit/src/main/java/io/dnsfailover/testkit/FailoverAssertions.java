package io.dnsfailover.testkit;

import java.time.Duration;

/** The words of a story about failovers, to {@code import static}: assertions, and times as people say them. */
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

    /**
     * So many seconds.
     *
     * @param number how many
     * @return the duration
     */
    public static Duration seconds(long number) {
        return Duration.ofSeconds(number);
    }

    /**
     * So many minutes.
     *
     * @param number how many
     * @return the duration
     */
    public static Duration minutes(long number) {
        return Duration.ofMinutes(number);
    }

    /**
     * So many hours.
     *
     * @param number how many
     * @return the duration
     */
    public static Duration hours(long number) {
        return Duration.ofHours(number);
    }
}
