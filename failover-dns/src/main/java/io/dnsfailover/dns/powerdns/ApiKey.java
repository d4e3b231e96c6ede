package io.dnsfailover.dns.powerdns;

import io.dnsfailover.model.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The secret that opens the API of a PowerDNS server: its {@code api-key}.
 *
 * <p>It is never shown: not by {@link #toString()}, and not in the message of any exception from this package. Immutable; compared by
 * identity.
 */
public final class ApiKey {
    /** The shortest key that is accepted, in characters. */
    public static final int MIN_CHARS = 8;

    /** The longest key that is accepted, in characters. */
    public static final int MAX_CHARS = 1024;

    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

    private final String secret;

    private ApiKey(String secret) {
        this.secret = secret;
    }

    /**
     * A key.
     *
     * @param secret 8 to 1024 visible characters of ASCII; white space around them is ignored
     * @return the key
     * @throws IllegalArgumentException when it is none; the message does not show the secret
     */
    public static ApiKey of(String secret) {
        String stripped = secret.strip();
        if (stripped.length() < MIN_CHARS || stripped.length() > MAX_CHARS) {
            throw new IllegalArgumentException(
                    "an API key has " + MIN_CHARS + " to " + MAX_CHARS + " characters, not " + stripped.length());
        }
        if (!VISIBLE.matcher(stripped).matches()) {
            throw new IllegalArgumentException(
                    "an API key is of visible ASCII characters, without spaces and line breaks");
        }
        return new ApiKey(stripped);
    }

    /**
     * Reads a key from a file that holds nothing else.
     *
     * @param file the file
     * @return the key
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException when it does not hold a key; the message names the file and the rule, and does not show what
     *     the file holds
     */
    public static ApiKey read(Path file) throws IOException {
        byte[] octets;
        try (InputStream in = Files.newInputStream(file)) {
            octets = in.readNBytes(4 * MAX_CHARS);
        }
        try {
            return of(new String(octets, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the key file " + Printable.of(file.toString()) + ": " + e.getMessage());
        }
    }

    String reveal() {
        return secret;
    }

    /** The text with the key taken out: a server may repeat what it was sent. */
    String hideIn(String text) {
        return text.replace(secret, "(API key)");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "API key, not shown";
    }
}
