package io.dnsfailover.policy;

import io.dnsfailover.health.Damping;
import io.dnsfailover.health.Latency;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Printable;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.quorum.Quorum;
import io.dnsfailover.readiness.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects a {@link FailoverPolicy}. Not safe for use by several threads.
 *
 * <table>
 * <caption>The properties</caption>
 * <tr><th>property</th><th>range</th><th>default</th></tr>
 * <tr><td>{@link #record record}</td><td>an owner at or below its zone</td><td>must be set</td></tr>
 * <tr><td>{@link #primary(Endpoint) primary}</td><td>one endpoint that fits the type</td><td>must be set</td></tr>
 * <tr><td>{@link #backup(Endpoint) backup}</td><td>0 to 63 endpoints, in order</td><td>none</td></tr>
 * <tr><td>{@link #probe probe}</td><td>a check</td><td>must be set</td></tr>
 * <tr><td>{@link #ttl ttl}</td><td>1 s to 7 days</td><td>60 s</td></tr>
 * <tr><td>{@link #every interval}</td><td>100 ms to 1 day</td><td>30 s</td></tr>
 * <tr><td>{@link #timeout timeout}</td><td>10 ms to less than the interval</td><td>5 s, or half of the interval if that
 *     is shorter</td></tr>
 * <tr><td>{@link #confirmAfter confirm-after}</td><td>10 ms to the interval</td><td>1 s, or the interval if that is
 *     shorter</td></tr>
 * <tr><td>{@link #damping damping}</td><td>1 to 1000 each</td><td>fall 3, ok 3, rise 5</td></tr>
 * <tr><td>{@link #quorum quorum}</td><td>1 to the number of failure domains</td><td>two failure domains where there
 *     are two, one where there is one</td></tr>
 * <tr><td>{@link #failback failback}</td><td>automatic, after, manual, never</td><td>after 5 minutes, or after the TTL
 *     if that is longer</td></tr>
 * <tr><td>{@link #whenAllDown all-down}</td><td>keep-last, primary, all, last-resort</td><td>keep-last</td></tr>
 * <tr><td>{@link #moves moves}</td><td>1 to 1000 in 1 s to 7 days</td><td>3 in 10 minutes</td></tr>
 * <tr><td>{@link #latency latency}</td><td>limits shorter than the timeout</td><td>none</td></tr>
 * <tr><td>{@link #readiness readiness}</td><td>0 to 100</td><td>80</td></tr>
 * <tr><td>{@link #drift drift}</td><td>restore, report</td><td>restore</td></tr>
 * </table>
 *
 * <p>Setting a property twice throws {@link IllegalStateException}; {@link #build()} reports every other mistake at
 * once.
 */
public final class FailoverPolicyBuilder {
    private final String name;
    private final Set<String> set = new HashSet<>();
    private final List<Endpoint> backups = new ArrayList<>();
    private final List<Violation> mistakes = new ArrayList<>();
    private @Nullable Endpoint primary;
    private String zone = "";
    private String owner = "";
    private @Nullable RecordType type;
    private @Nullable ProbeSpec probe;
    private Duration ttl = Duration.ofSeconds(60);
    private Duration interval = Duration.ofSeconds(30);
    private @Nullable Duration timeout;
    private @Nullable Duration confirmAfter;
    private Damping damping = Damping.DEFAULT;
    private Quorum quorum = Quorum.standard();
    private @Nullable Failback failback;
    private AllDown allDown = AllDown.keepLast();
    private MoveBudget moveBudget = MoveBudget.DEFAULT;
    private @Nullable Latency latency;
    private int readiness = Readiness.DEFAULT_LEAST;
    private Drift drift = Drift.RESTORE;

    FailoverPolicyBuilder(String name) {
        this.name = name;
    }

    FailoverPolicyBuilder(FailoverPolicy from) {
        this.name = from.name();
        this.primary = from.primary();
        this.backups.addAll(from.endpoints().subList(1, from.endpoints().size()));
        this.zone = from.record().zone().toString();
        this.owner = from.record().owner().toString();
        this.type = from.record().type();
        this.probe = from.probe();
        this.ttl = from.ttl().duration();
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
    }

    /**
     * The record to move.
     *
     * @param newZone the apex of its zone, absolute, such as {@code example.com.}
     * @param newOwner its owner name, absolute, such as {@code www.example.com.}
     * @param newType its type
     * @return this
     */
    public FailoverPolicyBuilder record(String newZone, String newOwner, RecordType newType) {
        once("record");
        zone = newZone;
        owner = newOwner;
        type = newType;
        return this;
    }

    /**
     * The endpoint that is preferred to all others, called by its target.
     *
     * @param target an IP literal, or an absolute name
     * @return this
     */
    public FailoverPolicyBuilder primary(String target) {
        once("primary");
        primary = endpoint("primary", target);
        return this;
    }

    /**
     * The endpoint that is preferred to all others.
     *
     * @param endpoint the endpoint
     * @return this
     */
    public FailoverPolicyBuilder primary(Endpoint endpoint) {
        once("primary");
        primary = endpoint;
        return this;
    }

    /**
     * One more backup, after those before it, called by its target.
     *
     * @param target an IP literal, or an absolute name
     * @return this
     */
    public FailoverPolicyBuilder backup(String target) {
        Endpoint backup = endpoint("backup", target);
        if (backup != null) {
            backups.add(backup);
        }
        return this;
    }

    /**
     * One more backup, after those before it.
     *
     * @param endpoint the endpoint
     * @return this
     */
    public FailoverPolicyBuilder backup(Endpoint endpoint) {
        backups.add(endpoint);
        return this;
    }

    /**
     * The check of every endpoint.
     *
     * @param spec the specification
     * @return this
     */
    public FailoverPolicyBuilder probe(ProbeSpec spec) {
        once("probe");
        probe = spec;
        return this;
    }

    /**
     * The time to live to publish.
     *
     * @param newTtl whole seconds, 1 s to 7 days
     * @return this
     */
    public FailoverPolicyBuilder ttl(Duration newTtl) {
        once("ttl");
        ttl = newTtl;
        return this;
    }

    /**
     * The time from one check of an endpoint to the next, from each location. Each round is moved by up to 5 %.
     *
     * @param newInterval 100 ms to 1 day
     * @return this
     */
    public FailoverPolicyBuilder every(Duration newInterval) {
        once("interval");
        interval = newInterval;
        return this;
    }

    /**
     * The hard deadline of one check, over everything from name resolution to the last byte.
     *
     * @param newTimeout 10 ms to less than the interval
     * @return this
     */
    public FailoverPolicyBuilder timeout(Duration newTimeout) {
        once("timeout");
        timeout = newTimeout;
        return this;
    }

    /**
     * The pause between checks while a change is pending: from the first failure until the endpoint is down or its
     * failures are forgiven, and from the first pass of one that is down until it is up.
     *
     * @param pause 10 ms to the interval
     * @return this
     */
    public FailoverPolicyBuilder confirmAfter(Duration pause) {
        once("confirm-after");
        confirmAfter = pause;
        return this;
    }

    /**
     * How many checks change one location's mind.
     *
     * @param thresholds the thresholds
     * @return this
     */
    public FailoverPolicyBuilder damping(Damping thresholds) {
        once("damping");
        damping = thresholds;
        return this;
    }

    /**
     * How many failure domains must agree that an endpoint is down, that it is up, and that a backup passed its
     * fresh check.
     *
     * @param rule the rule
     * @return this
     */
    public FailoverPolicyBuilder quorum(Quorum rule) {
        once("quorum");
        quorum = rule;
        return this;
    }

    /**
     * When the record returns to a more preferred endpoint.
     *
     * @param mode the mode
     * @return this
     */
    public FailoverPolicyBuilder failback(Failback mode) {
        once("failback");
        failback = mode;
        return this;
    }

    /**
     * What the record holds when no endpoint works.
     *
     * @param rule the rule
     * @return this
     */
    public FailoverPolicyBuilder whenAllDown(AllDown rule) {
        once("all-down");
        allDown = rule;
        return this;
    }

    /**
     * How often the record may move.
     *
     * @param budget the budget
     * @return this
     */
    public FailoverPolicyBuilder moves(MoveBudget budget) {
        once("moves");
        moveBudget = budget;
        return this;
    }

    /**
     * Limits on the latency of checks: what is slower than them is warned of, or fails.
     *
     * @param limits a warn limit, a fail limit or both
     * @return this
     */
    public FailoverPolicyBuilder latency(Latency limits) {
        once("latency");
        latency = limits;
        return this;
    }

    /**
     * How ready a backup must be to take over, or else it is warned of. The scores are those of {@link Readiness}; a warning begins
     * when the score has been too low for two intervals and a timeout, and ends when it no longer is.
     *
     * @param least 0 to 100; 0 for no warning
     * @return this
     */
    public FailoverPolicyBuilder readiness(int least) {
        once("readiness");
        readiness = least;
        return this;
    }

    /**
     * What is done when a name server no longer holds what was published there.
     *
     * @param action what is done
     * @return this
     */
    public FailoverPolicyBuilder drift(Drift action) {
        once("drift");
        drift = action;
        return this;
    }

    /**
     * Makes the policy.
     *
     * @return the policy
     * @throws InvalidPolicyException when rules are broken; names every one with property, value and rule
     */
    public FailoverPolicy build() {
        List<Violation> all = new ArrayList<>(mistakes);
        all.addAll(PolicyRules.of(this));
        ProbeSpec spec = probe;
        if (!all.isEmpty() || spec == null) {
            throw new InvalidPolicyException(name, all);
        }
        return new FailoverPolicy(this, PolicyRules.key(this), spec);
    }

    private @Nullable Endpoint endpoint(String property, String target) {
        try {
            return Endpoint.of(target);
        } catch (IllegalArgumentException e) {
            mistakes.add(new Violation(property, target, String.valueOf(e.getMessage())));
            return null;
        }
    }

    private void once(String property) {
        if (!set.add(property)) {
            throw new IllegalStateException("policy '" + Printable.of(name) + "': " + property + " was already set");
        }
    }

    String name() {
        return name;
    }

    boolean has(String property) {
        return set.contains(property);
    }

    List<Endpoint> endpoints() {
        List<Endpoint> all = new ArrayList<>();
        if (primary != null) {
            all.add(primary);
        }
        all.addAll(backups);
        return all;
    }

    boolean hasPrimary() {
        return primary != null || has("primary");
    }

    String zone() {
        return zone;
    }

    String owner() {
        return owner;
    }

    @Nullable
    RecordType type() {
        return type;
    }

    @Nullable
    ProbeSpec probe() {
        return probe;
    }

    Duration ttl() {
        return ttl;
    }

    Duration interval() {
        return interval;
    }

    Duration timeout() {
        return timeout == null ? least(Duration.ofSeconds(5), interval.dividedBy(2)) : timeout;
    }

    Duration confirmAfter() {
        return confirmAfter == null ? least(Duration.ofSeconds(1), interval) : confirmAfter;
    }

    Damping damping() {
        return damping;
    }

    Quorum quorum() {
        return quorum;
    }

    Failback failback() {
        Duration usual = Duration.ofMinutes(5);
        return failback == null ? Failback.afterUpFor(ttl.compareTo(usual) > 0 ? ttl : usual) : failback;
    }

    AllDown allDown() {
        return allDown;
    }

    MoveBudget moveBudget() {
        return moveBudget;
    }

    @Nullable
    Latency latency() {
        return latency;
    }

    int readiness() {
        return readiness;
    }

    Drift drift() {
        return drift;
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
