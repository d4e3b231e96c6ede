package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.testkit.contract.ComparingPublisherContract;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract against one real server, which all tests of a class share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealServerContract extends ComparingPublisherContract {
    private RealServer server;
    private DatagramSocket mute;

    abstract RealServer start();

    @BeforeAll
    void startServer() throws Exception {
        server = start();
        mute = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    @AfterAll
    void stopServer() {
        if (server != null) {
            server.close();
            mute.close();
        }
    }

    @Override
    protected DnsPublisher publisher() {
        return Publishing.to(server).build();
    }

    @Override
    protected DnsName zone() {
        return Publishing.ZONE;
    }

    @Override
    protected RecordSet lookup(RecordSetKey key) throws Exception {
        return HandEdit.of(server).read(key);
    }

    @Override
    protected void writeOutOfBand(RecordSet recordSet) throws Exception {
        HandEdit.of(server).replace(recordSet);
    }

    @Override
    protected Optional<DnsPublisher> unreachable() throws Exception {
        int closed;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        return Optional.of(Rfc2136Publisher.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), closed))
                .key(Publishing.key(server.key()))
                .build());
    }

    @Override
    protected Optional<DnsPublisher> silent() {
        return Optional.of(Rfc2136Publisher.to((InetSocketAddress) mute.getLocalSocketAddress())
                .key(Publishing.key(server.key()))
                .build());
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(server.key().secret());
    }

    /** dnsjava's resolver, by which {@link HandEdit} asks, keeps one thread for the whole process. */
    @Override
    protected boolean isFixture(Thread thread) {
        return thread.getName().startsWith("dnsjava") || thread.getName().startsWith("ForkJoinPool");
    }
}
