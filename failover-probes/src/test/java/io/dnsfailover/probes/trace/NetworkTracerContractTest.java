package io.dnsfailover.probes.trace;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.spi.Tracer;
import io.dnsfailover.testkit.contract.TracerContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** With a script in place of the program, so that it runs on any machine that has a shell. */
class NetworkTracerContractTest extends TracerContract {
    private NetworkTracer tracer = NetworkTracer.create();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        tracer.close();
    }

    @Override
    protected Tracer tracer() throws IOException {
        tracer.close();
        Path program = FakeProgram.script(directory, """
                for target; do :; done
                echo "traceroute to $target ($target), 30 hops max, 60 byte packets"
                echo " 1  192.0.2.1  0.5 ms  0.4 ms *"
                [ "$target" = 203.0.113.68 ] && exec /bin/sleep 60
                case "$*" in *'-m 1 '*) exit;; esac
                echo " 2  $target  1.5 ms  1.4 ms  1.3 ms"
                """);
        tracer = NetworkTracer.builder().program(program).build();
        return tracer;
    }

    @Override
    protected Endpoint reachable() {
        return Endpoint.of("203.0.113.1");
    }

    @Override
    protected Optional<Endpoint> silent() {
        return Optional.of(Endpoint.of("203.0.113.68"));
    }
}
