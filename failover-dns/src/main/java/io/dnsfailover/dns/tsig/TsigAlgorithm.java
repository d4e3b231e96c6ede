package io.dnsfailover.dns.tsig;

import io.dnsfailover.model.Printable;
import java.util.Locale;

/**
 * The algorithms that can sign (RFC 8945 section 6). HMAC-MD5 and HMAC-SHA1 are refused, and a MAC is never truncated.
 */
public enum TsigAlgorithm {
    /** HMAC with SHA-224: a MAC of 28 octets. */
    HMAC_SHA224("hmac-sha224", 28),
    /** HMAC with SHA-256: a MAC of 32 octets. The default of the name servers' own key generators. */
    HMAC_SHA256("hmac-sha256", 32),
    /** HMAC with SHA-384: a MAC of 48 octets. */
    HMAC_SHA384("hmac-sha384", 48),
    /** HMAC with SHA-512: a MAC of 64 octets. */
    HMAC_SHA512("hmac-sha512", 64);

    private final String text;
    private final int macOctets;

    TsigAlgorithm(String text, int macOctets) {
        this.text = text;
        this.macOctets = macOctets;
    }

    /**
     * Reads the name of an algorithm, in any case, with or without a final dot.
     *
     * @param text such as {@code hmac-sha256}
     * @return the algorithm
     * @throws IllegalArgumentException when it is not one of these
     */
    public static TsigAlgorithm of(String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        String bare = folded.endsWith(".") ? folded.substring(0, folded.length() - 1) : folded;
        for (TsigAlgorithm algorithm : values()) {
            if (algorithm.text.equals(bare)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("'" + Printable.of(text)
                + "' is not an algorithm that is allowed here: hmac-sha224, hmac-sha256, hmac-sha384 or hmac-sha512");
    }

    /**
     * How long a MAC is that is not truncated.
     *
     * @return its octets
     */
    public int macOctets() {
        return macOctets;
    }

    String jdkName() {
        return "Hmac" + text.substring("hmac-".length()).toUpperCase(Locale.ROOT);
    }

    /** The name as of RFC 8945, without the final dot, such as {@code hmac-sha256}. */
    @Override
    public String toString() {
        return text;
    }
}
