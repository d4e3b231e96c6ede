package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.Reconciliation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file as a whole. */
final class FileSection {
    private final Path directory;
    private final Map<String, Value> names = new HashMap<>();
    private final Map<DnsName, List<PolicySection>> owners = new HashMap<>();

    /** Whether it is known what the prober has. */
    private boolean proberRead;

    FileSection(Path directory) {
        this.directory = directory;
    }

    /** The configuration; null, or one to be thrown away, when there are mistakes. */
    @Nullable
    Configuration read(Value root) {
        Fields fields = root.fields(Keys.FILE);
        if (fields == null) {
            return null;
        }
        int before = root.problems().count();
        List<LocationSettings> locations = LocationsSection.read(fields.get("locations"));
        boolean allRead = root.problems().count() == before;
        // Whether a quorum can be reached is not known when a location could not be read.
        int domains = allRead ? failureDomains(locations) : Integer.MAX_VALUE;
        GuardSettings guards = GuardsSection.read(fields);
        int beforeProber = root.problems().count();
        ProberSettings prober = ProberSection.read(fields.get("prober"), directory);
        proberRead = root.problems().count() == beforeProber;
        DnsSettings dns = DnsSection.read(fields.get("dns"), directory);
        List<PublisherSettings> publishers = PublishersSection.read(fields.get("publishers"), directory);
        AnameSettings aname = AnameSection.read(fields.get("aname"));
        Reconciliation reconciliation = ReconcileSection.read(fields.get("reconcile"));
        ProofSettings proof = ProofSection.read(fields.get("proof"));
        JournalSettings journal = JournalSection.read(fields.get("journal"), directory);
        NotifySettings notify = new NotifySection(fields, directory).read();
        Value defaultsValue = fields.get("defaults");
        Fields defaults = defaultsValue == null ? null : defaultsValue.fields();
        if (defaults != null) {
            PolicySection.check(defaults, domains);
        }
        Value policies = fields.require("policies");
        return new Configuration(
                locations,
                guards,
                prober,
                dns,
                publishers,
                aname,
                reconciliation,
                proof,
                journal,
                notify,
                policies == null ? List.of() : policies(policies, defaults, domains, prober));
    }

    static int failureDomains(List<LocationSettings> locations) {
        return (int) locations.stream()
                .map(settings -> settings.location().failureDomain())
                .distinct()
                .count();
    }

    private List<FailoverPolicy> policies(
            Value section, @Nullable Fields defaults, int failureDomains, ProberSettings prober) {
        List<Value> items = section.items();
        if (items == null) {
            return List.of();
        }
        if (items.isEmpty()) {
            section.wrong("must have at least one policy");
        }
        List<FailoverPolicy> found = new ArrayList<>(items.size());
        for (Value item : items) {
            PolicySection policy = PolicySection.read(item, defaults, failureDomains);
            FailoverPolicy built = policy == null ? null : policy.build();
            if (policy != null) {
                alone(policy);
            }
            if (built != null) {
                if (proberRead) {
                    ProberSection.references(prober, item, built);
                }
                found.add(built);
            }
        }
        return found;
    }

    /** No two policies have one name, or write what excludes each other at one owner. */
    private void alone(PolicySection policy) {
        Value self = policy.self();
        Value first = names.putIfAbsent(policy.name(), self);
        if (first != null) {
            self.wrong("has the name of the policy in line " + first.position().line() + ": names must be unique");
        }
        DnsName owner = policy.owner();
        if (owner == null || policy.type() == null) {
            return;
        }
        List<PolicySection> others = owners.computeIfAbsent(owner, key -> new ArrayList<>());
        for (PolicySection other : others) {
            if (excludes(policy.type(), other.type())) {
                self.wrong("its record " + owner + " " + policy.type() + " excludes the record " + other.type()
                        + " of the same name in the policy '" + other.name() + "' in line "
                        + other.self().position().line());
            }
        }
        others.add(policy);
    }

    /** A CNAME excludes everything else at its owner (RFC 1034 section 3.6.2), an ANAME the addresses that it is published as. */
    private static boolean excludes(RecordType a, @Nullable RecordType b) {
        return a == b || !a.holdsAddresses() || (b != null && !b.holdsAddresses());
    }
}
