package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.probes.Credential;
import io.dnsfailover.probes.NetworkProberBuilder;
import io.dnsfailover.probes.TlsAuthority;
import io.dnsfailover.probes.TlsIdentity;
import java.util.List;
import java.util.Map;

/**
 * What all probers have: where names may lead, and what stands behind the names in probes. Shows the files of secrets, never
 * what they hold.
 *
 * @param rates how many checks may begin in a second
 * @param allow networks that names and redirects may lead to, besides public ones
 * @param credentials by name
 * @param authorities by name
 * @param clientCertificates by name
 */
public record ProberSettings(
        RateSettings rates,
        List<String> allow,
        Map<String, CredentialSettings> credentials,
        Map<String, FileSettings<TlsAuthority>> authorities,
        Map<String, FileSettings<TlsIdentity>> clientCertificates) {
    static final ProberSettings NONE =
            new ProberSettings(RateSettings.DEFAULT, List.of(), Map.of(), Map.of(), Map.of());

    /**
     * A credential.
     *
     * @param user the user; empty for a token
     * @param secretFile the file as the configuration names it
     * @param credential what was read from it
     */
    public record CredentialSettings(String user, String secretFile, Credential credential) {}

    /**
     * What was read from files.
     *
     * @param certificateFile the file of certificates as the configuration names it
     * @param keyFile that of the key; empty for none
     * @param content what was read
     * @param <T> what it is
     */
    public record FileSettings<T>(String certificateFile, String keyFile, T content) {}

    /**
     * Gives all of it to a prober.
     *
     * @param builder the prober's
     * @return the same builder
     */
    public NetworkProberBuilder applyTo(NetworkProberBuilder builder) {
        builder.maxPerTarget(rates.maxPerTarget()).maxPerSecond(rates.maxPerSecond());
        builder.allow(allow.toArray(String[]::new));
        credentials.forEach((name, settings) -> builder.credential(name, settings.credential()));
        authorities.forEach((name, settings) -> builder.authority(name, settings.content()));
        clientCertificates.forEach((name, settings) -> builder.clientCertificate(name, settings.content()));
        return builder;
    }
}
