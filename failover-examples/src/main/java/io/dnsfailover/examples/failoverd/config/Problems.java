package io.dnsfailover.examples.failoverd.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects mistakes. A mistake in {@code defaults} shows in every policy that takes it over: it is kept once, with the
 * policies that it harms.
 */
final class Problems {
    private final Map<Problem, Set<String>> harmed = new TreeMap<>();

    void add(Position at, String property, String rule) {
        add(at, property, rule, Set.of());
    }

    /** A mistake that shows in a policy; null when its property names the policy already. */
    void addFor(@Nullable String policy, Position at, String property, String rule) {
        add(at, property, rule, policy == null ? Set.of() : Set.of(policy));
    }

    private void add(Position at, String property, String rule, Set<String> policies) {
        harmed.computeIfAbsent(new Problem(at, property, rule), key -> new LinkedHashSet<>())
                .addAll(policies);
    }

    boolean isEmpty() {
        return harmed.isEmpty();
    }

    int count() {
        return harmed.size();
    }

    /** All of them in the order of the file. */
    List<Problem> all() {
        List<Problem> all = new ArrayList<>(harmed.size());
        harmed.forEach((problem, policies) ->
                all.add(new Problem(problem.at(), problem.property(), problem.rule() + inPolicies(policies))));
        return all;
    }

    private static String inPolicies(Set<String> policies) {
        if (policies.isEmpty()) {
            return "";
        }
        String first = " (in policy '" + policies.iterator().next() + "'";
        return first + (policies.size() == 1 ? ")" : " and " + (policies.size() - 1) + " more)");
    }
}
