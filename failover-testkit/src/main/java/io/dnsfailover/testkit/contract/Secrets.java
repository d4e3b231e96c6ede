package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;

/** Looks for secrets where a log would show them. */
final class Secrets {
    private Secrets() {}

    /** Fails when a secret stands in the message or stack trace of an exception, or of one of its causes. */
    static void assertNoneIn(Set<String> secrets, Throwable thrown) {
        StringWriter shown = new StringWriter();
        thrown.printStackTrace(new PrintWriter(shown));

        assertThat(secrets).as("secrets in: %s", thrown).noneMatch(shown.toString()::contains);
    }
}
