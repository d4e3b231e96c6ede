package io.dnsfailover.probes;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.testkit.contract.ProberContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class NetworkProberCertificateContractTest extends ProberContract {
    private static Certificates certificates;

    private final Peer silent = Peer.silent();
    private Peer server;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.shared();
    }

    @BeforeEach
    void startServer() throws Exception {
        server = certificates.server("good", Peer::drain);
    }

    @AfterEach
    void closePeers() {
        server.close();
        silent.close();
    }

    @Override
    protected Prober prober() throws Exception {
        return NetworkProber.builder().sslContext(certificates.trusting("ca")).build();
    }

    @Override
    protected ProbeSpec spec() {
        return CertificateProbe.port(443);
    }

    @Override
    protected Endpoint passing() throws Exception {
        return server.endpoint();
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
