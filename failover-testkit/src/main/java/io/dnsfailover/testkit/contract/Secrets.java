package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for secrets where a log would show them. */
final class Secrets {
    private Secrets() {}

    /** Fails when a secret stands in the message of an exception, of one of its causes, or of what it suppressed. */
    static void assertNoneIn(Set<String> secrets, Throwable thrown) {
        StringBuilder shown = new StringBuilder();
        collect(thrown, shown, Collections.newSetFromMap(new IdentityHashMap<>()));

        assertThat(secrets).as("secrets in: %s", thrown).noneMatch(shown.toString()::contains);
    }

    private static void collect(@Nullable Throwable thrown, StringBuilder shown, Set<Throwable> seen) {
        if (thrown != null && seen.add(thrown)) {
            shown.append(thrown).append('\n');
            collect(thrown.getCause(), shown, seen);
            for (Throwable suppressed : thrown.getSuppressed()) {
                collect(suppressed, shown, seen);
            }
        }
    }
}
