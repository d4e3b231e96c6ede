package io.dnsfailover.examples.failoverd.config.probe;

import io.dnsfailover.model.Printable;
import io.dnsfailover.probes.HttpProbe;
import io.dnsfailover.probes.RedirectPolicy;
import io.dnsfailover.probes.StatusRange;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code type: http} and {@code type: https}. */
final class HttpType implements ProbeType<HttpProbe> {
    private static final Pattern STATUS_RANGE = Pattern.compile("(\\d{3})(?:-(\\d{3}))?");
    private static final Section REDIRECTS = Section.of("redirects", "same-host");

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
                        "path",
                        "host",
                        "expect-status",
                        "expect-body",
                        "insecure",
                        "redirects"),
                REDIRECTS);
    }

    @Override
    public Class<HttpProbe> spec() {
        return HttpProbe.class;
    }

    @Override
    public HttpProbe read(String word, ProbeFields fields) {
        HttpProbe plain = word.equals("http") ? HttpProbe.http() : HttpProbe.https();
        HttpProbe probe = fields.has("port") ? plain.port(fields.requiredPort()) : plain;
        probe = Payloads.text(fields, probe, "path", HttpProbe::path);
        probe = Payloads.text(fields, probe, "host", HttpProbe::host);
        probe = Payloads.text(fields, probe, "expect-body", HttpProbe::expectBody);
        for (StatusRange status : fields.list("expect-status", HttpType::status)) {
            probe = probe.expectStatus(status.from(), status.to());
        }
        if (Boolean.TRUE.equals(fields.truth("insecure"))) {
            probe = probe.insecure();
        }
        RedirectPolicy policy = redirects(fields);
        return policy == null ? probe : probe.followRedirects(policy);
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
        parts.require("same-host");
        Integer most = parts.number("same-host", 1, RedirectPolicy.SameHost.LIMIT);
        return most == null ? null : RedirectPolicy.sameHost(most);
    }

    @Override
    public void print(HttpProbe http, Map<String, Object> map) {
        map.put("path", http.path());
        http.host().ifPresent(host -> map.put("host", host));
        List<Object> statuses =
                http.expectedStatuses().stream().map(HttpType::print).toList();
        map.put("expect-status", statuses.size() == 1 ? statuses.get(0) : statuses);
        http.expectedBody().ifPresent(body -> map.put("expect-body", body));
        if (http.isSecure()) {
            map.put("insecure", http.isInsecure());
        }
        map.put(
                "redirects",
                http.redirects() instanceof RedirectPolicy.SameHost same ? Map.of("same-host", same.max()) : "none");
    }

    private static Object print(StatusRange range) {
        return range.from() == range.to() ? (Object) range.from() : range.toString();
    }
}
