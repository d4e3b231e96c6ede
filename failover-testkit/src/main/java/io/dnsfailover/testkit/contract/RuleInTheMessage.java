package io.dnsfailover.testkit.contract;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Begins the message of every failure of a contract with the rule that was broken: the display name of the test, which build
 * tools do not show. Every contract is extended with it; it is public for that reason only.
 */
public final class RuleInTheMessage implements InvocationInterceptor {
    /** For JUnit. */
    public RuleInTheMessage() {}

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        proceed(invocation, context.getDisplayName());
    }

    @Override
    public <T> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        return proceed(invocation, context.getDisplayName());
    }

    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> invocation, DynamicTestInvocationContext test, ExtensionContext context)
            throws Throwable {
        String rule = context.getParent().map(ExtensionContext::getDisplayName).orElse("");
        proceed(invocation, rule + ": " + context.getDisplayName());
    }

    private static <T> T proceed(Invocation<T> invocation, String rule) throws Throwable {
        try {
            return invocation.proceed();
        } catch (TestAbortedException | OutOfMemoryError e) {
            throw e;
        } catch (Throwable broken) {
            AssertionFailedError told =
                    new AssertionFailedError("Broken rule: " + rule + "\n" + broken.getMessage(), broken);
            told.setStackTrace(broken.getStackTrace());
            throw told;
        }
    }
}
