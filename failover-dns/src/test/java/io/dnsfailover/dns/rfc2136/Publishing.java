package io.dnsfailover.dns.rfc2136;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.dns.server.ServerKey;
import io.dnsfailover.dns.tsig.TsigKey;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Target;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import java.net.InetSocketAddress;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;

/** Short words for the tests of this package. */
final class Publishing {
    static final DnsName ZONE = DnsName.of(RealServer.ZONE);

    private Publishing() {}

    static TsigKey key(ServerKey key) {
        return TsigKey.of(key.name(), key.algorithm(), key.secret());
    }

    static Rfc2136PublisherBuilder to(RealServer server) {
        return Rfc2136Publisher.to(server.address()).key(key(server.key()));
    }

    static InetSocketAddress socket(String literal, int port) {
        return new InetSocketAddress(((Target.Address) Target.parse(literal)).address(), port);
    }

    static RecordSetKey at(String owner, RecordType type) {
        return new RecordSetKey(ZONE, DnsName.of(owner), type);
    }

    static RecordSet set(RecordSetKey key, String... rdata) {
        return RecordSet.of(key, new Ttl(30), List.of(rdata));
    }

    /** A change that needs nothing but the right order. */
    static Change change(long generation, RecordSet desired) {
        return new Change(desired, null, generation, 0);
    }

    static Change change(long generation, RecordSet desired, Published expected) {
        return new Change(desired, expected, generation, 0);
    }

    static AbstractThrowableAssert<?, ?> assertFails(PublishEffect effect, DnsPublisher publisher, Change change) {
        return assertThatThrownBy(() -> publisher.replace(change)).isInstanceOfSatisfying(PublishException.class, e -> {
            if (e.effect() != effect) {
                throw new AssertionError("expected " + effect + " but was " + e.effect() + ": " + e, e);
            }
        });
    }
}
