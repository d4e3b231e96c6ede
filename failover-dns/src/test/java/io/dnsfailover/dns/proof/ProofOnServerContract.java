package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.dns.tsig.TsigKey;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.spi.Proof;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Update;

/** The contract with one real server, which all tests of a class share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProofOnServerContract extends ProofAtAddressContract {
    private final Supplier<RealServer> starts;
    private RealServer server;
    private InetSocketAddress closedPort;

    ProofOnServerContract(Supplier<RealServer> starts) {
        super("example.com.");
        this.starts = starts;
    }

    @BeforeAll
    void startServer() throws IOException {
        server = starts.get();
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            closedPort = (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    @AfterAll
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected Proof proof() {
        return DnsProof.builder()
                .server("example.com.", new NameServer(DnsName.of("ns1.example.com."), server.address(), null))
                .build();
    }

    @Override
    InetSocketAddress address() {
        return server.address();
    }

    @Override
    InetSocketAddress deadAddress() {
        return closedPort;
    }

    @Override
    protected void serve(RecordSet recordSet) throws IOException {
        Name owner = ZoneRecords.name(recordSet.key().owner());
        Update update = new Update(Name.fromString(RealServer.ZONE));
        update.delete(owner, ZoneRecords.type(recordSet.key().type()));
        update.add(ZoneRecords.records(recordSet).toArray(org.xbill.DNS.Record[]::new));
        SimpleResolver resolver = new SimpleResolver(server.address());
        resolver.setTSIGKey(
                TsigKey.of(server.key().name(), server.key().secret()).signer());
        resolver.setTimeout(Duration.ofSeconds(20));
        Message reply = resolver.send(update);
        if (reply.getRcode() != Rcode.NOERROR) {
            throw new IOException("the server says " + Rcode.string(reply.getRcode()));
        }
    }
}
