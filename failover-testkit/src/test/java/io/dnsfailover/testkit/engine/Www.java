package io.dnsfailover.testkit.engine;

import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.FailoverPolicyBuilder;
import io.dnsfailover.policy.NamedProbe;
import java.time.Duration;

/** The policy that the scenarios are about: one primary, two backups, all defaults. */
final class Www {
    static final String PRIMARY = "192.0.2.10";
    static final String BACKUP = "192.0.2.20";
    static final String SECOND_BACKUP = "192.0.2.30";

    /** Three failures, a second apart, seen from two places, and a fresh check of the backup. */
    static final Duration DETECTED = Duration.ofSeconds(40);

    private Www() {}

    static FailoverPolicy policy() {
        return builder().build();
    }

    static FailoverPolicyBuilder builder() {
        return named("www");
    }

    static FailoverPolicyBuilder named(String name) {
        return FailoverPolicy.named(name)
                .record("example.com.", name + ".example.com.", RecordType.A)
                .primary(PRIMARY)
                .backup(BACKUP)
                .backup(SECOND_BACKUP)
                .probe(new NamedProbe("any"));
    }
}
