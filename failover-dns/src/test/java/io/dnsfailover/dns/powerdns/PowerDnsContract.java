package io.dnsfailover.dns.powerdns;

import io.dnsfailover.dns.server.PowerDnsServer;
import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.testkit.contract.DnsPublisherContract;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract against one real server, which all tests of a class share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PowerDnsContract extends DnsPublisherContract {
    private PowerDnsServer server;
    private ServerSocket mute;

    abstract PowerDnsServer start();

    @BeforeAll
    void startServer() throws Exception {
        server = start();
        mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterAll
    void stopServer() throws Exception {
        if (server != null) {
            server.close();
            mute.close();
        }
    }

    @Override
    protected DnsPublisher publisher() {
        return Api.to(server).build();
    }

    @Override
    protected DnsName zone() {
        return DnsName.of(RealServer.ZONE);
    }

    @Override
    protected RecordSet lookup(RecordSetKey key) throws Exception {
        return Api.lookup(server, key);
    }

    @Override
    protected void writeOutOfBand(RecordSet recordSet) throws Exception {
        Api.replaceByHand(server, recordSet);
    }

    @Override
    protected Optional<DnsPublisher> unreachable() throws Exception {
        InetSocketAddress closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        return Optional.of(Api.to(closed, server.address()).build());
    }

    @Override
    protected Optional<DnsPublisher> silent() {
        return Optional.of(Api.to((InetSocketAddress) mute.getLocalSocketAddress(), server.address())
                .build());
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(PowerDnsServer.API_KEY);
    }

    /** dnsjava's resolver, by which {@link Api} asks, keeps one thread for the whole process. */
    @Override
    protected boolean isFixture(Thread thread) {
        return thread.getName().startsWith("dnsjava") || thread.getName().startsWith("ForkJoinPool");
    }
}
