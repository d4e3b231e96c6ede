package io.dnsfailover.testkit;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.AssertionFailedError;

/**
 * Takes care of the scenarios of a test of JUnit 5: it closes them, fails a test that left something pending, and shows the
 * time line of a test that failed.
 *
 * <pre>{@code
 * @ExtendWith(ScenarioExtension.class)
 * class WwwPolicyTest {
 *     @Test
 *     void deadPrimary_isLeft(Scenarios scenarios) {
 *         Scenario scenario = scenarios.of(www).from("fra1", "iad1").start();
 *         scenario.endpoint("192.0.2.10").goesDown();
 *         scenario.advance(minutes(2));
 *
 *         assertThat(scenario).failedOverTo("192.0.2.20").within(seconds(45));
 *     }
 * }
 * }</pre>
 *
 * <p>A test, and what runs before and after each test, can have {@link Scenarios} as a parameter, the same for all of them. Nothing
 * else is built for it, and scenarios that were started by {@link Scenario#of} are left alone.
 *
 * <p>After the test every scenario is closed. A test fails that ends before something that it scheduled happened (an outage
 * that never came proves nothing), or after whose end a task of the engine still waits. When a test has failed, for
 * whatever reason, the time line is suppressed under what it threw, and published as the report entry {@value #ENTRY}.
 */
public final class ScenarioExtension implements ParameterResolver, AfterEachCallback {
    /** The name of the report entry with the time line of a failed test. */
    public static final String ENTRY = "failover.timeline";

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ScenarioExtension.class);

    /** For JUnit. */
    public ScenarioExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Scenarios.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "Scenarios belong to one test: take them as a parameter of a test method, or of a @BeforeEach or "
                            + "@AfterEach method, not of " + parameter.getDeclaringExecutable());
        }
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(Scenarios.class, key -> new Scenarios());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Scenarios scenarios = context.getStore(NAMESPACE).get(Scenarios.class, Scenarios.class);
        if (scenarios == null) {
            return;
        }
        String timelines = scenarios.timelines();
        List<String> left = scenarios.close();
        Throwable thrown = context.getExecutionException().orElse(null);
        if (thrown == null && left.isEmpty()) {
            return;
        }
        context.publishReportEntry(ENTRY, timelines);
        if (thrown != null) {
            thrown.addSuppressed(new TimelineException(timelines));
        } else {
            throw new AssertionFailedError(String.join("; ", left) + "\n" + timelines);
        }
    }

    /** Carries a time line to where a stack trace is printed. */
    private static final class TimelineException extends Exception {
        private static final long serialVersionUID = 1L;

        TimelineException(String timeline) {
            super(timeline, null, true, false);
        }
    }
}
