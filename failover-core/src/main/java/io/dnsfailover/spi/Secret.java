package io.dnsfailover.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * A password, a token or a key. Never shown: not by {@link #toString()}, and not in the message of any exception from here.
 * Immutable; safe for concurrent use.
 */
public final class Secret {
    /** The longest secret, in octets of UTF-8. */
    public static final int MAX_OCTETS = 4096;

    private static final String HIDDEN = "(secret not shown)";
    /** Shorter ones would be found in harmless text. */
    private static final int SHORTEST_TO_HIDE = 4;

    private final byte[] octets;

    private Secret(byte[] octets) {
        this.octets = octets;
    }

    /**
     * A secret from a text.
     *
     * @param text 1 to {@value #MAX_OCTETS} octets of UTF-8, without control characters
     * @return the secret
     * @throws IllegalArgumentException when it is empty, too long, or holds a control character; the message does not show it
     */
    public static Secret of(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (octets.length == 0 || octets.length > MAX_OCTETS) {
            throw new IllegalArgumentException("a secret has 1 to " + MAX_OCTETS + " octets, not " + octets.length);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a secret holds no control characters and no line breaks");
        }
        return new Secret(octets);
    }

    /**
     * Reads a secret from a file that holds nothing else; line breaks at its end do not count.
     *
     * @param file the file, in UTF-8
     * @return the secret
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException when it holds no secret; the message names the file and the rule, and does not show what
     *     the file holds
     */
    public static Secret read(Path file) throws IOException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content =
                    in.readNBytes(MAX_OCTETS + 3); // a line break of two octets, and one that shows that it is too long
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return of(text.replaceAll("[\\r\\n]+$", ""));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": a secret is UTF-8 text");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage());
        }
    }

    /**
     * The secret itself, for the wire. Put it nowhere else.
     *
     * @return the text
     */
    public String reveal() {
        return new String(octets, StandardCharsets.UTF_8);
    }

    /**
     * A text without this secret, as it is and in Base64: a server may repeat in a reply what it was sent.
     *
     * @param text any text
     * @return the text; where the secret stood it says that it is not shown
     */
    public String hideIn(String text) {
        String plain = reveal();
        if (plain.length() < SHORTEST_TO_HIDE) {
            return text;
        }
        String base64 = Base64.getEncoder().encodeToString(octets);
        return text.replace(plain, HIDDEN).replace(base64, HIDDEN);
    }

    /** Two secrets are equal when their octets are; takes the same time wherever they differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(octets, secret.octets);
    }

    /** The same for all secrets: a hash would tell something of it. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    /** Says that it is a secret. */
    @Override
    public String toString() {
        return HIDDEN;
    }
}
