package io.dnsfailover.dns.internal;

import org.jspecify.annotations.Nullable;

/** What a builder takes once. */
public final class SetOnce {
    private SetOnce() {}

    /**
     * Checks that a property has not been set.
     *
     * @param before what it was set to; null when it was not
     * @param property its name, for the message
     * @throws IllegalStateException when it was
     */
    public static void check(@Nullable Object before, String property) {
        if (before != null) {
            throw new IllegalStateException(property + " was already set");
        }
    }
}
