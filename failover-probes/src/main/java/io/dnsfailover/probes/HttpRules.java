package io.dnsfailover.probes;

import com.google.re2j.PatternSyntaxException;
import io.dnsfailover.policy.Violation;
import io.dnsfailover.probes.internal.JsonPointer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a specification of an HTTP check must keep. */
final class HttpRules {
    private static final int MAX_PATTERN_CHARS = 1024;
    private static final int MAX_FIELDS = 32;

    /** They say how a message is to be read, or are set by other properties. */
    private static final Set<String> OURS = Set.of(
            "accept-encoding",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final Set<String> NOT_ASKED = Set.of("CONNECT", "TRACE");

    private final Rules rules = new Rules();

    private HttpRules() {}

    static List<Violation> violations(HttpProbe probe) {
        HttpRules check = new HttpRules();
        check.rules.port(probe.port());
        check.request(probe.request());
        check.expectation(probe);
        check.tls(probe.transport());
        check.way(probe);
        return check.rules.violations();
    }

    private void request(HttpRequest request) {
        String method = request.method();
        rules.require(
                HttpText.isMethod(method) && !NOT_ASKED.contains(method),
                "method",
                method,
                "must be 1 to 20 capital letters, and not CONNECT or TRACE");
        boolean queryAlone = !request.query().isEmpty() && request.target().length() > HttpProbe.MAX_PATH_CHARS;
        rules.require(
                isPath(request.path()),
                "path",
                request.path(),
                "must start with one '/' and have at most " + HttpProbe.MAX_PATH_CHARS
                        + " characters, all visible ASCII, percent-encoded where needed, without a fragment ('#')");
        for (HttpRequest.Parameter parameter : request.query()) {
            boolean clean = !HttpText.hasControls(parameter.name() + parameter.value());
            rules.require(clean, "query", parameter.toString(), "must have no control characters");
        }
        rules.require(
                !queryAlone,
                "query",
                request.target(),
                "must have, with the path, at most " + HttpProbe.MAX_PATH_CHARS + " characters");
        fields(request);
        request.body().ifPresent(body -> body(request, body));
        request.host()
                .ifPresent(host -> rules.require(
                        HttpText.isHost(host),
                        "host",
                        host,
                        "must be a host name, or an IP address without brackets, and neither has a port"));
        request.credential().ifPresent(name -> reference("credential", name));
    }

    private void fields(HttpRequest request) {
        for (HttpHeader header : request.headers()) {
            name("header", header);
            rules.require(
                    HttpText.isFieldValue(header.value()) && header.value().length() <= HttpProbe.MAX_PATH_CHARS,
                    "header",
                    header.value(),
                    "must have a value of visible ASCII, with spaces only inside, of at most "
                            + HttpProbe.MAX_PATH_CHARS + " characters");
            rules.require(
                    !OURS.contains(header.name().toLowerCase(Locale.ROOT)),
                    "header",
                    header.name(),
                    "is set by the check itself, or by another property");
        }
        rules.require(
                request.headers().size() <= MAX_FIELDS,
                "header",
                String.valueOf(request.headers().size()),
                "must be " + MAX_FIELDS + " at most");
    }

    private void name(String property, HttpHeader header) {
        rules.require(
                HttpText.isFieldName(header.name()),
                property,
                header.name(),
                "must have a name of 1 to 64 letters, digits and !#$%&'*+.^_`|~-");
    }

    private void body(HttpRequest request, HttpRequest.Body body) {
        rules.payload("send", Payload.text(body.text()), HttpProbe.DEFAULT_MAX_BODY_BYTES);
        rules.require(
                HttpText.isFieldValue(body.contentType())
                        && !body.contentType().isEmpty()
                        && body.contentType().length() <= MAX_PATTERN_CHARS,
                "content-type",
                body.contentType(),
                "must be visible ASCII, with spaces only inside");
        rules.require(
                !Set.of("GET", "HEAD").contains(request.method()),
                "send",
                body.text(),
                "needs a method that sends something, such as POST");
    }

    private void expectation(HttpProbe probe) {
        HttpExpectation expected = probe.expectation();
        for (StatusRange range : expected.effectiveStatuses()) {
            rules.require(
                    range.isWellFormed(), "expect-status", range.toString(), "must be 200 to 599, in ascending order");
        }
        int max = expected.maxBodyBytes();
        rules.require(
                max >= 1 && max <= HttpProbe.MAX_BODY_BYTES,
                "max-body",
                String.valueOf(max),
                "must be 1 to " + HttpProbe.MAX_BODY_BYTES + " bytes");
        for (HttpHeader header : expected.headers()) {
            name("expect-header", header);
            pattern("expect-header", header.value());
        }
        int parts = expected.headers().size() + expected.body().size();
        rules.require(parts <= MAX_FIELDS, "expect-body", String.valueOf(parts), "must be " + MAX_FIELDS + " at most");
        expected.body().forEach(rule -> body(rule, max));
        boolean bodyless = probe.request().method().equals("HEAD");
        rules.require(
                !bodyless || (expected.body().isEmpty() && !expected.digested()),
                "method",
                "HEAD",
                "gets no body, of which something is expected");
    }

    private void body(BodyRule rule, int max) {
        if (rule instanceof BodyRule.Contains contains) {
            rules.payload("expect-body", Payload.text(contains.text()), max);
        } else if (rule instanceof BodyRule.Absent absent) {
            rules.payload("expect-body-without", Payload.text(absent.text()), max);
        } else if (rule instanceof BodyRule.Matches matches) {
            pattern("expect-body-matching", matches.pattern());
        } else if (rule instanceof BodyRule.Json json) {
            rules.require(
                    JsonPointer.isWellFormed(json.pointer()),
                    "expect-json",
                    json.pointer(),
                    "must be a JSON pointer such as /status, of at most " + JsonPointer.MAX_DEPTH
                            + " parts (RFC 6901)");
            rules.require(
                    json.value().length() <= MAX_PATTERN_CHARS,
                    "expect-json",
                    json.value(),
                    "must have a value of at most " + MAX_PATTERN_CHARS + " characters");
        }
    }

    private void pattern(String property, String pattern) {
        String trouble = "must have 1 to " + MAX_PATTERN_CHARS + " characters";
        if (!pattern.isEmpty() && pattern.length() <= MAX_PATTERN_CHARS) {
            trouble = null;
            try {
                com.google.re2j.Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                trouble = "is no pattern in the syntax of RE2: " + e.getDescription();
            }
        }
        rules.require(trouble == null, property, pattern, String.valueOf(trouble));
    }

    private void tls(HttpTransport transport) {
        boolean tls = transport.isSecure();
        rules.require(tls || !transport.isInsecure(), "insecure", "true", "is for https only");
        boolean all = transport.tlsVersions().size() == TlsVersion.values().length;
        String versions = transport.tlsVersions().toString();
        rules.require(tls || all, "tls", versions, "is for https only");
        rules.require(!transport.tlsVersions().isEmpty(), "tls", versions, "must have at least one version");
        transport.serverName().ifPresent(name -> {
            rules.require(tls, "server-name", name, "is for https only");
            rules.require(
                    HttpText.isHost(name),
                    "server-name",
                    name,
                    "must be a host name, or an IP address without brackets");
        });
        transport.authority().ifPresent(name -> {
            rules.require(tls, "authority", name, "is for https only");
            rules.require(!transport.isInsecure(), "authority", name, "is of no use to an insecure check");
            reference("authority", name);
        });
        transport.clientCertificate().ifPresent(name -> {
            rules.require(tls, "client-certificate", name, "is for https only");
            reference("client-certificate", name);
        });
    }

    private void reference(String property, String name) {
        rules.require(
                HttpText.isReference(name), property, name, "must be a name of 1 to 64 letters, digits, '.', '-', '_'");
    }

    private void way(HttpProbe probe) {
        RedirectPolicy redirects = probe.transport().redirects();
        rules.require(
                redirects instanceof RedirectPolicy.None
                        || (redirects.max() >= 1 && redirects.max() <= RedirectPolicy.LIMIT),
                "redirects",
                String.valueOf(redirects.max()),
                "must be 1 to " + RedirectPolicy.LIMIT);
        if (redirects instanceof RedirectPolicy.Listed listed) {
            int count = listed.hosts().size();
            rules.require(
                    count >= 1 && count <= RedirectPolicy.Listed.MAX_HOSTS,
                    "redirects",
                    String.valueOf(count),
                    "must list 1 to " + RedirectPolicy.Listed.MAX_HOSTS + " hosts");
            for (String host : listed.hosts()) {
                rules.require(HttpText.isHostName(host), "redirects", host, "must be a host name without a final dot");
            }
        }
        probe.transport().proxy().ifPresent(proxy -> proxy(probe, proxy));
    }

    private void proxy(HttpProbe probe, HttpProxy proxy) {
        String shown = proxy.toString();
        rules.require(proxy.port() >= 1 && proxy.port() <= 65_535, "proxy", shown, "must have a port of 1 to 65535");
        boolean forward = proxy.way() == HttpProxy.Way.FORWARD;
        rules.require(!probe.transport().isHttp2(), "proxy", shown, "cannot be used with http2");
        rules.require(!forward || !probe.transport().isSecure(), "proxy", shown, "must be a tunnel for https");
        rules.require(
                !forward || probe.request().host().isEmpty(),
                "proxy",
                shown,
                "must be a tunnel where there is a host: a proxy that forwards replaces it");
        rules.require(
                !(probe.transport().redirects() instanceof RedirectPolicy.Listed),
                "proxy",
                shown,
                "cannot be used with redirects to listed hosts");
    }

    private static boolean isPath(String path) {
        boolean visible = path.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!visible || !path.startsWith("/") || path.startsWith("//") || path.length() > HttpProbe.MAX_PATH_CHARS) {
            return false;
        }
        try {
            return new URI(path).getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
