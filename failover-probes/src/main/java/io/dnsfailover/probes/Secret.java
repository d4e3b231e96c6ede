package io.dnsfailover.probes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that must not be shown: a password or a token. Nothing but {@link #reveal()} gives it away: not
 * {@code toString}, not {@code hashCode}, and it cannot be serialized. An immutable value; two are equal when their texts
 * are, and the comparison takes as long wherever they differ.
 */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * Keeps a text.
     *
     * @param text the password or token
     * @return the secret
     */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /**
     * The text, for whoever sends it and for nobody who writes it down.
     *
     * @return what was kept
     */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The same for all: a hash is a hint. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    /** Always {@code (secret)}. */
    @Override
    public String toString() {
        return "(secret)";
    }
}
