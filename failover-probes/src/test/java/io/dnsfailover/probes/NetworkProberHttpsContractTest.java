package io.dnsfailover.probes;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.testkit.contract.ProberContract;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class NetworkProberHttpsContractTest extends ProberContract {
    private static Certificates certificates;

    private final Peer silent = Peer.silent();
    private final Peer web = certificates.server("good", connection -> {
        Peer.readHead(connection);
        Peer.send(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        Peer.drain(connection);
    });

    NetworkProberHttpsContractTest() throws GeneralSecurityException, IOException {}

    @BeforeAll
    static void certificates() throws Exception {
        certificates = Certificates.shared();
        warmUp();
    }

    /** Both sides of TLS run here: cold, 200 handshakes at once would measure the compiler of a busy machine. */
    private static void warmUp() throws Exception {
        NetworkProberHttpsContractTest fixture = new NetworkProberHttpsContractTest();
        try (Prober prober = fixture.prober()) {
            for (int i = 0; i < 50; i++) {
                Run.check(prober, fixture.spec(), fixture.passing());
            }
        } finally {
            fixture.closePeers();
        }
    }

    @AfterEach
    void closePeers() {
        web.close();
        silent.close();
    }

    @Override
    protected Prober prober() throws Exception {
        return NetworkProber.builder().sslContext(certificates.trusting("ca")).build();
    }

    @Override
    protected ProbeSpec spec() {
        return HttpProbe.https().host("www.example.com").expectBody("ok");
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
