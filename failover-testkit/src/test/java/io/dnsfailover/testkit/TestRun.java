package io.dnsfailover.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What came of the tests of one class that JUnit ran inside a test. */
public final class TestRun implements TestExecutionListener {
    private final Map<String, Throwable> failures = new LinkedHashMap<>();
    private final List<Map<String, String>> reported = new ArrayList<>();
    private int passed;

    private TestRun() {}

    /** Runs the tests of a class, whose constructor and methods need not be public. */
    public static TestRun of(Class<?> testClass) {
        return of(selectClass(testClass));
    }

    /** Runs one test method of a class; inherited ones too. */
    public static TestRun of(Class<?> testClass, String method) {
        return of(selectMethod(testClass, method));
    }

    private static TestRun of(DiscoverySelector selector) {
        TestRun run = new TestRun();
        // Without the listeners of the build tool, which would count these failures as its own.
        LauncherConfig alone = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(alone)
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selector)
                                .build(),
                        run);
        return run;
    }

    /** What failed, by the name of the method; a dynamic test by that of its factory. */
    public Map<String, Throwable> failures() {
        return failures;
    }

    /** The messages of all failures. */
    public String messages() {
        return failures.entrySet().stream()
                .map(failure -> failure.getKey() + ": " + failure.getValue().getMessage())
                .collect(Collectors.joining("\n"));
    }

    /** How many tests passed. */
    public int passed() {
        return passed;
    }

    /** What tests published. */
    public List<Map<String, String>> reported() {
        return reported;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            failures.put(
                    methodOf(test),
                    result.getThrowable().orElseThrow(() -> new AssertionError("a failure without a reason")));
        } else if (test.isTest()) {
            passed++;
        }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        reported.add(entry.getKeyValuePairs());
    }

    private static String methodOf(TestIdentifier test) {
        return test.getSource()
                .flatMap(source ->
                        source instanceof MethodSource method ? Optional.of(method.getMethodName()) : Optional.empty())
                .orElse(test.getDisplayName());
    }
}
