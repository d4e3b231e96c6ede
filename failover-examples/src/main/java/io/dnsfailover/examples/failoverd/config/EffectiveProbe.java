package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.probes.HttpProbe;
import io.dnsfailover.probes.Payload;
import io.dnsfailover.probes.RedirectPolicy;
import io.dnsfailover.probes.StatusRange;
import io.dnsfailover.probes.TcpProbe;
import io.dnsfailover.probes.UdpProbe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A probe as the file would say it, with nothing left to a default. */
final class EffectiveProbe {
    private EffectiveProbe() {}

    static Map<String, Object> of(ProbeSpec spec) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", spec.type());
        map.put("port", spec.port());
        if (spec instanceof TcpProbe tcp) {
            payload(map, "send", tcp.sends().orElse(null));
            payload(map, "expect", tcp.expects().orElse(null));
        } else if (spec instanceof UdpProbe udp) {
            payload(map, "send", udp.sends().orElse(null));
            payload(map, "expect", udp.expects().orElse(null));
        } else if (spec instanceof HttpProbe http) {
            http(map, http);
        }
        return map;
    }

    private static void payload(Map<String, Object> map, String key, @Nullable Payload payload) {
        if (payload != null) {
            map.put(payload.hex() ? key + "-hex" : key, payload.written());
        }
    }

    private static void http(Map<String, Object> map, HttpProbe http) {
        map.put("path", http.path());
        http.host().ifPresent(host -> map.put("host", host));
        List<Object> statuses =
                http.expectedStatuses().stream().map(EffectiveProbe::status).toList();
        map.put("expect-status", statuses.size() == 1 ? statuses.get(0) : statuses);
        http.expectedBody().ifPresent(body -> map.put("expect-body", body));
        if (http.isSecure()) {
            map.put("insecure", http.isInsecure());
        }
        map.put(
                "redirects",
                http.redirects() instanceof RedirectPolicy.SameHost same ? Map.of("same-host", same.max()) : "none");
    }

    private static Object status(StatusRange range) {
        return range.from() == range.to() ? (Object) range.from() : range.toString();
    }
}
