package io.dnsfailover.dns.server;

/**
 * The TSIG key that the servers of this package know.
 *
 * @param name its name, without the final dot
 * @param algorithm such as {@code hmac-sha256}
 * @param secret the secret in Base64
 */
public record ServerKey(String name, String algorithm, String secret) {
    /** The key unless a test asks for another. */
    public static final ServerKey DEFAULT =
            new ServerKey("ddns", "hmac-sha256", "dGhpcyBpcyBhIHNlY3JldCBmb3IgdGVzdHMgb25seSE=");

    String bindClause() {
        return "key \"" + name + ".\" { algorithm " + algorithm + "; secret \"" + secret + "\"; };\n";
    }
}
