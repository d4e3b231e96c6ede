package io.dnsfailover.simulation.rule;

import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.World;

/** Tasks and workers: I18. Sockets and memory are not simulated; the tests of the probers and of the engine measure those. */
final class BoundRules implements Check {
    private static final int FED_THAT_MAY_WAIT = 100_000;
    private static final int PER_CHECK =
            5; // its timer, its watchdog, the probe's end, the engine's news of it, one abandoned
    private static final int PER_RECORD =
            60; // wake-up, back-off and news for each name server, what a reload left behind
    private static final int WORKERS_BESIDE_PUBLISHERS = 2;

    private final World world;
    private final Violations violations;

    BoundRules(World world, Violations violations) {
        this.world = world;
        this.violations = violations;
    }

    @Override
    public void threw(Life life, Throwable thrown) {
        StackTraceElement[] where = thrown.getStackTrace();
        violations.add(
                Rule.I18,
                "a task of life " + life.number() + " threw " + thrown + (where.length == 0 ? "" : " at " + where[0]));
    }

    @Override
    public void evaluates(Life life, RecordBook book) {
        int records = world.blueprint().policies().size();
        long checks = 0;
        for (FailoverPolicy policy : life.policies()) {
            checks += (long) (policy.endpoints().size() + 2) * world.places().size();
        }
        long bound = checks * PER_CHECK + (long) records * PER_RECORD + FED_THAT_MAY_WAIT;
        int most = life.process().mostPending();
        violations.check(
                most <= bound, Rule.I18, most + " tasks wait in life " + life.number() + ", more than " + bound);
        int workers = WORKERS_BESIDE_PUBLISHERS + world.nameServers().size();
        violations.check(
                life.process().workers() == workers,
                Rule.I18,
                life.process().workers() + " workers in life " + life.number() + ", not " + workers);
    }
}
