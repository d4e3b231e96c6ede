package io.dnsfailover.policy;

import io.dnsfailover.model.Printable;
import java.util.List;
import java.util.stream.Collectors;

/** A policy that breaks rules. Names every mistake at once. */
public final class InvalidPolicyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /**
     * Reports mistakes.
     *
     * @param policy the name of the policy
     * @param violations all mistakes that were found
     */
    public InvalidPolicyException(String policy, List<Violation> violations) {
        super("policy '" + Printable.of(policy) + "' breaks " + violations.size()
                + (violations.size() == 1 ? " rule" : " rules")
                + violations.stream().map(v -> "\n  " + v).collect(Collectors.joining()));
        this.violations = List.copyOf(violations);
    }

    /**
     * Every mistake.
     *
     * @return at least one, in the order of the properties
     */
    public List<Violation> violations() {
        return violations;
    }
}
