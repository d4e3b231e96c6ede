package io.dnsfailover.probes;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.testkit.contract.ProberContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class NetworkProberHttpContractTest extends ProberContract {
    private final Peer web = Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    private final Peer silent = Peer.silent();

    @AfterEach
    void closePeers() {
        web.close();
        silent.close();
    }

    @Override
    protected Prober prober() {
        return NetworkProber.create();
    }

    @Override
    protected ProbeSpec spec() {
        return HttpProbe.http().expectBody("ok");
    }

    @Override
    protected Endpoint passing() {
        return web.endpoint();
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
