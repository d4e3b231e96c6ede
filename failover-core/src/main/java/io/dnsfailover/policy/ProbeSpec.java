package io.dnsfailover.policy;

import java.util.List;

/**
 * What to check, as data: the specification that a location turns into a running probe. An implementation is
 * an immutable value with {@code equals}; a host may bring its own, and registers a prober that
 * knows it.
 */
public interface ProbeSpec {
    /**
     * The kind of check in one word, such as {@code http}.
     *
     * @return the word, as configuration files and logs spell it
     */
    String type();

    /**
     * The port that is checked where an endpoint has none of its own.
     *
     * @return 1 to 65535, or 0 when this kind of check has no ports
     */
    int port();

    /**
     * Every mistake in this specification. Collected, so that {@link FailoverPolicyBuilder#build()} can report
     * them together with its own.
     *
     * @return the mistakes with properties relative to the probe, such as {@code path}; empty when there are none
     */
    List<Violation> violations();
}
