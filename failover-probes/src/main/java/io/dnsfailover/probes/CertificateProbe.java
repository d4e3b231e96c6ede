package io.dnsfailover.probes;

import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.Printable;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import io.dnsfailover.probes.internal.Ask;
import io.dnsfailover.probes.internal.CertificateAsk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a TLS handshake and looks at the certificate: trusted chain, names, dates.
 *
 * <pre>{@code
 * CertificateProbe.port(443).host("www.example.com").covers("example.com").warnBefore(Duration.ofDays(30))
 * }</pre>
 *
 * <p>What would turn a client away fails: an untrusted or incomplete chain, a wrong name, a certificate that has ended
 * or not begun is {@link io.dnsfailover.model.Reason#CERTIFICATE}, another failure of the handshake
 * {@link io.dnsfailover.model.Reason#TLS_FAILED}. A certificate, or one of the chain that came with it, that ends soon passes
 * <b>with a warning</b>: it alerts and never fails over, because the certificates of all endpoints often end together. The notes of every
 * passed check say when the first of the chain ends. The handshake is a full one; revocation is not looked up.
 *
 * <p>An immutable value. Mistakes are collected by {@link #violations()}, never thrown.
 */
public final class CertificateProbe implements ProbeSpec {
    /** How long before its end a certificate is warned of if nothing else is said. */
    public static final Duration DEFAULT_WARNING = Duration.ofDays(21);

    /** The most names that a certificate must cover. */
    public static final int MAX_NAMES = 64;

    private static final Duration LONGEST_WARNING = Duration.ofDays(365);

    private record Settings(int port, @Nullable String host, List<String> names, Duration warning) {}

    private final Settings settings;

    private CertificateProbe(Settings settings) {
        this.settings = settings;
    }

    /**
     * Looks at the certificate behind a port that speaks TLS from the start.
     *
     * @param port 1 to 65535, for endpoints without a port of their own
     * @return the specification
     */
    public static CertificateProbe port(int port) {
        return new CertificateProbe(new Settings(port, null, List.of(), DEFAULT_WARNING));
    }

    /**
     * Whose certificate is asked for (SNI), and whom it must name.
     *
     * @param host a host name without a final dot, or an IP address; by default what the endpoint is called
     * @return a copy
     */
    public CertificateProbe host(String host) {
        return new CertificateProbe(new Settings(settings.port, host, settings.names, settings.warning));
    }

    /**
     * Whom the certificate must name besides.
     *
     * @param names at most {@value #MAX_NAMES} host names without a final dot; replaces what was set
     * @return a copy
     */
    public CertificateProbe covers(String... names) {
        return new CertificateProbe(new Settings(settings.port, settings.host, List.of(names), settings.warning));
    }

    /**
     * When to warn.
     *
     * @param left how long before the end; zero to 365 days, 21 days by default; zero never warns
     * @return a copy
     */
    public CertificateProbe warnBefore(Duration left) {
        return new CertificateProbe(new Settings(settings.port, settings.host, settings.names, left));
    }

    @Override
    public String type() {
        return "certificate";
    }

    @Override
    public int port() {
        return settings.port;
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
     * Whom it must name besides.
     *
     * @return empty by default
     */
    public List<String> names() {
        return settings.names;
    }

    /**
     * How long before its end it is warned of.
     *
     * @return zero for never
     */
    public Duration warning() {
        return settings.warning;
    }

    /** Mistakes in {@code port}, {@code host}, {@code covers} and {@code warn-before}. */
    @Override
    public List<Violation> violations() {
        Rules rules = new Rules();
        rules.port(settings.port);
        rules.host("host", settings.host);
        settings.names.forEach(name -> rules.host("covers", name));
        rules.require(
                settings.names.size() <= MAX_NAMES,
                "covers",
                settings.names.size() + " names",
                "must have at most " + MAX_NAMES + " names");
        rules.require(
                !settings.warning.isNegative() && settings.warning.compareTo(LONGEST_WARNING) <= 0,
                "warn-before",
                String.valueOf(settings.warning),
                "must be 0 to 365 days");
        return rules.violations();
    }

    Ask ask() {
        return new CertificateAsk(settings.host, settings.names, settings.warning);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateProbe probe && settings.equals(probe.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /** Such as {@code certificate port 443 host 'www.example.com' warn-before 21d}. */
    @Override
    public String toString() {
        return "certificate port " + settings.port
                + (settings.host == null ? "" : " host '" + Printable.of(settings.host) + "'")
                + (settings.names.isEmpty() ? "" : " covers " + Printable.of(settings.names.toString()))
                + " warn-before " + DurationText.of(settings.warning);
    }
}
