package io.dnsfailover.examples.failoverd.config.probe;

import io.dnsfailover.model.Target;
import io.dnsfailover.probes.BodyRule;
import io.dnsfailover.probes.HttpExpectation;
import io.dnsfailover.probes.HttpHeader;
import io.dnsfailover.probes.HttpProbe;
import io.dnsfailover.probes.HttpProxy;
import io.dnsfailover.probes.HttpRequest;
import io.dnsfailover.probes.HttpTransport;
import io.dnsfailover.probes.RedirectPolicy;
import io.dnsfailover.probes.StatusRange;
import io.dnsfailover.probes.TlsVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An HTTP check as the file would say it. */
final class HttpPrint {
    private HttpPrint() {}

    static void print(HttpProbe http, Map<String, Object> map) {
        HttpRequest request = http.request();
        map.put("method", request.method());
        map.put("path", request.path());
        put(
                map,
                "query",
                request.query().stream().map(p -> p.name() + "=" + p.value()).toList());
        put(map, "header", fields(request.headers()));
        request.body().ifPresent(body -> {
            map.put("send", body.text());
            map.put("content-type", body.contentType());
        });
        request.host().ifPresent(host -> map.put("host", host));
        request.credential().ifPresent(name -> map.put("credential", name));
        print(http.expectation(), map);
        print(http.transport(), map);
    }

    private static void print(HttpExpectation expected, Map<String, Object> map) {
        List<Object> statuses =
                expected.effectiveStatuses().stream().map(HttpPrint::print).toList();
        map.put("expect-status", statuses.size() == 1 ? statuses.get(0) : statuses);
        put(map, "expect-header", fields(expected.headers()));
        put(
                map,
                "expect-body",
                rules(expected, BodyRule.Contains.class)
                        .map(BodyRule.Contains::text)
                        .toList());
        put(
                map,
                "expect-body-without",
                rules(expected, BodyRule.Absent.class)
                        .map(BodyRule.Absent::text)
                        .toList());
        put(
                map,
                "expect-body-matching",
                rules(expected, BodyRule.Matches.class)
                        .map(BodyRule.Matches::pattern)
                        .toList());
        put(
                map,
                "expect-json",
                rules(expected, BodyRule.Json.class)
                        .map(json -> json.pointer() + "=" + json.value())
                        .toList());
        map.put("max-body", expected.maxBodyBytes());
        map.put("digest", expected.digested());
    }

    private static void print(HttpTransport transport, Map<String, Object> map) {
        RedirectPolicy redirects = transport.redirects();
        if (redirects instanceof RedirectPolicy.Listed listed) {
            map.put("redirects", Map.of("listed", listed.max(), "hosts", listed.hosts()));
        } else {
            map.put("redirects", redirects.max() == 0 ? "none" : Map.of("same-host", redirects.max()));
        }
        map.put("http2", transport.isHttp2());
        transport.proxy().ifPresent(proxy -> map.put("proxy", Map.of(proxy.way().toString(), print(proxy))));
        if (transport.isSecure()) {
            map.put(
                    "tls",
                    transport.tlsVersions().stream()
                            .sorted()
                            .map(TlsVersion::toString)
                            .toList());
            transport.serverName().ifPresent(name -> map.put("server-name", name));
            transport.authority().ifPresent(name -> map.put("authority", name));
            transport.clientCertificate().ifPresent(name -> map.put("client-certificate", name));
            map.put("insecure", transport.isInsecure());
        }
    }

    private static String print(HttpProxy proxy) {
        String address = new Target.Address(proxy.address()).rdata();
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + proxy.port();
    }

    private static <R extends BodyRule> Stream<R> rules(HttpExpectation expected, Class<R> type) {
        return expected.body().stream().filter(type::isInstance).map(type::cast);
    }

    private static List<String> fields(List<HttpHeader> headers) {
        return headers.stream()
                .map(header -> header.name() + ": " + header.value())
                .toList();
    }

    /** Nothing for none, the text alone for one. */
    private static void put(Map<String, Object> map, String key, List<String> texts) {
        if (!texts.isEmpty()) {
            map.put(key, texts.size() == 1 ? texts.get(0) : texts);
        }
    }

    private static Object print(StatusRange range) {
        return range.from() == range.to() ? (Object) range.from() : range.toString();
    }
}
