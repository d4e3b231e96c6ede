package io.dnsfailover.policy;

import io.dnsfailover.health.Latency;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Target;
import io.dnsfailover.model.Ttl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every rule that a policy must keep, in the order of its properties. */
final class PolicyRules {
    private static final Pattern NAME = Pattern.compile("[!-~]{1,255}");
    private static final int MAX_ENDPOINTS = 64;
    private static final Duration MIN_INTERVAL = Duration.ofMillis(100);
    private static final Duration MAX_INTERVAL = Duration.ofDays(1);
    private static final Duration MIN_PAUSE = Duration.ofMillis(10);

    private final FailoverPolicyBuilder policy;
    private final List<Violation> found = new ArrayList<>();

    private PolicyRules(FailoverPolicyBuilder policy) {
        this.policy = policy;
    }

    static List<Violation> of(FailoverPolicyBuilder policy) {
        PolicyRules rules = new PolicyRules(policy);
        rules.name();
        rules.record();
        rules.endpoints();
        rules.probe();
        rules.times();
        rules.allDown();
        rules.warnings();
        return rules.found;
    }

    static List<Violation> at(FailoverPolicy policy, Collection<Location> locations) {
        int domains =
                (int) locations.stream().map(Location::failureDomain).distinct().count();
        int needed = policy.quorum().votesNeeded(domains);
        if (needed <= domains) {
            return List.of();
        }
        return List.of(new Violation(
                "quorum",
                policy.quorum().toString(),
                "needs " + needed + " failure domains, but the configured locations form " + domains));
    }

    /** The key of a policy without violations. */
    static RecordSetKey key(FailoverPolicyBuilder policy) {
        RecordType type = policy.type();
        if (type == null) {
            throw new IllegalStateException("the record was not checked");
        }
        return new RecordSetKey(DnsName.of(policy.zone()), DnsName.of(policy.owner()), type);
    }

    private void name() {
        if (!NAME.matcher(policy.name()).matches()) {
            broken("name", policy.name(), "must be 1 to 255 printable ASCII characters without spaces");
        }
    }

    private void record() {
        if (policy.type() == null) {
            broken("record", "not set", "must be set");
            return;
        }
        DnsName zone = absolute("record.zone", policy.zone());
        DnsName owner = absolute("record.name", policy.owner());
        if (zone == null || owner == null) {
            return;
        }
        if (!owner.isAtOrBelow(zone)) {
            broken("record.name", policy.owner(), "must lie in the zone " + zone);
        }
        if (policy.type() == RecordType.CNAME && owner.equals(zone)) {
            broken(
                    "record.type",
                    "CNAME",
                    "must not stand at the apex of the zone (RFC 1034 section 3.6.2): use ANAME");
        }
    }

    private @Nullable DnsName absolute(String property, String text) {
        try {
            return DnsName.of(text);
        } catch (IllegalArgumentException e) {
            broken(property, text, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void endpoints() {
        List<Endpoint> endpoints = policy.endpoints();
        if (!policy.hasPrimary()) {
            broken("primary", "not set", "must be set");
        }
        if (endpoints.size() > MAX_ENDPOINTS) {
            broken("endpoints", endpoints.size() + " endpoints", "must be at most " + MAX_ENDPOINTS);
        }
        Set<String> ids = new HashSet<>();
        Set<String> places = new HashSet<>();
        for (Endpoint endpoint : endpoints) {
            String property = "endpoint '" + endpoint.id() + "'";
            if (!ids.add(endpoint.id())) {
                broken(property, endpoint.toString(), "has the id of an endpoint before it: ids must be unique");
            } else if (!places.add(endpoint.target().rdata() + " " + endpoint.port())) {
                broken(property, endpoint.toString(), "has the target and port of an endpoint before it");
            }
            target(property, endpoint.target());
        }
    }

    private void target(String property, Target target) {
        RecordType type = policy.type();
        if (type == null) {
            return;
        }
        if (!target.fits(type)) {
            broken(
                    property,
                    target.toString(),
                    "does not fit the record type " + type + ", which holds " + holds(type));
        }
        if (target instanceof Target.Name name && name.name().folded().equalsIgnoreCase(policy.owner())) {
            broken(property, target.toString(), "is the record itself");
        }
    }

    private static String holds(RecordType type) {
        return switch (type) {
            case A -> "an IPv4 address";
            case AAAA -> "an IPv6 address";
            case CNAME, ANAME -> "an absolute name";
        };
    }

    private void probe() {
        ProbeSpec probe = policy.probe();
        if (probe == null) {
            broken("probe", "not set", "must be set");
            return;
        }
        for (Violation violation : probe.violations()) {
            found.add(violation.under("probe."));
        }
    }

    private void times() {
        try {
            Ttl.of(policy.ttl());
        } catch (IllegalArgumentException e) {
            broken("ttl", text(policy.ttl()), String.valueOf(e.getMessage()));
        }
        Duration interval = policy.interval();
        if (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0) {
            broken("interval", text(interval), "must be 100ms to 1d");
        }
        Duration timeout = policy.timeout();
        if (timeout.compareTo(MIN_PAUSE) < 0) {
            broken("timeout", text(timeout), "must be at least 10ms");
        } else if (timeout.compareTo(interval) >= 0) {
            broken("timeout", text(timeout), "must be shorter than the interval (" + text(interval) + ")");
        }
        Duration pause = policy.confirmAfter();
        if (pause.compareTo(MIN_PAUSE) < 0 || pause.compareTo(interval) > 0) {
            broken("confirm-after", text(pause), "must be 10ms to the interval (" + text(interval) + ")");
        }
    }

    private void warnings() {
        Latency latency = policy.latency();
        if (latency != null && latency.warnAbove() == null && latency.failAbove() == null) {
            broken("latency", latency.toString(), "must have a warn limit, a fail limit or both");
        }
        if (latency != null) {
            latencyLimit("latency.warn-above", latency.warnAbove());
            latencyLimit("latency.fail-above", latency.failAbove());
        }
        if (policy.readiness() < 0 || policy.readiness() > 100) {
            broken("readiness", String.valueOf(policy.readiness()), "must be 0 to 100");
        }
    }

    private void latencyLimit(String property, @Nullable Duration limit) {
        if (limit != null && limit.compareTo(policy.timeout()) >= 0) {
            broken(property, text(limit), "must be shorter than the timeout (" + text(policy.timeout()) + ")");
        }
    }

    private void allDown() {
        if (policy.allDown() instanceof AllDown.All && policy.type() == RecordType.CNAME) {
            broken("all-down", "all", "does not fit the record type CNAME, which holds one name");
        }
        if (policy.allDown() instanceof AllDown.LastResort resort) {
            target("all-down.last-resort", resort.target());
        }
    }

    private static String text(Duration duration) {
        return DurationText.of(duration);
    }

    private void broken(String property, String value, String rule) {
        found.add(new Violation(property, value, rule));
    }
}
