package io.dnsfailover.probes;

import io.dnsfailover.model.Printable;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import io.dnsfailover.probes.internal.Ask;
import io.dnsfailover.probes.internal.SmtpAsk;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a mail server greets: waits for its banner, sends EHLO, and takes its leave with QUIT (RFC 5321). No mail is
 * sent.
 *
 * <pre>{@code
 * SmtpProbe.port(25)
 * SmtpProbe.port(587).startTls().host("mail.example.com").ehlo("probe.example.net")
 * }</pre>
 *
 * <p>With {@link #startTls()} the server must offer STARTTLS (else {@link io.dnsfailover.model.Reason#CONTENT}), and its certificate is
 * verified for {@link #host}: chain, name and dates. A reply that turns us away, such as {@code 421} or {@code 554}, is
 * {@link io.dnsfailover.model.Reason#STATUS}: the result has the last code as its status. What the server says to QUIT does not matter
 * any more. Silence is {@link io.dnsfailover.model.Reason#RESPONSE_TIMEOUT}; note that some servers keep unknown clients waiting for
 * seconds before the banner.
 *
 * <p>An immutable value. Mistakes are collected by {@link #violations()}, never thrown.
 */
public final class SmtpProbe implements ProbeSpec {
    private record Settings(
            int port,
            SmtpAsk.Security security,
            @Nullable String host,
            @Nullable String ehlo) {}

    private final Settings settings;

    private SmtpProbe(Settings settings) {
        this.settings = settings;
    }

    /**
     * A check without TLS.
     *
     * @param port 1 to 65535, for endpoints without a port of their own
     * @return the specification
     */
    public static SmtpProbe port(int port) {
        return new SmtpProbe(new Settings(port, SmtpAsk.Security.PLAIN, null, null));
    }

    /**
     * Goes over to TLS, and verifies the certificate.
     *
     * @return a copy
     */
    public SmtpProbe startTls() {
        return new SmtpProbe(new Settings(settings.port, SmtpAsk.Security.VERIFIED, settings.host, settings.ehlo));
    }

    /**
     * Goes over to TLS with any certificate. What is seen then may come from anybody on the way.
     *
     * @return a copy
     */
    public SmtpProbe insecure() {
        return new SmtpProbe(new Settings(settings.port, SmtpAsk.Security.UNVERIFIED, settings.host, settings.ehlo));
    }

    /**
     * Whom the certificate must name.
     *
     * @param host a host name without a final dot, or an IP address; by default what the endpoint is called
     * @return a copy
     */
    public SmtpProbe host(String host) {
        return new SmtpProbe(new Settings(settings.port, settings.security, host, settings.ehlo));
    }

    /**
     * The name that we greet with.
     *
     * @param name a host name without a final dot; by default the address that we come from
     * @return a copy
     */
    public SmtpProbe ehlo(String name) {
        return new SmtpProbe(new Settings(settings.port, settings.security, settings.host, name));
    }

    @Override
    public String type() {
        return "smtp";
    }

    @Override
    public int port() {
        return settings.port;
    }

    /**
     * Tells whether the connection is secured.
     *
     * @return false by default
     */
    public boolean isSecured() {
        return settings.security != SmtpAsk.Security.PLAIN;
    }

    /**
     * Tells whether any certificate will do.
     *
     * @return false by default
     */
    public boolean isInsecure() {
        return settings.security == SmtpAsk.Security.UNVERIFIED;
    }

    /**
     * Whom the certificate must name.
     *
     * @return empty for what the endpoint is called
     */
    public Optional<String> host() {
        return Optional.ofNullable(settings.host);
    }

    /**
     * The name that we greet with.
     *
     * @return empty for the address that we come from
     */
    public Optional<String> ehlo() {
        return Optional.ofNullable(settings.ehlo);
    }

    /** Mistakes in {@code port}, {@code host} and {@code ehlo}. */
    @Override
    public List<Violation> violations() {
        Rules rules = new Rules();
        rules.port(settings.port);
        rules.host("host", settings.host);
        rules.host("ehlo", settings.ehlo);
        rules.require(
                settings.host == null || isSecured(),
                "host",
                String.valueOf(settings.host),
                "is whom a certificate names, and needs TLS");
        return rules.violations();
    }

    Ask ask() {
        return new SmtpAsk(settings.ehlo, settings.security, settings.host);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SmtpProbe probe && settings.equals(probe.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /** Such as {@code smtp port 587 starttls host 'mail.example.com'}. */
    @Override
    public String toString() {
        String tls = isInsecure() ? " starttls INSECURE" : " starttls";
        return "smtp port " + settings.port
                + (isSecured() ? tls : "")
                + (settings.host == null ? "" : " host '" + Printable.of(settings.host) + "'")
                + (settings.ehlo == null ? "" : " ehlo '" + Printable.of(settings.ehlo) + "'");
    }
}
