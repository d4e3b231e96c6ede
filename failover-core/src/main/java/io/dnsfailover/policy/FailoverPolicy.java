package io.dnsfailover.policy;

import io.dnsfailover.health.Damping;
import io.dnsfailover.health.Latency;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.quorum.Quorum;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is wanted of one record: where it may point, how its endpoints are checked, who must agree, when it moves
 * and when it returns. Plain data: immutable, comparable, no threads, no secrets.
 *
 * <pre>{@code
 * FailoverPolicy www = FailoverPolicy.named("www")
 *     .record("example.com.", "www.example.com.", RecordType.A)
 *     .primary("192.0.2.10")
 *     .backup("192.0.2.20")
 *     .probe(HttpProbe.https().path("/healthz"))
 *     .build();
 * }</pre>
 *
 * @see FailoverPolicyBuilder the properties with their ranges and defaults
 */
public final class FailoverPolicy {
    private final String name;
    private final RecordSetKey record;
    private final Ttl ttl;
    private final List<Endpoint> endpoints;
    private final ProbeSpec probe;
    private final Duration interval;
    private final Duration timeout;
    private final Duration confirmAfter;
    private final Damping damping;
    private final Quorum quorum;
    private final Failback failback;
    private final AllDown allDown;
    private final MoveBudget moveBudget;
    private final @Nullable Latency latency;
    private final int readiness;
    private final Drift drift;
    private final Duration voteExpiry; // asked for with every check, and Duration multiplies with BigDecimal

    FailoverPolicy(FailoverPolicyBuilder from, RecordSetKey record, ProbeSpec probe) {
        this.name = from.name();
        this.record = record;
        this.ttl = Ttl.of(from.ttl());
        this.endpoints = List.copyOf(from.endpoints());
        this.probe = probe;
        this.interval = from.interval();
        this.timeout = from.timeout();
        this.confirmAfter = from.confirmAfter();
        this.damping = from.damping();
        this.quorum = from.quorum();
        this.failback = from.failback();
        this.allDown = from.allDown();
        this.moveBudget = from.moveBudget();
        this.latency = from.latency();
        this.readiness = from.readiness();
        this.drift = from.drift();
        this.voteExpiry = interval.multipliedBy(2).plus(timeout);
    }

    /**
     * Starts a policy.
     *
     * @param name what people call it; unique in a {@code Failover}; 1 to 255 printable ASCII characters without
     *     spaces
     * @return a builder
     */
    public static FailoverPolicyBuilder named(String name) {
        return new FailoverPolicyBuilder(name);
    }

    /**
     * The name of the policy.
     *
     * @return what people call it
     */
    public String name() {
        return name;
    }

    /**
     * The record set that the policy moves.
     *
     * @return zone, owner and type
     */
    public RecordSetKey record() {
        return record;
    }

    /**
     * The time to live to publish.
     *
     * @return the time to live
     */
    public Ttl ttl() {
        return ttl;
    }

    /**
     * All endpoints in the order of preference.
     *
     * @return an immutable list; the first is the primary
     */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /**
     * The endpoint that is preferred to all others.
     *
     * @return the first endpoint
     */
    public Endpoint primary() {
        return endpoints.get(0);
    }

    /**
     * Looks an endpoint up.
     *
     * @param endpointId its id
     * @return the endpoint, if the policy has it
     */
    public Optional<Endpoint> endpoint(String endpointId) {
        return endpoints.stream().filter(e -> e.id().equals(endpointId)).findFirst();
    }

    /**
     * The check of every endpoint.
     *
     * @return the specification
     */
    public ProbeSpec probe() {
        return probe;
    }

    /**
     * The time from one check of an endpoint to the next, from each location.
     *
     * @return 100 ms to a day
     */
    public Duration interval() {
        return interval;
    }

    /**
     * The hard deadline of one check.
     *
     * @return shorter than the interval
     */
    public Duration timeout() {
        return timeout;
    }

    /**
     * The pause before the next check while a change is pending.
     *
     * @return not longer than the interval
     */
    public Duration confirmAfter() {
        return confirmAfter;
    }

    /**
     * How many checks change one location's mind.
     *
     * @return the thresholds
     */
    public Damping damping() {
        return damping;
    }

    /**
     * How many failure domains must agree.
     *
     * @return the rule
     */
    public Quorum quorum() {
        return quorum;
    }

    /**
     * When the record returns.
     *
     * @return the mode
     */
    public Failback failback() {
        return failback;
    }

    /**
     * What the record holds when no endpoint works.
     *
     * @return the rule
     */
    public AllDown allDown() {
        return allDown;
    }

    /**
     * How often the record may move.
     *
     * @return the budget
     */
    public MoveBudget moveBudget() {
        return moveBudget;
    }

    /**
     * The limits on the latency of checks.
     *
     * @return the limits; null when there are none
     */
    public @Nullable Latency latency() {
        return latency;
    }

    /**
     * How ready a backup must be, or else it is warned of.
     *
     * @return the least score of its {@link io.dnsfailover.readiness.Readiness}, 0 to 100; 0 when nothing is warned of
     */
    public int readiness() {
        return readiness;
    }

    /**
     * What is done when a name server no longer holds what was published there.
     *
     * @return what is done
     */
    public Drift drift() {
        return drift;
    }

    /**
     * The age from which a vote no longer counts.
     *
     * @return two intervals and a timeout
     */
    public Duration voteExpiry() {
        return voteExpiry;
    }

    /**
     * Checks the policy against the places that a host has.
     *
     * @param locations all configured locations
     * @return the mistakes that show only there; empty when there are none
     */
    public List<Violation> violationsAt(Collection<Location> locations) {
        return PolicyRules.at(this, locations);
    }

    /**
     * Starts a variant of this policy: the copy's properties can each be set once more.
     *
     * @return a builder that holds everything that this policy says
     */
    public FailoverPolicyBuilder toBuilder() {
        return new FailoverPolicyBuilder(this);
    }

    private List<Object> values() {
        return List.of(
                name,
                record,
                ttl,
                endpoints,
                probe,
                interval,
                timeout,
                confirmAfter,
                damping,
                quorum,
                failback,
                allDown,
                moveBudget,
                Optional.ofNullable(latency),
                readiness,
                drift);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FailoverPolicy policy && values().equals(policy.values());
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, record);
    }

    /** All properties on one line. */
    @Override
    public String toString() {
        return name + ": " + record + " ttl " + ttl + ", endpoints " + endpoints + ", probe " + probe + ", interval "
                + DurationText.of(interval) + ", timeout " + DurationText.of(timeout) + ", confirm-after "
                + DurationText.of(confirmAfter) + ", damping (" + damping
                + "), quorum " + quorum + ", failback " + failback + ", all-down " + allDown + ", moves " + moveBudget
                + ", latency " + (latency == null ? "none" : latency) + ", readiness " + readiness + ", drift " + drift;
    }
}
