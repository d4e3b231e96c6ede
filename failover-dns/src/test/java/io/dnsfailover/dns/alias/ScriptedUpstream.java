package io.dnsfailover.dns.alias;

import io.dnsfailover.dns.internal.lookup.Answer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What names resolve to, as a test says, without a network; and when they were asked for. */
final class ScriptedUpstream implements Upstream {
    private final TimeSource time;
    private final long startNanos;
    private final Map<DnsName, Lookup> answers = new ConcurrentHashMap<>();
    private final Map<DnsName, List<Duration>> asked = new ConcurrentHashMap<>();

    ScriptedUpstream(TimeSource time) {
        this.time = time;
        this.startNanos = time.nanoTime();
    }

    /** Addresses of either family, told apart by their colons. */
    ScriptedUpstream put(String name, long ttl, String... addresses) {
        List<String> six =
                List.of(addresses).stream().filter(a -> a.indexOf(':') >= 0).toList();
        List<String> four =
                List.of(addresses).stream().filter(a -> a.indexOf(':') < 0).toList();
        return put(name, new Lookup(answer(four, ttl), answer(six, ttl)));
    }

    private static Answer answer(List<String> addresses, long ttl) {
        return addresses.isEmpty() ? Answer.none(ttl) : Answer.found(addresses, ttl, "");
    }

    ScriptedUpstream put(String name, Lookup lookup) {
        answers.put(DnsName.of(name), lookup);
        return this;
    }

    ScriptedUpstream fail(String name) {
        return put(name, Lookup.failed("SERVFAIL"));
    }

    /** When a name was asked for, since the start. */
    List<Duration> asked(String name) {
        return asked.getOrDefault(DnsName.of(name), List.of());
    }

    @Override
    public Lookup ask(DnsName name) {
        asked.computeIfAbsent(name, n -> new ArrayList<>()).add(Duration.ofNanos(time.nanoTime() - startNanos));
        return answers.getOrDefault(name, Lookup.failed("NXDOMAIN"));
    }
}
