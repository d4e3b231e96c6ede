package io.dnsfailover.probes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an {@link HttpProbe} asks. An immutable value. */
public final class HttpRequest {
    static final HttpRequest GET = new HttpRequest(new Parts("GET", "/", List.of(), List.of(), null, null, null));

    /**
     * A name and a value in the query, as they are meant and not as they are encoded.
     *
     * @param name the name
     * @param value the value
     */
    public record Parameter(String name, String value) {
        /** Encoded, such as {@code full=yes%20please}. */
        @Override
        public String toString() {
            return HttpText.encoded(name) + "=" + HttpText.encoded(value);
        }
    }

    /**
     * A body to send.
     *
     * @param contentType the value of its Content-Type
     * @param text the body, sent as UTF-8
     */
    public record Body(String contentType, String text) {}

    private record Parts(
            String method,
            String path,
            List<Parameter> query,
            List<HttpHeader> headers,
            @Nullable Body body,
            @Nullable String host,
            @Nullable String credential) {}

    private final Parts parts;

    private HttpRequest(Parts parts) {
        this.parts = parts;
    }

    private static <T> List<T> with(List<T> list, T added) {
        return Stream.concat(list.stream(), Stream.of(added)).toList();
    }

    HttpRequest withMethod(String method) {
        Parts p = parts;
        return new HttpRequest(new Parts(method, p.path, p.query, p.headers, p.body, p.host, p.credential));
    }

    HttpRequest withPath(String path) {
        Parts p = parts;
        return new HttpRequest(new Parts(p.method, path, p.query, p.headers, p.body, p.host, p.credential));
    }

    HttpRequest with(Parameter parameter) {
        Parts p = parts;
        return new HttpRequest(
                new Parts(p.method, p.path, with(p.query, parameter), p.headers, p.body, p.host, p.credential));
    }

    HttpRequest with(HttpHeader header) {
        Parts p = parts;
        return new HttpRequest(
                new Parts(p.method, p.path, p.query, with(p.headers, header), p.body, p.host, p.credential));
    }

    HttpRequest with(Body body) {
        Parts p = parts;
        return new HttpRequest(new Parts(p.method, p.path, p.query, p.headers, body, p.host, p.credential));
    }

    HttpRequest withHost(String host) {
        Parts p = parts;
        return new HttpRequest(new Parts(p.method, p.path, p.query, p.headers, p.body, host, p.credential));
    }

    HttpRequest withCredential(String name) {
        Parts p = parts;
        return new HttpRequest(new Parts(p.method, p.path, p.query, p.headers, p.body, p.host, name));
    }

    /**
     * The method.
     *
     * @return such as {@code GET}
     */
    public String method() {
        return parts.method;
    }

    /**
     * The path.
     *
     * @return as it was given, with a query if it was given with one
     */
    public String path() {
        return parts.path;
    }

    /**
     * What is added to the query.
     *
     * @return in the order of the calls
     */
    public List<Parameter> query() {
        return parts.query;
    }

    /**
     * What is asked for: the path with the whole query.
     *
     * @return such as {@code /healthz?full=yes}
     */
    public String target() {
        if (parts.query.isEmpty()) {
            return parts.path;
        }
        String added = parts.query.stream().map(Parameter::toString).collect(Collectors.joining("&"));
        return parts.path + (parts.path.indexOf('?') < 0 ? "?" : "&") + added;
    }

    /**
     * The header fields that are sent besides our own.
     *
     * @return in the order of the calls
     */
    public List<HttpHeader> headers() {
        return parts.headers;
    }

    /**
     * What is sent.
     *
     * @return empty for nothing
     */
    public Optional<Body> body() {
        return Optional.ofNullable(parts.body);
    }

    /**
     * Which host is asked for.
     *
     * @return empty for the endpoint's own name or address
     */
    public Optional<String> host() {
        return Optional.ofNullable(parts.host);
    }

    /**
     * Whose credential is sent.
     *
     * @return its name at the prober; empty for none
     */
    public Optional<String> credential() {
        return Optional.ofNullable(parts.credential);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HttpRequest request && parts.equals(request.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** Such as {@code path '/healthz' host 'www.example.com'}; the method only when it is not GET. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!parts.method.equals("GET")) {
            text.append("method ").append(Payload.text(parts.method)).append(' ');
        }
        text.append("path ").append(Payload.text(target()));
        parts.headers.forEach(header -> text.append(" header ").append(header));
        body().ifPresent(body -> text.append(" send ")
                .append(Payload.text(body.text()))
                .append(" as ")
                .append(Payload.text(body.contentType())));
        host().ifPresent(host -> text.append(" host ").append(Payload.text(host)));
        credential().ifPresent(name -> text.append(" credential ").append(Payload.text(name)));
        return text.toString();
    }
}
