package io.dnsfailover.examples.failoverd.config.probe;

import io.dnsfailover.model.Printable;
import io.dnsfailover.probes.BodyRule;
import io.dnsfailover.probes.HttpProbe;
import io.dnsfailover.probes.HttpProxy;
import io.dnsfailover.probes.RedirectPolicy;
import io.dnsfailover.probes.StatusRange;
import io.dnsfailover.probes.TlsVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code type: http} and {@code type: https}. */
final class HttpType implements ProbeType<HttpProbe> {
    private static final Pattern STATUS_RANGE = Pattern.compile("(\\d{3})(?:-(\\d{3}))?");
    private static final Pattern PROXY = Pattern.compile("(?:\\[([^\\]]*)]|([^:\\[\\]]*)):(\\d{1,5})");
    private static final Section REDIRECTS = Section.of("redirects", "same-host", "listed", "hosts");
    private static final Section PROXIES = Section.of("a proxy", "tunnel", "forward");

    /** What {@code redirects} can be beside a mapping. */
    private static final List<String> REDIRECT_WORDS = List.of("none");

    @Override
    public List<String> words() {
        return List.of("http", "https");
    }

    @Override
    public List<Section> sections() {
        return List.of(
                Section.of(
                        "an http or https probe",
                        "type",
                        "port",
                        "method",
                        "path",
                        "query",
                        "header",
                        "send",
                        "content-type",
                        "host",
                        "credential",
                        "expect-status",
                        "expect-header",
                        "expect-body",
                        "expect-body-without",
                        "expect-body-matching",
                        "expect-json",
                        "max-body",
                        "digest",
                        "redirects",
                        "http2",
                        "proxy",
                        "tls",
                        "server-name",
                        "authority",
                        "client-certificate",
                        "insecure"),
                REDIRECTS,
                PROXIES);
    }

    @Override
    public Class<HttpProbe> spec() {
        return HttpProbe.class;
    }

    @Override
    public HttpProbe read(String word, ProbeFields fields) {
        HttpProbe plain = word.equals("http") ? HttpProbe.http() : HttpProbe.https();
        HttpProbe probe = fields.has("port") ? plain.port(fields.requiredPort()) : plain;
        return transport(expectation(request(probe, fields), fields), fields);
    }

    private static HttpProbe request(HttpProbe plain, ProbeFields fields) {
        HttpProbe probe = Payloads.text(fields, plain, "method", HttpProbe::method);
        probe = Payloads.text(fields, probe, "path", HttpProbe::path);
        for (String[] pair : fields.list("query", text -> pair(text, "="))) {
            probe = probe.query(pair[0], pair[1]);
        }
        for (String[] pair : fields.list("header", text -> pair(text, ":"))) {
            probe = probe.header(pair[0], pair[1].strip());
        }
        if (fields.has("send") || fields.has("content-type")) {
            fields.require("send");
            fields.require("content-type");
            String body = fields.text("send");
            String contentType = fields.text("content-type");
            probe = body == null || contentType == null ? probe : probe.send(contentType, body);
        }
        probe = Payloads.text(fields, probe, "host", HttpProbe::host);
        return Payloads.text(fields, probe, "credential", HttpProbe::credential);
    }

    private static HttpProbe expectation(HttpProbe plain, ProbeFields fields) {
        HttpProbe probe = plain;
        for (StatusRange status : fields.list("expect-status", HttpType::status)) {
            probe = probe.expectStatus(status.from(), status.to());
        }
        for (String[] pair : fields.list("expect-header", text -> pair(text, ":"))) {
            probe = probe.expectHeader(pair[0], pair[1].strip());
        }
        List<BodyRule> rules = Stream.of(
                        fields.list("expect-body", BodyRule.Contains::new),
                        fields.list("expect-body-without", BodyRule.Absent::new),
                        fields.list("expect-body-matching", BodyRule.Matches::new),
                        fields.list("expect-json", HttpType::json))
                .<BodyRule>flatMap(List::stream)
                .toList();
        for (BodyRule rule : rules) {
            probe = probe.expect(rule);
        }
        Integer max = fields.number("max-body", 1, HttpProbe.MAX_BODY_BYTES);
        probe = max == null ? probe : probe.maxBodyBytes(max);
        return Boolean.TRUE.equals(fields.truth("digest")) ? probe.digest() : probe;
    }

    private static HttpProbe transport(HttpProbe plain, ProbeFields fields) {
        RedirectPolicy policy = redirects(fields);
        HttpProbe probe = policy == null ? plain : plain.followRedirects(policy);
        probe = Boolean.TRUE.equals(fields.truth("http2")) ? probe.http2() : probe;
        HttpProxy proxy = proxy(fields);
        probe = proxy == null ? probe : probe.proxy(proxy);
        List<TlsVersion> versions = fields.list("tls", HttpType::version);
        probe = versions.isEmpty()
                ? probe
                : probe.tlsVersions(versions.stream().distinct().toArray(TlsVersion[]::new));
        probe = Payloads.text(fields, probe, "server-name", HttpProbe::serverName);
        probe = Payloads.text(fields, probe, "authority", HttpProbe::authority);
        probe = Payloads.text(fields, probe, "client-certificate", HttpProbe::clientCertificate);
        return Boolean.TRUE.equals(fields.truth("insecure")) ? probe.insecure() : probe;
    }

    private static String[] pair(String text, String separator) {
        int at = text.indexOf(separator);
        if (at < 0) {
            throw new IllegalArgumentException("must be a name, '" + separator + "', and a value");
        }
        return new String[] {text.substring(0, at), text.substring(at + 1)};
    }

    private static BodyRule.Json json(String text) {
        String[] pair = pair(text, "=");
        return new BodyRule.Json(pair[0], pair[1]);
    }

    private static TlsVersion version(String text) {
        return Arrays.stream(TlsVersion.values())
                .filter(version -> version.toString().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("must be 1.2 or 1.3, not '" + Printable.of(text) + "'"));
    }

    private static StatusRange status(String text) {
        Matcher range = STATUS_RANGE.matcher(text);
        if (!range.matches()) {
            throw new IllegalArgumentException(
                    "must be a status such as 200, or a range such as 200-299, not '" + Printable.of(text) + "'");
        }
        int from = Integer.parseInt(range.group(1));
        int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
        if (from < 200 || to < from || to > 599) {
            throw new IllegalArgumentException("must be 200 to 599, in ascending order");
        }
        return new StatusRange(from, to);
    }

    private static @Nullable RedirectPolicy redirects(ProbeFields fields) {
        if (!fields.isMapping("redirects")) {
            return fields.word("redirects", REDIRECT_WORDS) == null ? null : RedirectPolicy.none();
        }
        ProbeFields parts = fields.mapping("redirects", REDIRECTS);
        if (parts == null) {
            return null;
        }
        parts.exclude("same-host", "listed");
        if (!parts.has("listed") && !parts.has("hosts")) {
            parts.require("same-host");
            Integer most = parts.number("same-host", 1, RedirectPolicy.LIMIT);
            return most == null ? null : RedirectPolicy.sameHost(most);
        }
        parts.require("listed");
        parts.require("hosts");
        Integer most = parts.number("listed", 1, RedirectPolicy.LIMIT);
        List<String> hosts = parts.list("hosts", text -> text);
        return most == null ? null : RedirectPolicy.listed(most, hosts.toArray(String[]::new));
    }

    private static @Nullable HttpProxy proxy(ProbeFields fields) {
        ProbeFields parts = fields.has("proxy") ? fields.mapping("proxy", PROXIES) : null;
        if (parts == null) {
            return null;
        }
        parts.exclude("tunnel", "forward");
        if (!parts.has("forward")) {
            parts.require("tunnel");
        }
        HttpProxy tunnel = parts.read("tunnel", text -> proxy(text, HttpProxy.Way.TUNNEL));
        return tunnel != null ? tunnel : parts.read("forward", text -> proxy(text, HttpProxy.Way.FORWARD));
    }

    private static HttpProxy proxy(String text, HttpProxy.Way way) {
        Matcher place = PROXY.matcher(text);
        if (!place.matches()) {
            throw new IllegalArgumentException("must be an address with a port, such as 192.0.2.1:3128");
        }
        String address = place.group(1) == null ? place.group(2) : place.group(1);
        int port = Integer.parseInt(place.group(3));
        return way == HttpProxy.Way.TUNNEL ? HttpProxy.tunnel(address, port) : HttpProxy.forward(address, port);
    }

    @Override
    public void print(HttpProbe http, Map<String, Object> map) {
        HttpPrint.print(http, map);
    }
}
