package io.dnsfailover.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several checks of one endpoint as one: all of them, any of them, or enough of them by weight. The location that makes the check runs
 * the parts at the same time, under the one deadline of the policy, and ends as soon as the outcome is sure:
 *
 * <ul>
 *   <li>PASS when the parts that passed weigh enough.
 *   <li>FAIL when enough cannot be reached any more, even if all that is left passed. The reason is that of the part that decided.
 *   <li>INCONCLUSIVE when the parts have ended and neither is sure: our own trouble is no evidence, for or against.
 * </ul>
 *
 * <p>What is still running then is abandoned and has no say; the detail names the parts that failed. The timings are those of the
 * part that decided, which is the slowest where all must pass. The notes are those of all parts that ended: every warning, the
 * certificate that ends first, and, when all parts ended, a digest over those of the parts.
 *
 * <p>An endpoint's own port takes the place of the port of the first part that has one, and of the same port in the other parts; parts on
 * other ports keep theirs.
 *
 * @param needed the weight that must pass, from 1 to the sum of the weights
 * @param parts 2 to 16 checks; a part may itself combine checks that do not
 */
public record CombinedProbe(int needed, List<Part> parts) implements ProbeSpec {
    private static final int MAX_PARTS = 16;
    private static final int MAX_WEIGHT = 100;

    /**
     * One of the checks.
     *
     * @param weight what it counts for, 1 to 100
     * @param probe the check
     */
    public record Part(int weight, ProbeSpec probe) {
        /** The check, with its weight where that is not 1. */
        @Override
        public String toString() {
            return weight == 1 ? probe.toString() : weight + " x " + probe;
        }
    }

    /** Copies the list. */
    public CombinedProbe {
        parts = List.copyOf(parts);
    }

    /**
     * Passes when all checks pass.
     *
     * @param probes 2 to 16 checks
     * @return the check
     */
    public static CombinedProbe all(ProbeSpec... probes) {
        return new CombinedProbe(probes.length, weighted(probes));
    }

    /**
     * Passes when one check passes.
     *
     * @param probes 2 to 16 checks
     * @return the check
     */
    public static CombinedProbe any(ProbeSpec... probes) {
        return atLeast(1, probes);
    }

    /**
     * Passes when so many checks pass.
     *
     * @param needed 1 to the number of checks
     * @param probes 2 to 16 checks
     * @return the check
     */
    public static CombinedProbe atLeast(int needed, ProbeSpec... probes) {
        return new CombinedProbe(needed, weighted(probes));
    }

    /**
     * This check with one more part, of another weight than 1.
     *
     * @param weight what it counts for, 1 to 100
     * @param probe the check
     * @return a copy that needs the same weight as before
     */
    public CombinedProbe and(int weight, ProbeSpec probe) {
        List<Part> more = new ArrayList<>(parts);
        more.add(new Part(weight, probe));
        return new CombinedProbe(needed, more);
    }

    private static List<Part> weighted(ProbeSpec... probes) {
        return Arrays.stream(probes).map(probe -> new Part(1, probe)).toList();
    }

    /**
     * The weight of all parts together.
     *
     * @return the sum
     */
    public int weight() {
        return parts.stream().mapToInt(Part::weight).sum();
    }

    /** {@code all}, {@code any} or {@code at-least}. */
    @Override
    public String type() {
        if (needed == weight()) {
            return "all";
        }
        return needed == 1 ? "any" : "at-least";
    }

    /** The port of the first part that has one. */
    @Override
    public int port() {
        return parts.stream()
                .mapToInt(part -> part.probe().port())
                .filter(port -> port != 0)
                .findFirst()
                .orElse(0);
    }

    @Override
    public List<Violation> violations() {
        List<Violation> found = new ArrayList<>();
        if (parts.size() < 2 || parts.size() > MAX_PARTS) {
            found.add(new Violation("parts", parts.size() + " parts", "must be 2 to " + MAX_PARTS));
        }
        if (!parts.isEmpty() && (needed < 1 || needed > weight())) {
            found.add(new Violation(
                    "needed", String.valueOf(needed), "must be 1 to the weight of all parts (" + weight() + ")"));
        }
        for (int at = 0; at < parts.size(); at++) {
            part("parts[" + at + "].", parts.get(at), found);
        }
        return found;
    }

    private static void part(String path, Part part, List<Violation> found) {
        if (part.weight() < 1 || part.weight() > MAX_WEIGHT) {
            found.add(new Violation(path + "weight", String.valueOf(part.weight()), "must be 1 to " + MAX_WEIGHT));
        }
        boolean isTooDeep = part.probe() instanceof CombinedProbe inner
                && inner.parts().stream().anyMatch(deeper -> deeper.probe() instanceof CombinedProbe);
        if (isTooDeep) {
            found.add(
                    new Violation(path + "parts", part.probe().type(), "must not combine checks that combine checks"));
        } else {
            part.probe().violations().forEach(violation -> found.add(violation.under(path)));
        }
    }

    /** Such as {@code all of (http port 80, 2 x tcp port 25)}. */
    @Override
    public String toString() {
        String rule = type().equals("at-least") ? "weight " + needed + " of " + weight() : type();
        return parts.stream().map(Part::toString).collect(Collectors.joining(", ", rule + " of (", ")"));
    }
}
