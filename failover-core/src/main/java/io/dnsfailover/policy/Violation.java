package io.dnsfailover.policy;

import io.dnsfailover.model.Printable;

/**
 * One mistake in a policy.
 *
 * @param property what is wrong, such as {@code timeout}
 * @param value what it was set to, as it was set; {@link #toString} makes it {@link Printable}
 * @param rule what would be right, such as {@code must be shorter than the interval (1s)}
 */
public record Violation(String property, String value, String rule) {
    /**
     * This violation under another property.
     *
     * @param prefix what to put before the property
     * @return a copy
     */
    public Violation under(String prefix) {
        return new Violation(prefix + property, value, rule);
    }

    /** Such as {@code timeout = 5s: must be shorter than the interval (1s)}. */
    @Override
    public String toString() {
        return property + " = " + Printable.of(value) + ": " + rule;
    }
}
