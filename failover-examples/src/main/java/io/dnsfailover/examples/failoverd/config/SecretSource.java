package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.spi.Secret;

/**
 * A secret that was read from where the file says. Two are equal when both place and secret are; the secret is never shown.
 *
 * @param secret the secret
 * @param key the key that names the place, such as {@code secret-file}
 * @param place a file or an environment variable
 */
public record SecretSource(Secret secret, String key, String place) {}
