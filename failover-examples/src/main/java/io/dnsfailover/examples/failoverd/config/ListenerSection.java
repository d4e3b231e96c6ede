package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.dns.listen.RateLimit;
import io.dnsfailover.model.AddressPrefix;
import io.dnsfailover.model.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code dns}: what the sockets allow. */
final class ListenerSection {
    private static final int MAX_THREADS = 64;
    private static final int MAX_CONNECTIONS = 65_535;
    private static final Duration MIN_IDLE = Duration.ofMillis(100);
    private static final Duration MAX_IDLE = Duration.ofHours(1);

    private ListenerSection() {}

    static ListenerSettings read(Fields dns) {
        Integer threads = number(dns, "udp-threads", 1, MAX_THREADS);
        Value limit = dns.get("rate-limit");
        Value tcp = dns.get("tcp");
        Fields tcpFields = tcp == null ? null : tcp.fields(Keys.TCP);
        RateLimit rateLimit = limit == null ? null : rateLimit(limit);
        if (tcpFields == null) {
            return new ListenerSettings(threads, rateLimit, null, null, null);
        }
        return new ListenerSettings(
                threads,
                rateLimit,
                number(tcpFields, "connections", 1, MAX_CONNECTIONS),
                number(tcpFields, "per-client", 1, MAX_CONNECTIONS),
                idle(tcpFields.get("idle")));
    }

    private static @Nullable Integer number(Fields fields, String key, int least, int most) {
        Value value = fields.get(key);
        return value == null ? null : value.wholeNumber(least, most);
    }

    private static int number(Fields fields, String key, int usual, int least, int most) {
        Integer number = number(fields, key, least, most);
        return number == null ? usual : number;
    }

    private static @Nullable Duration idle(@Nullable Value value) {
        Duration idle = value == null ? null : value.duration();
        if (value != null && idle != null && (idle.compareTo(MIN_IDLE) < 0 || idle.compareTo(MAX_IDLE) > 0)) {
            value.wrong("must be 100ms to 1h");
            return null;
        }
        return idle;
    }

    private static @Nullable RateLimit rateLimit(Value value) {
        Fields fields = value.fields(Keys.RATE_LIMIT);
        Value rate = fields == null ? null : fields.require("per-second");
        Integer perSecond = rate == null ? null : rate.wholeNumber(1, 100_000);
        if (fields == null) {
            return null;
        }
        RateLimit usual = RateLimit.perSecond(1);
        int slip = number(fields, "slip", usual.slip(), 0, 15);
        int ipv4Bits = number(fields, "ipv4-bits", usual.ipv4Bits(), 8, 32);
        int ipv6Bits = number(fields, "ipv6-bits", usual.ipv6Bits(), 16, 64);
        List<AddressPrefix> exempt = exempt(fields.get("exempt"));
        if (perSecond == null) {
            return null;
        }
        try {
            return new RateLimit(perSecond, slip, ipv4Bits, ipv6Bits, exempt);
        } catch (IllegalArgumentException e) {
            value.wrong(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static List<AddressPrefix> exempt(@Nullable Value value) {
        List<AddressPrefix> found = new ArrayList<>();
        for (Value item : value == null ? List.<Value>of() : value.itemOrItems()) {
            AddressPrefix prefix = item.read(AddressPrefix::of);
            if (prefix != null) {
                found.add(prefix);
            }
        }
        return found;
    }

    /** What {@code --check} prints. */
    static void print(ListenerSettings settings, Map<String, Object> dns) {
        put(dns, "udp-threads", settings.udpThreads());
        if (settings.rateLimit() != null) {
            dns.put("rate-limit", print(settings.rateLimit()));
        }
        Map<String, Object> tcp = new LinkedHashMap<>();
        put(tcp, "connections", settings.tcpConnections());
        put(tcp, "per-client", settings.tcpPerClient());
        put(tcp, "idle", settings.tcpIdle() == null ? null : DurationText.of(settings.tcpIdle()));
        if (!tcp.isEmpty()) {
            dns.put("tcp", tcp);
        }
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private static Map<String, Object> print(RateLimit limit) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("per-second", limit.perSecond());
        map.put("slip", limit.slip());
        map.put("ipv4-bits", limit.ipv4Bits());
        map.put("ipv6-bits", limit.ipv6Bits());
        if (!limit.exempt().isEmpty()) {
            map.put("exempt", limit.exempt().stream().map(Object::toString).toList());
        }
        return map;
    }
}
