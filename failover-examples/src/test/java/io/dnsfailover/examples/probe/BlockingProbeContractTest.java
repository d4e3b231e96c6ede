package io.dnsfailover.examples.probe;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.testkit.contract.ProbeContract;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

// tag::contract[]
class BlockingProbeContractTest extends ProbeContract {
    private final BlockingProbe probe = new BlockingProbe(new RedisPing(), 64);
    private final FakeRedis redis;
    private final FakeRedis silent;

    BlockingProbeContractTest() throws IOException {
        redis = new FakeRedis("127.0.0.1", "+PONG\r\n");
        silent = new FakeRedis("127.0.0.1", "");
    }

    @AfterEach
    void close() throws IOException {
        probe.close();
        redis.close();
        silent.close();
    }

    @Override
    protected Probe probe() {
        return probe;
    }

    @Override
    protected Endpoint passing() {
        return redis.endpoint();
    }

    @Override
    protected Endpoint failing() throws IOException {
        FakeRedis dead = new FakeRedis("127.0.0.1", "+PONG\r\n");
        dead.dies();
        return dead.endpoint();
    }

    @Override
    protected Optional<Endpoint> silent() {
        return Optional.of(silent.endpoint());
    }
}
// end::contract[]
