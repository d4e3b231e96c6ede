package io.dnsfailover;

import io.dnsfailover.internal.engine.Station;
import io.dnsfailover.journal.Host;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.InvalidPolicyException;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.DnsPublisher;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that policies must keep together, and in this host: what one policy cannot know of itself. */
final class HostRules {
    private static final int MAX_CONTROLS = 16;

    private HostRules() {}

    /**
     * Checks all policies and control targets.
     *
     * @throws InvalidPolicyException when rules are broken; properties are preceded by the policy's name where there are
     *     several policies
     */
    static void check(
            List<FailoverPolicy> policies,
            List<Station> stations,
            List<DnsPublisher> publishers,
            List<Host.Control> controls) {
        List<Violation> found = new ArrayList<>();
        Set<String> broken = new HashSet<>();
        Set<String> names = new HashSet<>();
        Map<DnsName, Map<RecordType, String>> owners = new HashMap<>();
        List<Location> locations = stations.stream().map(Station::location).toList();
        for (FailoverPolicy policy : policies) {
            List<Violation> own = new ArrayList<>(policy.violationsAt(locations));
            if (!names.add(policy.name())) {
                own.add(new Violation("name", policy.name(), "is the name of another policy"));
            }
            record(policy, owners.computeIfAbsent(policy.record().owner(), o -> new EnumMap<>(RecordType.class)), own);
            probes(policy, stations, own);
            aname(policy, publishers, own);
            own.forEach(
                    violation -> found.add(policies.size() == 1 ? violation : violation.under(policy.name() + ": ")));
            if (!own.isEmpty()) {
                broken.add(policy.name());
            }
        }
        found.addAll(controls(controls, stations));
        if (!found.isEmpty()) {
            String several = broken.isEmpty() ? "control targets" : broken.size() + " policies";
            throw new InvalidPolicyException(
                    broken.size() == 1 ? broken.iterator().next() : several, found);
        }
    }

    private static List<Violation> controls(List<Host.Control> controls, List<Station> stations) {
        List<Violation> found = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        String count = String.valueOf(controls.size());
        if (controls.size() == 1 || controls.size() > MAX_CONTROLS) {
            String rule = "must be none or 2 to " + MAX_CONTROLS + ": the failure of one thing is no evidence of a cut";
            found.add(new Violation("control targets", count, rule));
        }
        if (!controls.isEmpty() && stations.stream().allMatch(station -> station.prober() == null)) {
            found.add(new Violation("control targets", count, "need a location that probes here"));
        }
        for (Host.Control control : controls) {
            String name = "control target " + control.endpoint().id();
            if (!ids.add(control.endpoint().id())) {
                found.add(new Violation(name, control.endpoint().target().toString(), "is given twice"));
            }
            control.probe().violations().forEach(violation -> found.add(violation.under(name + ": probe.")));
            for (Station station : stations) {
                ProbeSpec unsupported = station.unsupported(control.probe());
                if (unsupported != null) {
                    found.add(unknown(name + ": probe", unsupported, station));
                }
            }
        }
        return found;
    }

    private static Violation unknown(String property, ProbeSpec probe, Station station) {
        String place = station.location().id();
        return new Violation(property, probe.type(), "is not known to the prober of location " + place);
    }

    /** One policy for each owner and type, whatever zone it is said to lie in: that is what is asked for. */
    private static void record(FailoverPolicy policy, Map<RecordType, String> atOwner, List<Violation> found) {
        RecordType type = policy.record().type();
        String same = atOwner.putIfAbsent(type, policy.name());
        if (same != null) {
            found.add(new Violation("record", policy.record().toString(), "is the record of policy '" + same + "'"));
        }
        atOwner.forEach((other, name) -> {
            String rule = other == type ? "" : exclusion(type, other);
            if (!rule.isEmpty()) {
                found.add(new Violation(
                        "record",
                        policy.record().toString(),
                        "cannot stand beside the " + other + " of policy '" + name + "': " + rule));
            }
        });
    }

    /** Why two types cannot stand at one owner; empty when they can. */
    private static String exclusion(RecordType one, RecordType other) {
        if (one == RecordType.CNAME || other == RecordType.CNAME) {
            return "a CNAME excludes other types (RFC 1034 section 3.6.2)";
        }
        return one == RecordType.ANAME || other == RecordType.ANAME
                ? "an ANAME is published as the A and AAAA records of its owner"
                : "";
    }

    private static void probes(FailoverPolicy policy, List<Station> stations, List<Violation> found) {
        for (Station station : stations) {
            ProbeSpec unsupported = station.unsupported(policy.probe());
            if (unsupported != null) {
                found.add(unknown("probe", unsupported, station));
            }
        }
    }

    private static void aname(FailoverPolicy policy, List<DnsPublisher> publishers, List<Violation> found) {
        if (policy.record().type() != RecordType.ANAME) {
            return;
        }
        for (DnsPublisher publisher : publishers) {
            if (!publisher.capabilities().contains(Capability.ANAME)) {
                found.add(
                        new Violation("record.type", "ANAME", "is not supported by the publisher " + publisher.name()));
            }
        }
    }
}
