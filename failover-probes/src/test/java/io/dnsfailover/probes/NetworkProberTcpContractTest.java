package io.dnsfailover.probes;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.testkit.contract.ProberContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class NetworkProberTcpContractTest extends ProberContract {
    private final Peer banner = Peer.that(connection -> {
        Peer.send(connection, "220 ready\r\n");
        Peer.drain(connection);
    });
    private final Peer silent = Peer.silent();

    @AfterEach
    void closePeers() {
        banner.close();
        silent.close();
    }

    @Override
    protected Prober prober() {
        return NetworkProber.create();
    }

    @Override
    protected ProbeSpec spec() {
        return TcpProbe.port(25).expect("220 ");
    }

    @Override
    protected Endpoint passing() {
        return banner.endpoint();
    }

    @Override
    protected Endpoint failing() {
        return Endpoint.of("127.0.0.1").onPort(Peer.closedPort());
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
