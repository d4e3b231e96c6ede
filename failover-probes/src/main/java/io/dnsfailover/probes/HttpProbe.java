package io.dnsfailover.probes;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a web server with a GET over HTTP/1.1, plain or over TLS.
 *
 * <pre>{@code
 * HttpProbe.http()                                                       // port 80, path /, status 200 to 299
 * HttpProbe.https().path("/healthz").host("www.example.com").expectStatus(200).expectBody("ok")
 * HttpProbe.http().expectStatus(200, 299).expectStatus(401)              // ranges add up
 * HttpProbe.http().followRedirects(RedirectPolicy.sameHost(3))
 * }</pre>
 *
 * <p>The connection always goes to the address of the endpoint, while Host header, SNI and the name in the certificate
 * are the {@link #host(String) host}'s. The port is part of the Host header when it is not the scheme's usual one
 * (RFC 9110 section 7.2). The certificate's chain, name and dates are verified with a full handshake for every
 * check; revocation is not looked at. Without an expected body the head of the response decides, and the body is not
 * read; bodies are never decompressed. Nothing is kept from one check to the next: no connection, no cookie. The time
 * to the first byte is taken when the head of the response is complete; after a redirect the times are those of the last
 * connection.
 *
 * <p>An immutable value. Mistakes are collected by {@link #violations()}, never thrown.
 */
public final class HttpProbe implements ProbeSpec {
    /** The most bytes that can be expected in a body, and the most of it that are read. */
    public static final int MAX_BODY_BYTES = 64 * 1024;

    /** The longest path, in characters. */
    public static final int MAX_PATH_CHARS = 2048;

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** {@code statuses} is empty for the default; sorted otherwise, so that equal sets are equal. */
    private record Settings(
            boolean secure,
            int port,
            String path,
            @Nullable String host,
            List<StatusRange> statuses,
            @Nullable String body,
            boolean insecure,
            RedirectPolicy redirects) {}

    private final Settings settings;

    private HttpProbe(Settings settings) {
        this.settings = settings;
    }

    /**
     * A check without TLS, on port 80.
     *
     * @return the specification
     */
    public static HttpProbe http() {
        return of(false, HTTP_PORT);
    }

    /**
     * A check over TLS, on port 443.
     *
     * @return the specification
     */
    public static HttpProbe https() {
        return of(true, HTTPS_PORT);
    }

    private static HttpProbe of(boolean secure, int port) {
        return new HttpProbe(new Settings(secure, port, "/", null, List.of(), null, false, RedirectPolicy.none()));
    }

    /**
     * Checks another port.
     *
     * @param port 1 to 65535, for endpoints without a port of their own; by default 80 for HTTP and 443 for HTTPS
     * @return a copy
     */
    public HttpProbe port(int port) {
        Settings s = settings;
        return new HttpProbe(new Settings(s.secure, port, s.path, s.host, s.statuses, s.body, s.insecure, s.redirects));
    }

    /**
     * Asks for another path.
     *
     * @param path starts with one slash, with a query if there is one, without a fragment; what is not visible ASCII
     *     must be percent-encoded; at most {@value #MAX_PATH_CHARS} characters; by default {@code /}
     * @return a copy
     */
    public HttpProbe path(String path) {
        Settings s = settings;
        return new HttpProbe(new Settings(s.secure, s.port, path, s.host, s.statuses, s.body, s.insecure, s.redirects));
    }

    /**
     * Asks for a host: the Host header, the server name of TLS (SNI), and the name that the certificate must be for.
     *
     * @param host a name, or an IPv4 or IPv6 literal without brackets; by default the name of the endpoint's target,
     *     or its address
     * @return a copy
     */
    public HttpProbe host(String host) {
        Settings s = settings;
        return new HttpProbe(new Settings(s.secure, s.port, s.path, host, s.statuses, s.body, s.insecure, s.redirects));
    }

    /**
     * Expects a status. The first call replaces the default, 200 to 299; each further one adds to it.
     *
     * @param status 200 to 599
     * @return a copy
     */
    public HttpProbe expectStatus(int status) {
        return expectStatus(status, status);
    }

    /**
     * Expects a status of a range. The first call replaces the default, 200 to 299; each further one adds to it.
     *
     * @param from the first, 200 to 599
     * @param to the last, included, from {@code from} to 599
     * @return a copy
     */
    public HttpProbe expectStatus(int from, int to) {
        Settings s = settings;
        List<StatusRange> more = Stream.concat(s.statuses.stream(), Stream.of(new StatusRange(from, to)))
                .distinct()
                .sorted()
                .toList();
        return new HttpProbe(new Settings(s.secure, s.port, s.path, s.host, more, s.body, s.insecure, s.redirects));
    }

    /**
     * Expects a text in the first {@value #MAX_BODY_BYTES} bytes of the body. When it has come nothing more is read.
     *
     * @param text 1 to {@value #MAX_BODY_BYTES} bytes in UTF-8; compared byte by byte, whatever the charset of
     *     the response; replaces what was expected
     * @return a copy
     */
    public HttpProbe expectBody(String text) {
        Settings s = settings;
        return new HttpProbe(new Settings(s.secure, s.port, s.path, s.host, s.statuses, text, s.insecure, s.redirects));
    }

    /**
     * Takes any certificate: whoever sits between us and the endpoint can make it look healthy. For HTTPS only.
     *
     * @return a copy
     */
    public HttpProbe insecure() {
        Settings s = settings;
        return new HttpProbe(new Settings(s.secure, s.port, s.path, s.host, s.statuses, s.body, true, s.redirects));
    }

    /**
     * Says which redirects to follow.
     *
     * @param policy by default {@link RedirectPolicy#none()}
     * @return a copy
     */
    public HttpProbe followRedirects(RedirectPolicy policy) {
        Settings s = settings;
        return new HttpProbe(new Settings(s.secure, s.port, s.path, s.host, s.statuses, s.body, s.insecure, policy));
    }

    /** {@code http} or {@code https}. */
    @Override
    public String type() {
        return settings.secure ? "https" : "http";
    }

    @Override
    public int port() {
        return settings.port;
    }

    /**
     * Whether it talks over TLS.
     *
     * @return true for HTTPS
     */
    public boolean isSecure() {
        return settings.secure;
    }

    /**
     * What is asked for.
     *
     * @return the path with its query
     */
    public String path() {
        return settings.path;
    }

    /**
     * Which host is asked for.
     *
     * @return empty for the endpoint's own name or address
     */
    public Optional<String> host() {
        return Optional.ofNullable(settings.host);
    }

    /**
     * The statuses that pass.
     *
     * @return ranges in ascending order, at least one
     */
    public List<StatusRange> expectedStatuses() {
        return settings.statuses.isEmpty() ? List.of(StatusRange.SUCCESS) : settings.statuses;
    }

    /**
     * What must be in the body.
     *
     * @return empty for nothing
     */
    public Optional<String> expectedBody() {
        return Optional.ofNullable(settings.body);
    }

    /**
     * Whether any certificate will do.
     *
     * @return true when it is not verified
     */
    public boolean isInsecure() {
        return settings.insecure;
    }

    /**
     * Which redirects are followed.
     *
     * @return the policy
     */
    public RedirectPolicy redirects() {
        return settings.redirects;
    }

    /**
     * Mistakes in {@code port}, {@code path}, {@code host}, {@code expect-status}, {@code expect-body}, {@code insecure}
     * and {@code redirects}.
     */
    @Override
    public List<Violation> violations() {
        return HttpRules.violations(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HttpProbe probe && settings.equals(probe.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /** Such as {@code https port 443 path '/healthz' host 'www.example.com' INSECURE expect-status 200}. */
    @Override
    public String toString() {
        Settings s = settings;
        return type() + " port " + s.port + " path " + Payload.text(s.path)
                + (s.host == null ? "" : " host " + Payload.text(s.host))
                + (s.insecure ? " INSECURE" : "")
                + " expect-status "
                + expectedStatuses().stream().map(StatusRange::toString).collect(Collectors.joining(","))
                + (s.body == null ? "" : " expect-body " + Payload.text(s.body))
                + (s.redirects instanceof RedirectPolicy.None ? "" : " redirects " + s.redirects);
    }
}
