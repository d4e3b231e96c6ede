package io.dnsfailover.notify.incident;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.quorum.Vote;
import io.dnsfailover.testkit.contract.Specimens;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Events of records whose endpoints have chosen addresses, numbered from 1, at the present moment of a test. */
public final class Happenings {
    private final Supplier<Moment> clock;
    private final Map<String, FailoverPolicy> policies = new HashMap<>();
    private int number;

    /** Events that happen now. */
    public Happenings(Supplier<Moment> clock) {
        this.clock = clock;
    }

    /** A record whose primary has this address, with a check of its own, that returns by itself. */
    public Happenings record(String name, String primary) {
        return record(name, primary, Failback.automatic());
    }

    Happenings record(String name, String primary, Failback failback) {
        policies.put(
                name,
                FailoverPolicy.named(name)
                        .record("example.com.", name + ".example.com.", RecordType.A)
                        .primary(primary)
                        .backup("203.0.113.99")
                        .probe(new NamedProbe("check-" + name))
                        .failback(failback)
                        .build());
        return this;
    }

    @Nullable
    FailoverPolicy policy(String name) {
        return policies.get(name);
    }

    /** Where the primary is. */
    public String primary(String name) {
        return policies.get(name).primary().id();
    }

    /** Seen from both of two places. */
    public FailoverEvent down(String name) {
        return verdict(name, Verdict.UP, Verdict.DOWN, Map.of("fra1", Vote.DOWN, "ams1", Vote.DOWN));
    }

    /** Seen from one place only. */
    public FailoverEvent downAt(String name, String domain) {
        return verdict(name, Verdict.UP, Verdict.DOWN, Map.of(domain, Vote.DOWN, "other", Vote.UP));
    }

    /** The end of it. */
    public FailoverEvent up(String name) {
        return verdict(name, Verdict.DOWN, Verdict.UP, Map.of("fra1", Vote.UP, "ams1", Vote.UP));
    }

    private FailoverEvent verdict(String name, Verdict from, Verdict to, Map<String, Vote> votes) {
        return new FailoverEvent.VerdictReached(
                header(name), primary(name), from, to, new Ballot(new TreeMap<>(votes)));
    }

    FailoverEvent failedOver(String name) {
        return new FailoverEvent.FailedOver(header(name), Specimens.decision(Decision.Cause.FAILOVER));
    }

    FailoverEvent failedBack(String name) {
        return new FailoverEvent.FailedBack(header(name), Specimens.decision(Decision.Cause.FAILBACK));
    }

    FailoverEvent publishFailed(String name, String server) {
        return new FailoverEvent.PublishFailed(header(name), server, "UNKNOWN", "no answer in time", 1);
    }

    /** A server of a provider that lags, and one that does not. */
    FailoverEvent notVisible(String name, String provider) {
        return new ProofEvent.AnswerNotVisible(
                header(name),
                recordSet(name),
                2,
                List.of(
                        seen("good.net", ProofEvent.Stand.SERVES, ""),
                        seen(provider, ProofEvent.Stand.LAGS, "something else")),
                Duration.ofSeconds(30));
    }

    FailoverEvent proven(String name) {
        return new ProofEvent.AnswerProven(
                header(name),
                recordSet(name),
                2,
                List.of(seen("good.net", ProofEvent.Stand.SERVES, "")),
                Duration.ofMillis(41),
                null);
    }

    FailoverEvent silent(String provider, String zone) {
        return new ProofEvent.ProviderSilent(
                FailoverEvent.Header.ofHost("host#" + ++number, clock.get()),
                DnsName.of(zone),
                provider,
                List.of(seen(provider, ProofEvent.Stand.DOES_NOT_ANSWER, "SILENT, timeout")),
                List.of());
    }

    FailoverEvent answers(String provider, String zone) {
        return new ProofEvent.ProviderAnswers(
                FailoverEvent.Header.ofHost("host#" + ++number, clock.get()),
                DnsName.of(zone),
                provider,
                Duration.ofMinutes(3),
                false);
    }

    private static ProofEvent.Seen seen(String provider, ProofEvent.Stand stand, String shows) {
        return new ProofEvent.Seen(
                new AuthoritativeServer(provider, DnsName.of("ns1." + provider + "."), "192.0.2.53 port 53"),
                stand,
                Duration.ofSeconds(30),
                shows);
    }

    private RecordSet recordSet(String name) {
        return RecordSet.of(policies.get(name).record(), new Ttl(30), List.of("203.0.113.99"));
    }

    FailoverEvent ordered(String name, String description) {
        return new FailoverEvent.OverrideChanged(header(name), "*", description);
    }

    FailoverEvent doubted(String location) {
        return new FailoverEvent.LocationDoubted(
                FailoverEvent.Header.ofHost("host#" + ++number, clock.get()),
                Location.of(location),
                Doubt.Cause.NETWORKS,
                "networks fail together");
    }

    FailoverEvent trusted(String location) {
        return new FailoverEvent.LocationTrusted(
                FailoverEvent.Header.ofHost("host#" + ++number, clock.get()),
                Location.of(location),
                Duration.ofMinutes(3));
    }

    private FailoverEvent.Header header(String name) {
        return new FailoverEvent.Header(
                name + "#" + ++number, name, policies.get(name).record(), clock.get());
    }
}
