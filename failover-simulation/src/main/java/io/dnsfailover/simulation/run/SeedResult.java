package io.dnsfailover.simulation.run;

import io.dnsfailover.simulation.fault.Fault;
import io.dnsfailover.simulation.fault.FaultKind;
import java.util.List;
import java.util.Map;

/**
 * What came of one seed.
 *
 * @param seed the seed
 * @param violations the rules that were broken, with the number of the rule first; empty when all held
 * @param traceHash a hash over everything that happened, in order
 * @param simulatedNanos how much time passed in the world
 * @param events how many events happened
 * @param observations how many checks the engines took in
 * @param decisions how many decisions were taken
 * @param writes how many changes took effect on a name server
 * @param faults what went wrong, in the order in which it began
 * @param faultCounts how often each kind of fault happened
 * @param story what happened, a line for each; empty unless it was asked for
 */
public record SeedResult(
        long seed,
        List<String> violations,
        String traceHash,
        long simulatedNanos,
        long events,
        long observations,
        long decisions,
        long writes,
        List<Fault> faults,
        Map<FaultKind, Integer> faultCounts,
        List<String> story) {
    /** Copies the collections. */
    public SeedResult {
        violations = List.copyOf(violations);
        faults = List.copyOf(faults);
        faultCounts = Map.copyOf(faultCounts);
        story = List.copyOf(story);
    }
}
