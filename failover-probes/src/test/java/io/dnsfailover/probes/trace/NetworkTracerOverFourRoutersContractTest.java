package io.dnsfailover.probes.trace;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.spi.Tracer;
import io.dnsfailover.testkit.contract.TracerContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** With a real program on a real way. */
class NetworkTracerOverFourRoutersContractTest extends TracerContract {
    @TempDir
    private static Path directory;

    private static @Nullable FourRouters routers;
    private static Path program = Path.of("/");

    private final List<NetworkTracer> tracers = new ArrayList<>();

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        String traceroute = FourRouters.program("traceroute");
        FourRouters built = FourRouters.build();
        routers = built;
        program = built.atSource(directory, traceroute);
    }

    @AfterAll
    static void remove() {
        if (routers != null) {
            routers.close();
        }
    }

    @AfterEach
    void close() {
        tracers.forEach(NetworkTracer::close);
    }

    @Override
    protected Tracer tracer() {
        NetworkTracer tracer = NetworkTracer.builder().program(program).build();
        tracers.add(tracer);
        return tracer;
    }

    @Override
    protected Endpoint reachable() {
        return FourRouters.IPV4;
    }

    @Override
    protected Optional<Endpoint> silent() {
        return Optional.of(FourRouters.DROPPED_IPV4);
    }
}
