package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.probes.PingProbe;
import io.dnsfailover.probes.TestScript;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.testkit.contract.ProberContract;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** With a program in the place of ping, so that no machine needs a real one. */
class PingContractTest extends ProberContract {
    private static final String SCRIPT = """
        #!/bin/sh
        case $4 in
        127.0.0.1) echo "64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.040 ms";;
        127.0.0.2) echo "1 packets transmitted, 0 received, 100% packet loss, time 0ms"; exit 1;;
        *) exec /bin/sleep 60;;
        esac
        """;

    @TempDir
    private Path directory;

    @Override
    protected Prober prober() throws IOException {
        Path ping = TestScript.executable(directory.resolve("ping"), SCRIPT);
        return new PingProber(new PingAsk(List.of(ping), List.of()));
    }

    @Override
    protected ProbeSpec spec() {
        return PingProbe.once();
    }

    @Override
    protected Endpoint passing() {
        return Endpoint.of("127.0.0.1");
    }

    @Override
    protected Endpoint failing() {
        return Endpoint.of("127.0.0.2");
    }

    @Override
    protected Optional<Endpoint> silent() {
        return Optional.of(Endpoint.of("127.0.0.3"));
    }

    /** The JDK waits for each process on a thread, which it keeps for a minute. */
    @Override
    protected boolean isFixture(Thread thread) {
        return thread.getName().startsWith("process reaper");
    }

    private static final class PingProber implements Prober {
        private final ProbeEngine engine = new ProbeEngine(new ProbeEngine.Settings(
                null,
                null,
                name -> List.of(InetAddress.getLoopbackAddress()),
                address -> null,
                new ProbeLimits(1000, 1_000_000, 1_000_000, 1000)));
        private final PingAsk ask;

        PingProber(PingAsk ask) {
            this.ask = ask;
        }

        @Override
        public boolean supports(ProbeSpec spec) {
            return spec instanceof PingProbe;
        }

        @Override
        public Probe prepare(ProbeSpec spec) {
            if (!supports(spec)) {
                throw new IllegalArgumentException("not a ping");
            }
            return request -> engine.start(request, 0, ask);
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
