package io.dnsfailover.simulation.rule;

import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.Witness;
import io.dnsfailover.simulation.world.World;
import java.util.ArrayList;
import java.util.List;

/** All rules over one world. */
public final class Rulebook {
    private final Violations violations;
    private final List<Check> checks;
    private final Ledger ledger;

    /** Rules that have seen nothing yet. */
    public Rulebook(World world) {
        violations = new Violations(world.timeline());
        checks = List.of(
                new DecisionRules(world, violations),
                new BudgetRules(world, violations),
                new PublishRules(world, violations),
                new StoreRules(violations),
                new MailRules(world, violations),
                new BoundRules(world, violations),
                new LivenessRules(world, violations));
        ledger = new Ledger(world, checks, violations);
    }

    /** Those that listen, in the order in which they must hear. */
    public List<Witness> all() {
        List<Witness> all = new ArrayList<>();
        all.add(ledger);
        all.addAll(checks);
        return all;
    }

    /** An event of a process is over. */
    public void after(Life life) {
        ledger.after(life);
    }

    /** The time is over. */
    public void atTheEnd() {
        checks.forEach(Check::atTheEnd);
    }

    /** What was broken. */
    public Violations violations() {
        return violations;
    }
}
