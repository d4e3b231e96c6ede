package io.dnsfailover.simulation.rule;

import io.dnsfailover.simulation.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What was broken, with the name of the rule. A run ends at the first event that breaks one. */
public final class Violations {
    private final Timeline timeline;
    private final List<String> found = new ArrayList<>();

    /** None yet. */
    public Violations(Timeline timeline) {
        this.timeline = timeline;
    }

    /** A rule is broken. */
    public void add(Rule rule, String what) {
        found.add(rule + " after " + Duration.ofNanos(timeline.nowNanos()) + ": " + what + " (rule: " + rule.text()
                + ")");
    }

    /** Reports a rule as broken unless something is true. */
    public void check(boolean holds, Rule rule, String what) {
        if (!holds) {
            add(rule, what);
        }
    }

    /** Whether nothing is broken. */
    public boolean none() {
        return found.isEmpty();
    }

    /** Everything that is broken, in order. */
    public List<String> all() {
        return List.copyOf(found);
    }
}
