package io.dnsfailover.examples.failoverd;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.listen.DnsListener;
import io.dnsfailover.examples.failoverd.config.Configuration;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.RecordDirectory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ANAME at the apex of a zone: its targets are checked over HTTP at the addresses that are published, and it follows them. */
class AnameTest {
    /** What a resolver knows of the targets. */
    private static final class Targets implements RecordDirectory {
        private static final DnsName ZONE = DnsName.of("test.");

        private final Map<DnsName, RecordSet> sets = new ConcurrentHashMap<>();
        private volatile Set<RecordSetKey> keys = Set.of();

        Targets put(String name, String address) {
            RecordSetKey key = new RecordSetKey(ZONE, DnsName.of(name), RecordType.A);
            sets.put(key.owner(), RecordSet.of(key, new Ttl(1), List.of(address)));
            keys = java.util.stream.Stream.concat(keys.stream(), java.util.stream.Stream.of(key))
                    .collect(java.util.stream.Collectors.toUnmodifiableSet());
            return this;
        }

        @Override
        public @Nullable RecordSet current(DnsName owner, RecordType type) {
            return type == RecordType.A ? sets.get(owner) : null;
        }

        @Override
        public Set<RecordSetKey> keys() {
            return keys;
        }
    }

    @Test
    @DisplayName("the apex leaves a target whose server is down, and follows the new one to another address")
    void apex_failsOverAndFollows(@TempDir Path directory) throws Exception {
        Targets targets = new Targets().put("a.test.", "127.0.0.1").put("b.test.", "127.0.0.2");
        try (Backend primary = HttpBackend.on("127.0.0.1");
                Backend backup = HttpBackend.on("127.0.0.2");
                DnsListener resolver = DnsListener.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Answerer.over(targets).build())) {
            Assembly assembly = Assembly.start(Configuration.read(
                    Files.writeString(directory.resolve("failoverd.yaml"), configuration(resolver, primary, backup))));
            try {
                Lookup dns = new Lookup(assembly.dns().listeners().get(0).address());
                dns.await("example.com.", "127.0.0.1");

                primary.die();
                dns.await("example.com.", "127.0.0.2");

                targets.put("b.test.", "127.0.0.3");
                dns.await("example.com.", "127.0.0.3");
                assertThat(assembly.aliases().statuses())
                        .extracting(status -> status.name() + " " + status.addresses())
                        .containsExactly("a.test. [127.0.0.1]", "b.test. [127.0.0.3]");
            } finally {
                assembly.failover().close();
                assembly.dns().listeners().forEach(DnsListener::close);
                assembly.aliases().close();
            }
        }
    }

    private static String configuration(DnsListener resolver, Backend primary, Backend backup) {
        return """
                prober: {allow: 127.0.0.0/8}
                aname: {resolvers: "%s", floor: 1s, allow: 127.0.0.0/8}
                dns: {listen: "127.0.0.1:0"}
                policies:
                  - name: apex
                    record: {zone: example.com., name: example.com., type: ANAME}
                    endpoints: [a.test., {target: b.test., port: %d}]
                    interval: 1s
                    timeout: 900ms
                    confirm-after: 50ms
                    probe: {type: http, port: %d, host: example.com}
                """.formatted(LocalAddress.text(resolver.address()), backup.port(), primary.port());
    }
}
