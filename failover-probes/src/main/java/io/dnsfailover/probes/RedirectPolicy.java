package io.dnsfailover.probes;

import io.dnsfailover.model.Printable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an HTTP check does with a redirect: a response with status 301, 302, 303, 307 or 308 and a {@code Location},
 * unless its status is an expected one.
 */
public sealed interface RedirectPolicy {
    /** The most redirects that can be allowed, one after another. */
    int LIMIT = 10;

    /** Follows none: the status of a redirect is a status like any other. */
    record None() implements RedirectPolicy {
        @Override
        public int max() {
            return 0;
        }

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
        /** Such as {@code same-host 3}. */
        @Override
        public String toString() {
            return "same-host " + max;
        }
    }

    /**
     * Follows redirects that stay with the host, or lead to others that are listed.
     *
     * @param max how many one after another, 1 to {@value #LIMIT}
     * @param hosts 1 to {@value #MAX_HOSTS} host names without a final dot, in lower case
     */
    record Listed(int max, List<String> hosts) implements RedirectPolicy {
        /** The most hosts that can be listed. */
        public static final int MAX_HOSTS = 32;

        /** Copies the hosts, in lower case. */
        public Listed {
            hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        }

        /** Such as {@code listed 3 www.example.com,login.example.com}. */
        @Override
        public String toString() {
            return "listed " + max + " " + hosts.stream().map(Printable::of).collect(Collectors.joining(","));
        }
    }

    /**
     * How many are followed one after another. One more is {@link io.dnsfailover.model.Reason#REDIRECT}.
     *
     * @return 0 for none
     */
    int max();

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
     * @param max how many one after another, 1 to {@value #LIMIT}
     * @return the policy
     */
    static RedirectPolicy sameHost(int max) {
        return new SameHost(max);
    }

    /**
     * As {@link #sameHost}, and follows redirects to other hosts too, on the usual ports and never from {@code https} to
     * {@code http}. The name of another host is resolved once, and the connection goes to the first of its addresses that
     * the prober's {@link io.dnsfailover.model.AddressPolicy} allows; with none the check is
     * {@link io.dnsfailover.model.Reason#ADDRESS_REFUSED}. Another host gets no credential, no header fields of the
     * specification, no client certificate and no body.
     *
     * @param max how many one after another, 1 to {@value #LIMIT}
     * @param hosts 1 to {@value Listed#MAX_HOSTS} host names without a final dot; names only, never addresses
     * @return the policy
     */
    static RedirectPolicy listed(int max, String... hosts) {
        return new Listed(max, List.of(hosts));
    }
}
