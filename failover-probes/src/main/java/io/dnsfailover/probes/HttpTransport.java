package io.dnsfailover.probes;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How an {@link HttpProbe} comes to its answer: connection, TLS, protocol, redirects. An immutable value. */
public final class HttpTransport {
    /** The names of what the prober holds, and how TLS is spoken. */
    private record Security(
            boolean tls,
            boolean insecure,
            Set<TlsVersion> versions,
            @Nullable String serverName,
            @Nullable String authority,
            @Nullable String clientCertificate) {}

    private record Way(int port, boolean http2, @Nullable HttpProxy proxy, RedirectPolicy redirects) {}

    private final Security security;
    private final Way way;

    private HttpTransport(Security security, Way way) {
        this.security = security;
        this.way = way;
    }

    static HttpTransport of(boolean tls, int port) {
        Security security = new Security(tls, false, EnumSet.allOf(TlsVersion.class), null, null, null);
        return new HttpTransport(security, new Way(port, false, null, RedirectPolicy.none()));
    }

    HttpTransport withPort(int port) {
        return new HttpTransport(security, new Way(port, way.http2, way.proxy, way.redirects));
    }

    HttpTransport withHttp2() {
        return new HttpTransport(security, new Way(way.port, true, way.proxy, way.redirects));
    }

    HttpTransport withProxy(HttpProxy proxy) {
        return new HttpTransport(security, new Way(way.port, way.http2, proxy, way.redirects));
    }

    HttpTransport withRedirects(RedirectPolicy redirects) {
        return new HttpTransport(security, new Way(way.port, way.http2, way.proxy, redirects));
    }

    HttpTransport withInsecure() {
        Security s = security;
        return new HttpTransport(
                new Security(s.tls, true, s.versions, s.serverName, s.authority, s.clientCertificate), way);
    }

    HttpTransport withVersions(Set<TlsVersion> versions) {
        Security s = security;
        return new HttpTransport(
                new Security(s.tls, s.insecure, Set.copyOf(versions), s.serverName, s.authority, s.clientCertificate),
                way);
    }

    HttpTransport withServerName(String name) {
        Security s = security;
        return new HttpTransport(
                new Security(s.tls, s.insecure, s.versions, name, s.authority, s.clientCertificate), way);
    }

    HttpTransport withAuthority(String name) {
        Security s = security;
        return new HttpTransport(
                new Security(s.tls, s.insecure, s.versions, s.serverName, name, s.clientCertificate), way);
    }

    HttpTransport withClientCertificate(String name) {
        Security s = security;
        return new HttpTransport(new Security(s.tls, s.insecure, s.versions, s.serverName, s.authority, name), way);
    }

    /**
     * Whether it talks over TLS.
     *
     * @return true for HTTPS
     */
    public boolean isSecure() {
        return security.tls;
    }

    /**
     * Whether any certificate will do.
     *
     * @return true when it is not verified
     */
    public boolean isInsecure() {
        return security.insecure;
    }

    /**
     * Which versions of TLS are spoken.
     *
     * @return at least one in a specification without violations
     */
    public Set<TlsVersion> tlsVersions() {
        return security.versions;
    }

    /**
     * The name for SNI and the certificate.
     *
     * @return empty for the host's
     */
    public Optional<String> serverName() {
        return Optional.ofNullable(security.serverName);
    }

    /**
     * Which authority is trusted instead of the prober's own.
     *
     * @return its name at the prober; empty for none
     */
    public Optional<String> authority() {
        return Optional.ofNullable(security.authority);
    }

    /**
     * Which client certificate is shown.
     *
     * @return its name at the prober; empty for none
     */
    public Optional<String> clientCertificate() {
        return Optional.ofNullable(security.clientCertificate);
    }

    /**
     * The port where an endpoint has none of its own.
     *
     * @return 1 to 65535 in a specification without violations
     */
    public int port() {
        return way.port;
    }

    /**
     * Whether it talks HTTP/2.
     *
     * @return false for HTTP/1.1
     */
    public boolean isHttp2() {
        return way.http2;
    }

    /**
     * The proxy in between.
     *
     * @return empty for none
     */
    public Optional<HttpProxy> proxy() {
        return Optional.ofNullable(way.proxy);
    }

    /**
     * Which redirects are followed.
     *
     * @return the policy
     */
    public RedirectPolicy redirects() {
        return way.redirects;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HttpTransport transport
                && security.equals(transport.security)
                && way.equals(transport.way);
    }

    @Override
    public int hashCode() {
        return 31 * security.hashCode() + way.hashCode();
    }

    /** What is not by default, such as {@code INSECURE tls 1.3 redirects same-host 3}; empty when all is. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(security.insecure ? " INSECURE" : "");
        if (security.versions.size() < TlsVersion.values().length) {
            text.append(" tls ")
                    .append(security.versions.stream()
                            .sorted()
                            .map(TlsVersion::toString)
                            .collect(Collectors.joining(",")));
        }
        serverName().ifPresent(name -> text.append(" server-name ").append(Payload.text(name)));
        authority().ifPresent(name -> text.append(" authority ").append(Payload.text(name)));
        clientCertificate()
                .ifPresent(name -> text.append(" client-certificate ").append(Payload.text(name)));
        text.append(way.http2 ? " http2" : "");
        proxy().ifPresent(proxy -> text.append(" proxy ").append(proxy));
        return text.append(way.redirects instanceof RedirectPolicy.None ? "" : " redirects " + way.redirects)
                .toString();
    }
}
