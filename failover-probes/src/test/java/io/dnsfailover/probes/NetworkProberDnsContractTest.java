package io.dnsfailover.probes;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.testkit.contract.ProberContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class NetworkProberDnsContractTest extends ProberContract {
    private final UdpPeer answering = DnsPeer.udp(DnsPeer.address("192.0.2.1"));
    private final UdpPeer silent = UdpPeer.silent();

    @AfterEach
    void closePeers() {
        answering.close();
        silent.close();
    }

    @Override
    protected Prober prober() {
        return NetworkProber.create();
    }

    @Override
    protected ProbeSpec spec() {
        return DnsProbe.ask("www.example.com.", DnsProbe.Type.A);
    }

    @Override
    protected Endpoint passing() {
        return answering.endpoint();
    }

    @Override
    protected Endpoint failing() {
        return Endpoint.of("127.0.0.1").onPort(UdpPeer.closedPort());
    }

    @Override
    protected Optional<Endpoint> silent() {
        return Optional.of(silent.endpoint());
    }

    @Override
    protected boolean isFixture(Thread thread) {
        return thread.getName().startsWith("test-");
    }
}
