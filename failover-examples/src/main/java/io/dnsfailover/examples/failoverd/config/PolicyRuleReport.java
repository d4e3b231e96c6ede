package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.Printable;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.FailoverPolicyBuilder;
import io.dnsfailover.policy.InvalidPolicyException;
import io.dnsfailover.policy.Violation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of each rule that a policy breaks where in the file it is broken.
 *
 * @param policy the name of the policy
 * @param fields what the file says of it
 * @param endpoints its endpoints
 * @param ttl what the file says of its TTL
 * @param unread what has been complained of already
 */
record PolicyRuleReport(
        String policy,
        Fields fields,
        EndpointsSection endpoints,
        @Nullable Value ttl,
        Set<String> unread) {
    /** The rules of these need the interval. */
    private static final Set<String> WITHIN_INTERVAL = Set.of("timeout", "confirm-after");

    /** The policy; null when it breaks rules. */
    @Nullable
    FailoverPolicy build(FailoverPolicyBuilder builder) {
        try {
            FailoverPolicy built = builder.build();
            return unread.isEmpty() ? built : null;
        } catch (InvalidPolicyException e) {
            e.violations().forEach(this::report);
            return null;
        }
    }

    private void report(Violation violation) {
        String property = violation.property().equals("primary") ? "endpoints" : violation.property();
        String first = property.replaceFirst("[. ].*", "");
        boolean known = unread.contains(first)
                || unread.contains(property)
                || (unread.contains("interval") && WITHIN_INTERVAL.contains(property));
        if (known) {
            return;
        }
        Value where = where(property, first);
        if (where != null) {
            fields.self()
                    .problems()
                    .addFor(policyUnlessIn(where), where.position(), name(where, property, first), violation.rule());
        } else {
            Value whole = fields.self();
            String shown = violation.value().equals("not set")
                    ? ""
                    : ", and is " + Printable.of(violation.value()) + " by default";
            whole.problems().add(whole.position(), whole.path().key(property).toString(), violation.rule() + shown);
        }
    }

    /** A value of the defaults does not say by its own name which policy it breaks. */
    private @Nullable String policyUnlessIn(Value where) {
        return where.path().isIn("policies") ? null : policy;
    }

    /** A part that is missing is called by its name, in the place of what it is missing from. */
    private String name(Value where, String property, String first) {
        boolean isWhole = where == fields.get(first) && !property.equals(first) && where.isMapping();
        return (isWhole ? where.path().key(property.substring(first.length() + 1)) : where.path()).toString();
    }

    private @Nullable Value where(String property, String first) {
        if (first.equals("endpoint")) {
            return endpoints.place(property);
        }
        if (property.equals("ttl")) {
            return ttl;
        }
        Value whole = fields.get(first);
        if (whole == null || property.equals(first) || !whole.isMapping()) {
            return whole;
        }
        Fields parts = first.equals("probe") ? ProbeSection.merged(fields) : fields.merged(first);
        String key = property.substring(first.length() + 1);
        Value part = parts == null ? null : parts.get(key);
        return part == null ? whole : part;
    }
}
