package io.dnsfailover.probes;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.testkit.contract.ProberContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class NetworkProberSmtpContractTest extends ProberContract {
    private final Peer mail = Peer.that(new MailServer()::talk);
    private final Peer silent = Peer.silent();

    @AfterEach
    void closePeers() {
        mail.close();
        silent.close();
    }

    @Override
    protected Prober prober() {
        return NetworkProber.create();
    }

    @Override
    protected ProbeSpec spec() {
        return SmtpProbe.port(25);
    }

    @Override
    protected Endpoint passing() {
        return mail.endpoint();
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
