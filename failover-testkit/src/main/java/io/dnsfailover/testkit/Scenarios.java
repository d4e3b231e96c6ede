package io.dnsfailover.testkit;

import io.dnsfailover.model.DurationText;
import io.dnsfailover.policy.FailoverPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The scenarios of one test, which {@link ScenarioExtension} closes when the test is over: a parameter of a test method, or
 * of what runs before it. Belongs to the thread of the test.
 */
public final class Scenarios {
    private final List<Scenario> started = new ArrayList<>();

    Scenarios() {}

    /**
     * Begins to set the stage of a scenario that needs no closing.
     *
     * @param policies the policies that run in it, at least one
     * @return a builder, whose {@link ScenarioBuilder#start()} hands the scenario to the test and to the extension
     */
    public ScenarioBuilder of(FailoverPolicy... policies) {
        return new ScenarioBuilder(List.of(policies), started::add);
    }

    /** The time lines of all scenarios; empty when the test started none. */
    String timelines() {
        return started.stream().map(Scenario::timeline).collect(Collectors.joining("\n"));
    }

    /** Closes all, and returns what they left behind; empty when that is nothing. */
    List<String> close() {
        List<String> left = new ArrayList<>();
        for (Scenario scenario : started) {
            scenario.close();
            try {
                scenario.advance(Duration.ZERO); // what was on its way when the engine closed arrives, and does nothing
            } catch (AssertionError broken) {
                left.add(String.valueOf(broken.getMessage()));
            }
            if (scenario.pending() > 0) {
                left.add(scenario.pending() + " tasks of the engine wait for their time after close()");
            }
            int scripted = scenario.time().pending() - scenario.pending();
            if (scripted > 0) {
                left.add("the test ended before " + scripted + " of the things that it scheduled happened, the last of "
                        + "them in " + DurationText.of(scenario.time().lastDueIn())
                        + ": let the time pass, or leave them out");
            }
        }
        return left;
    }
}
