package io.dnsfailover.probes.internal;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What to ask of a web server, and what to expect.
 *
 * @param host the name for the Host header, SNI and the certificate; null takes the target's
 * @param path what to ask for, with a query if there is one
 * @param security whether to talk over TLS, and how
 * @param statuses the statuses that pass
 * @param statusesInWords the same for people
 * @param body what must be in the body; null for nothing
 * @param maxRedirects how many redirects of the same host to follow; 0 takes each for an answer
 */
public record HttpAsk(
        @Nullable String host,
        String path,
        Security security,
        IntPredicate statuses,
        String statusesInWords,
        @Nullable BytePattern body,
        int maxRedirects) {
    /** How a connection is secured. */
    public enum Security {
        /** Not at all. */
        PLAIN,
        /** TLS, with the certificate and its name verified. */
        VERIFIED,
        /** TLS, with whatever certificate. */
        UNVERIFIED
    }
}
