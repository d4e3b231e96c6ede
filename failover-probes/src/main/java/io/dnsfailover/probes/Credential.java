package io.dnsfailover.probes;

import io.dnsfailover.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * How a check presents itself to a web server. A policy carries only a credential's name
 * ({@link HttpProbe#credential(String)}); the {@link NetworkProberBuilder} says what stands behind it.
 */
public sealed interface Credential {
    /**
     * A user with a password (RFC 7617).
     *
     * @param user the user; without a colon or controls
     * @param password the password
     */
    record Basic(String user, Secret password) implements Credential {
        /** Checks the user; a secret holds no controls. */
        public Basic {
            if (user.indexOf(':') >= 0 || HttpText.hasControls(user)) {
                throw new IllegalArgumentException("the user of a credential must have no colon and no controls");
            }
        }

        @Override
        public String authorization() {
            byte[] both = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(both);
        }

        /** The user, without the password. */
        @Override
        public String toString() {
            return "basic '" + user + "' " + password;
        }
    }

    /**
     * A token (RFC 6750).
     *
     * @param token letters, digits and {@code -._~+/=}, at least one character
     */
    record Bearer(Secret token) implements Credential {
        private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

        /** Checks the token. */
        public Bearer {
            if (!TOKEN.matcher(token.reveal()).matches()) {
                throw new IllegalArgumentException(
                        "a bearer token must have letters, digits and -._~+/ only, and '=' at its end (RFC 6750)");
            }
        }

        @Override
        public String authorization() {
            return "Bearer " + token.reveal();
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "bearer " + token;
        }
    }

    /**
     * A user with a password.
     *
     * @param user the user; without a colon or controls
     * @param password the password
     * @return the credential
     * @throws IllegalArgumentException when one of them breaks its rule; the message does not show it
     */
    static Credential basic(String user, Secret password) {
        return new Basic(user, password);
    }

    /**
     * A token.
     *
     * @param token letters, digits and {@code -._~+/=}
     * @return the credential
     * @throws IllegalArgumentException when it has anything else in it; the message does not show it
     */
    static Credential bearer(Secret token) {
        return new Bearer(token);
    }

    /**
     * The value of the Authorization header: a secret in itself.
     *
     * @return the scheme and what it sends
     */
    String authorization();
}
