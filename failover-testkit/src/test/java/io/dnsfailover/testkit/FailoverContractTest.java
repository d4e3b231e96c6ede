package io.dnsfailover.testkit;

import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.spi.RecordDirectory;
import io.dnsfailover.testkit.contract.RecordDirectoryContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A running {@code Failover}, as whoever answers queries sees it. */
class FailoverContractTest extends RecordDirectoryContract {
    private final FailoverPolicy www = FailoverPolicy.named("www")
            .record("example.com.", "www.example.com.", RecordType.A)
            .primary("192.0.2.10")
            .backup("192.0.2.20")
            .probe(new NamedProbe("any"))
            .build();
    private final Scenario scenario = Scenario.of(www).from("fra1", "ams1").start();

    @AfterEach
    void close() {
        scenario.close();
    }

    @Override
    protected RecordDirectory directory() {
        return scenario.failover();
    }

    @Override
    protected RecordSetKey managed() {
        return www.record();
    }

    @Override
    protected void move() {
        scenario.endpoint("192.0.2.10").goesDown();
        scenario.advance(Duration.ofMinutes(2));
    }
}
