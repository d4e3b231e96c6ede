package io.dnsfailover.probes;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import java.util.List;
import java.util.Set;

/**
 * Checks a web server over HTTP/1.1 or HTTP/2, plain or over TLS.
 *
 * <pre>{@code
 * HttpProbe.http()                                                       // port 80, path /, status 200 to 299
 * HttpProbe.https().path("/healthz").host("www.example.com").expectStatus(200).expectBody("ok")
 * HttpProbe.https().path("/status").credential("monitor").expectJson("/role", "primary")
 * HttpProbe.http().expectStatus(200, 299).expectStatus(401)              // ranges add up
 * HttpProbe.http().followRedirects(RedirectPolicy.sameHost(3))
 * }</pre>
 *
 * <p>The connection always goes to the address of the endpoint, while Host header, SNI and the name in the certificate
 * are the {@link #host(String) host}'s. The port is part of the Host header when it is not the scheme's usual one
 * (RFC 9110 section 7.2). The certificate's chain, name, dates and usage are verified with a full handshake for every
 * check; revocation is not looked at. Without an expectation of the body the head of the response decides, and the body is
 * not read; bodies are never decompressed. Nothing is kept from one check to the next: no connection, no cookie. The time
 * to the first byte is taken when the head of the response is complete; after a redirect the times are those of the last
 * connection.
 *
 * <p>An immutable value that holds no secret: credentials, authorities and client certificates are named, and the
 * {@link NetworkProberBuilder} has them. Mistakes are collected by {@link #violations()}, never thrown.
 */
public final class HttpProbe implements ProbeSpec {
    /** How much of a body is read at most, if nothing else is set. */
    public static final int DEFAULT_MAX_BODY_BYTES = 64 * 1024;

    /** The most that can be set. */
    public static final int MAX_BODY_BYTES = 1024 * 1024;

    /** The longest path with its query, and the longest value of a header field, in characters. */
    public static final int MAX_PATH_CHARS = 2048;

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final HttpRequest request;
    private final HttpExpectation expectation;
    private final HttpTransport transport;

    private HttpProbe(HttpRequest request, HttpExpectation expectation, HttpTransport transport) {
        this.request = request;
        this.expectation = expectation;
        this.transport = transport;
    }

    private HttpProbe with(HttpRequest changed) {
        return new HttpProbe(changed, expectation, transport);
    }

    private HttpProbe with(HttpExpectation changed) {
        return new HttpProbe(request, changed, transport);
    }

    private HttpProbe with(HttpTransport changed) {
        return new HttpProbe(request, expectation, changed);
    }

    /**
     * A check without TLS, on port 80.
     *
     * @return the specification
     */
    public static HttpProbe http() {
        return new HttpProbe(HttpRequest.GET, HttpExpectation.SUCCESS, HttpTransport.of(false, HTTP_PORT));
    }

    /**
     * A check over TLS, on port 443.
     *
     * @return the specification
     */
    public static HttpProbe https() {
        return new HttpProbe(HttpRequest.GET, HttpExpectation.SUCCESS, HttpTransport.of(true, HTTPS_PORT));
    }

    /**
     * Checks another port.
     *
     * @param port 1 to 65535, for endpoints without a port of their own; by default 80 for HTTP and 443 for HTTPS
     * @return a copy
     */
    public HttpProbe port(int port) {
        return with(transport.withPort(port));
    }

    /**
     * Asks with another method.
     *
     * @param method 1 to 20 capital letters; not CONNECT or TRACE; by default {@code GET}
     * @return a copy
     */
    public HttpProbe method(String method) {
        return with(request.withMethod(method));
    }

    /**
     * Asks for another path.
     *
     * @param path starts with one slash, with a query if there is one, without a fragment; what is not visible ASCII
     *     must be percent-encoded; at most {@value #MAX_PATH_CHARS} characters; by default {@code /}
     * @return a copy
     */
    public HttpProbe path(String path) {
        return with(request.withPath(path));
    }

    /**
     * Adds to the query. Each call adds one.
     *
     * @param name any text without controls; percent-encoded as UTF-8
     * @param value any text without controls; percent-encoded as UTF-8
     * @return a copy
     */
    public HttpProbe query(String name, String value) {
        return with(request.with(new HttpRequest.Parameter(name, value)));
    }

    /**
     * Sends a header field. Each call adds one.
     *
     * @param name a token (RFC 9110 section 5.6.2); none of those that say how the message is to be read, and not
     *     Host or Authorization
     * @param value visible ASCII and spaces between; at most {@value #MAX_PATH_CHARS} characters
     * @return a copy
     */
    public HttpProbe header(String name, String value) {
        return with(request.with(new HttpHeader(name, value)));
    }

    /**
     * Sends a body.
     *
     * @param contentType the value of its Content-Type, such as {@code application/json}
     * @param text at most {@value #DEFAULT_MAX_BODY_BYTES} bytes in UTF-8
     * @return a copy
     */
    public HttpProbe send(String contentType, String text) {
        return with(request.with(new HttpRequest.Body(contentType, text)));
    }

    /**
     * Asks for a host: the Host header, and unless there is a {@link #serverName} the server name of TLS (SNI) and the
     * name that the certificate must be for.
     *
     * @param host a name, or an IPv4 or IPv6 literal without brackets; by default the name of the endpoint's target,
     *     or its address
     * @return a copy
     */
    public HttpProbe host(String host) {
        return with(request.withHost(host));
    }

    /**
     * Asks TLS for another server name (SNI) than the host; the certificate must be for it. For HTTPS only.
     *
     * @param name a name, or an address without brackets, which SNI does not carry
     * @return a copy
     */
    public HttpProbe serverName(String name) {
        return with(transport.withServerName(name));
    }

    /**
     * Sends a credential.
     *
     * @param name its name at the prober: {@link NetworkProberBuilder#credential}
     * @return a copy
     */
    public HttpProbe credential(String name) {
        return with(request.withCredential(name));
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
        return with(expectation.with(new StatusRange(from, to)));
    }

    /**
     * Expects a header field. Each call adds one; all must be there.
     *
     * @param name its name, in whatever case
     * @param pattern in the syntax of RE2; must be found in one of the field's values
     * @return a copy
     */
    public HttpProbe expectHeader(String name, String pattern) {
        return with(expectation.with(new HttpHeader(name, pattern)));
    }

    /**
     * Expects a text in the body. When nothing else is expected of it, no more is read once it has come.
     *
     * @param text 1 to {@link #maxBodyBytes} bytes in UTF-8; compared byte by byte, whatever the charset of the response
     * @return a copy
     */
    public HttpProbe expectBody(String text) {
        return expect(new BodyRule.Contains(text));
    }

    /**
     * Expects something of the body. Each call adds a rule; all must be kept.
     *
     * @param rule what it must, or must not, hold
     * @return a copy
     */
    public HttpProbe expect(BodyRule rule) {
        return with(expectation.with(rule));
    }

    /**
     * Reads more or less of the body. A body that is longer, and without a verdict until there, is
     * {@link io.dnsfailover.model.Reason#TOO_LARGE}.
     *
     * @param max 1 to {@value #MAX_BODY_BYTES}; by default {@value #DEFAULT_MAX_BODY_BYTES}
     * @return a copy
     */
    public HttpProbe maxBodyBytes(int max) {
        return with(expectation.withMaxBodyBytes(max));
    }

    /**
     * Reads the whole body and makes a digest of it (SHA-256), so that the contents of endpoints can be compared.
     *
     * @return a copy
     */
    public HttpProbe digest() {
        return with(expectation.withDigest());
    }

    /**
     * Says which redirects to follow.
     *
     * @param policy by default {@link RedirectPolicy#none()}
     * @return a copy
     */
    public HttpProbe followRedirects(RedirectPolicy policy) {
        return with(transport.withRedirects(policy));
    }

    /**
     * Talks HTTP/2: over TLS agreed by ALPN, and a server that has none fails; plain with prior knowledge (RFC 9113
     * section 3.3).
     *
     * @return a copy
     */
    public HttpProbe http2() {
        return with(transport.withHttp2());
    }

    /**
     * Goes through a proxy.
     *
     * @param proxy where it is, and how it is asked
     * @return a copy
     */
    public HttpProbe proxy(HttpProxy proxy) {
        return with(transport.withProxy(proxy));
    }

    /**
     * Speaks only some versions of TLS. For HTTPS only.
     *
     * @param versions at least one; by default 1.2 and 1.3
     * @return a copy
     */
    public HttpProbe tlsVersions(TlsVersion... versions) {
        return with(transport.withVersions(Set.of(versions)));
    }

    /**
     * Trusts an authority of the host's own, and no other. For HTTPS only.
     *
     * @param name its name at the prober: {@link NetworkProberBuilder#authority}
     * @return a copy
     */
    public HttpProbe authority(String name) {
        return with(transport.withAuthority(name));
    }

    /**
     * Shows a certificate of its own to a server that asks for one. For HTTPS only.
     *
     * @param name its name at the prober: {@link NetworkProberBuilder#clientCertificate}
     * @return a copy
     */
    public HttpProbe clientCertificate(String name) {
        return with(transport.withClientCertificate(name));
    }

    /**
     * Takes any certificate: whoever sits between us and the endpoint can make it look healthy. For HTTPS only. Every
     * result says so.
     *
     * @return a copy
     */
    public HttpProbe insecure() {
        return with(transport.withInsecure());
    }

    /** {@code http} or {@code https}. */
    @Override
    public String type() {
        return transport.isSecure() ? "https" : "http";
    }

    @Override
    public int port() {
        return transport.port();
    }

    /**
     * What is asked.
     *
     * @return method, path, header fields, body, host, credential
     */
    public HttpRequest request() {
        return request;
    }

    /**
     * What is expected.
     *
     * @return statuses, header fields, body
     */
    public HttpExpectation expectation() {
        return expectation;
    }

    /**
     * How it comes to its answer.
     *
     * @return connection, TLS, protocol, redirects
     */
    public HttpTransport transport() {
        return transport;
    }

    /** Every mistake, named by the property as a configuration file spells it, such as {@code expect-status}. */
    @Override
    public List<Violation> violations() {
        return HttpRules.violations(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HttpProbe probe
                && request.equals(probe.request)
                && expectation.equals(probe.expectation)
                && transport.equals(probe.transport);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * request.hashCode() + expectation.hashCode()) + transport.hashCode();
    }

    /** Such as {@code https port 443 path '/healthz' host 'www.example.com' INSECURE expect-status 200}. */
    @Override
    public String toString() {
        return type() + " port " + port() + " " + request + transport + " " + expectation;
    }
}
