package io.dnsfailover.probes;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.testkit.contract.ProberContract;
import java.util.Optional;

class NetworkProberExecContractTest extends ProberContract {
    private static final String SCRIPT = "case $1 in 127.0.0.1) exit 0;; 127.0.0.2) exit 1;; *) exec sleep 60;; esac";

    @Override
    protected Prober prober() {
        return NetworkProber.builder().maxPrograms(1000).build();
    }

    @Override
    protected ProbeSpec spec() {
        return ExecProbe.run("/bin/sh", "-c", SCRIPT, "check", "{address}").environment("PATH", "/usr/bin:/bin");
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

    @Override
    protected boolean isFixture(Thread thread) {
        return thread.getName().startsWith("test-") || thread.getName().startsWith("process reaper");
    }
}
