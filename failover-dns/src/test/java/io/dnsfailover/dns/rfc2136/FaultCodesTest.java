package io.dnsfailover.dns.rfc2136;

import static io.dnsfailover.dns.rfc2136.Publishing.assertFails;
import static io.dnsfailover.dns.rfc2136.Publishing.at;
import static io.dnsfailover.dns.rfc2136.Publishing.change;
import static io.dnsfailover.dns.rfc2136.Publishing.set;

import io.dnsfailover.dns.server.KnotServer;
import io.dnsfailover.dns.server.NamedServer;
import io.dnsfailover.dns.server.PowerDnsServer;
import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.dns.server.ServerKey;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the servers answer to the same faults: other codes each, and sometimes nothing. None of them is taken for a success or a
 * conflict, and all of them change nothing.
 */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class FaultCodesTest {
    private static final RecordSetKey WWW = at("www.example.com.", RecordType.A);
    private static final Change MOVE = change(1, set(WWW, "192.0.2.1"));
    private static final RecordSetKey ELSEWHERE =
            new RecordSetKey(DnsName.of("example.net."), DnsName.of("www.example.net."), RecordType.A);

    /** A server, and what it says to a key it does not know, to no key, and of a zone it does not have. */
    private record Server(String name, Supplier<RealServer> start, String unknownKey, String noKey, String otherZone) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Server> servers() {
        return Stream.of(
                new Server("BIND", NamedServer::start, "NOTAUTH (BADKEY)", "REFUSED", "REFUSED"),
                new Server("Knot", KnotServer::start, "NOTAUTH (BADKEY)", "NOTAUTH", "REFUSED"),
                new Server("PowerDNS", PowerDnsServer::start, "NOTAUTH", "REFUSED", "REFUSED"));
    }

    @ParameterizedTest
    @MethodSource("servers")
    @DisplayName("the same fault has another code on each server, and no effect on any")
    void replace_withFault_changesNothing(Server kind) throws Exception {
        try (RealServer server = kind.start().get()) {
            ServerKey good = server.key();
            assertRefused(
                    kind.unknownKey(), signed(server, new ServerKey("nobody", good.algorithm(), good.secret())), MOVE);
            assertRefused(kind.noKey(), Rfc2136Publisher.to(server.address()).unsignedLoopbackOnly(), MOVE);
            assertRefused(kind.otherZone(), Publishing.to(server), change(1, set(ELSEWHERE, "192.0.2.1")));

            try (DnsPublisher publisher = Publishing.to(server).build()) {
                publisher.replace(MOVE);
            }
        }
    }

    private static Rfc2136PublisherBuilder signed(RealServer server, ServerKey key) {
        return Rfc2136Publisher.to(server.address()).key(Publishing.key(key));
    }

    private static void assertRefused(String code, Rfc2136PublisherBuilder builder, Change change) {
        try (DnsPublisher publisher = builder.build()) {
            assertFails(PublishEffect.NONE, publisher, change).hasMessageMatching(".* says \\Q" + code + "\\E(,.*)?");
        }
    }
}
