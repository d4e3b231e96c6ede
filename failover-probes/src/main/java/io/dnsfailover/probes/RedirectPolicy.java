package io.dnsfailover.probes;

/**
 * What an HTTP check does with a redirect: a response with status 301, 302, 303, 307 or 308 and a {@code Location},
 * unless its status is an expected one.
 */
public sealed interface RedirectPolicy {
    /** Follows none: the status of a redirect is a status like any other. */
    record None() implements RedirectPolicy {
        /** {@code none}. */
        @Override
        public String toString() {
            return "none";
        }
    }

    /**
     * Follows redirects that stay with the host.
     *
     * @param max how many one after another, 1 to {@value #LIMIT}
     */
    record SameHost(int max) implements RedirectPolicy {
        /** The most redirects that can be allowed. */
        public static final int LIMIT = 10;

        /** Such as {@code same-host 3}. */
        @Override
        public String toString() {
            return "same-host " + max;
        }
    }

    /**
     * Follows none; the default.
     *
     * @return the policy
     */
    static RedirectPolicy none() {
        return new None();
    }

    /**
     * Follows redirects to the same host name, scheme and port, and from {@code http} to {@code https} of the same
     * host name on any port. The connection always goes to the address of the endpoint. A redirect anywhere else, and
     * one too many, is {@link io.dnsfailover.model.Reason#REDIRECT}.
     *
     * @param max how many one after another, 1 to {@value SameHost#LIMIT}
     * @return the policy
     */
    static RedirectPolicy sameHost(int max) {
        return new SameHost(max);
    }
}
