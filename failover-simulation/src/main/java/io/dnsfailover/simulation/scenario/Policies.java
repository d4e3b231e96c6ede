package io.dnsfailover.simulation.scenario;

import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.FailoverPolicyBuilder;
import io.dnsfailover.policy.NamedProbe;
import java.time.Duration;

/** The policies of the pages: one with all defaults, and a fast one. */
final class Policies {
    static final String PRIMARY = "192.0.2.10";
    static final String BACKUP = "192.0.2.20";
    static final String SECOND_BACKUP = "198.51.100.7";

    private Policies() {}

    static FailoverPolicy standard() {
        return builder().build();
    }

    static FailoverPolicy fast() {
        return builder()
                .every(Duration.ofSeconds(5))
                .timeout(Duration.ofSeconds(1))
                .confirmAfter(Duration.ofMillis(200))
                .ttl(Duration.ofSeconds(10))
                .failback(Failback.afterUpFor(Duration.ofMinutes(1)))
                .build();
    }

    static FailoverPolicyBuilder builder() {
        return FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.A)
                .primary(PRIMARY)
                .backup(BACKUP)
                .backup(SECOND_BACKUP)
                .probe(new NamedProbe("any"));
    }

    /** How long an endpoint must have been up before the record returns to it. */
    static Duration dwell(FailoverPolicy policy) {
        return policy.failback() instanceof Failback.AfterUpFor after ? after.dwell() : Duration.ZERO;
    }
}
