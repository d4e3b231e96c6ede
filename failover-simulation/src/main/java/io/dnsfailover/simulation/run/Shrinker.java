package io.dnsfailover.simulation.run;

import io.dnsfailover.simulation.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes the list of what goes wrong shorter while the same rule is still broken: leaves out halves, then quarters and so on, until no single
 * fault can be left out (delta debugging), or the runs that it may take are used up.
 */
final class Shrinker {
    private final Predicate<List<Fault>> stillFails;
    private int runsLeft;

    /**
     * A shrinker.
     *
     * @param stillFails runs a list, and tells whether the same rule is broken
     * @param runs how many runs it may take
     */
    Shrinker(Predicate<List<Fault>> stillFails, int runs) {
        this.stillFails = stillFails;
        this.runsLeft = runs;
    }

    /** The faults of a seed that broke a rule, as few as were found. */
    static List<Fault> shrink(SeedResult failed, int runs) {
        String rule = ruleOf(failed.violations().get(0));
        Predicate<List<Fault>> stillFails = faults -> {
            List<String> violations = SeedRun.run(failed.seed(), faults, false).violations();
            return !violations.isEmpty() && ruleOf(violations.get(0)).equals(rule);
        };
        return new Shrinker(stillFails, runs).shrink(failed.faults());
    }

    private static String ruleOf(String violation) {
        return violation.substring(0, violation.indexOf(' '));
    }

    /** The shortest list that was found and still breaks the rule. */
    List<Fault> shrink(List<Fault> faults) {
        List<Fault> shortest = faults;
        int parts = 2;
        while (!shortest.isEmpty() && parts <= shortest.size() * 2 && runsLeft > 0) {
            List<Fault> shorter = without(shortest, Math.min(parts, shortest.size()));
            if (shorter.size() < shortest.size()) {
                shortest = shorter;
                parts = Math.max(2, parts - 1);
            } else {
                parts *= 2;
            }
        }
        return shortest;
    }

    /** The list without one of its parts, if it fails without; else the list. */
    private List<Fault> without(List<Fault> faults, int parts) {
        for (int part = parts - 1; part >= 0 && runsLeft > 0; part--) {
            int from = faults.size() * part / parts;
            int to = faults.size() * (part + 1) / parts;
            List<Fault> rest = new ArrayList<>(faults.subList(0, from));
            rest.addAll(faults.subList(to, faults.size()));
            if (fails(rest)) {
                return rest;
            }
        }
        return faults;
    }

    private boolean fails(List<Fault> faults) {
        runsLeft--;
        return stillFails.test(faults);
    }
}
