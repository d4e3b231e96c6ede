package io.dnsfailover.simulation.run;

import io.dnsfailover.simulation.fault.Fault;
import io.dnsfailover.simulation.fault.FaultDriver;
import io.dnsfailover.simulation.fault.Faults;
import io.dnsfailover.simulation.rule.Rulebook;
import io.dnsfailover.simulation.time.Event;
import io.dnsfailover.simulation.time.SimulatedProcess;
import io.dnsfailover.simulation.world.Blueprint;
import io.dnsfailover.simulation.world.Blueprints;
import io.dnsfailover.simulation.world.Cleaner;
import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.World;
import java.util.ArrayList;
import java.util.List;

/** Runs one seed: its world, with its faults, until a rule is broken or its time is over. */
public final class SeedRun {
    private final Blueprint blueprint;
    private final List<Fault> faults;
    private final boolean tellsStory;

    private SeedRun(Blueprint blueprint, List<Fault> faults, boolean tellsStory) {
        this.blueprint = blueprint;
        this.faults = faults;
        this.tellsStory = tellsStory;
    }

    /**
     * Runs a seed.
     *
     * @param seed the seed
     * @return what came of it; the same every time
     */
    public static SeedResult run(long seed) {
        Blueprint blueprint = Blueprints.of(seed);
        return new SeedRun(blueprint, Faults.of(blueprint), false).run();
    }

    /**
     * Runs a seed with a part of its faults.
     *
     * @param seed the seed
     * @param faults what goes wrong
     * @param tellsStory whether to write down what happens
     * @return what came of it
     */
    static SeedResult run(long seed, List<Fault> faults, boolean tellsStory) {
        return new SeedRun(Blueprints.of(seed), faults, tellsStory).run();
    }

    /** What the world of a seed is made of, for people. */
    static String describe(long seed) {
        Blueprint made = Blueprints.of(seed);
        StringBuilder text = new StringBuilder("locations " + made.locations() + ", the last " + made.remote()
                + " of them remote; " + made.controllers() + " controllers; name servers that compare: "
                + made.comparing());
        made.policies().forEach(policy -> text.append('\n').append(policy));
        return text.toString();
    }

    private SeedResult run() {
        Everyone everyone = new Everyone();
        World world = new World(blueprint, everyone);
        Trace trace = new Trace(world.timeline());
        Rulebook rules = new Rulebook(world);
        Story story = new Story(world.timeline());
        everyone.add(trace);
        rules.all().forEach(everyone::add);
        if (tellsStory) {
            everyone.add(story);
        }
        FaultDriver driver = new FaultDriver(world, tellsStory ? story::fault : (fault, begins) -> {});
        driver.plan(faults);
        long end = blueprint.chaosNanos() + blueprint.quietNanos();
        new Cleaner(world).plan(blueprint.chaosNanos());
        world.begin();
        boolean overtime = runUntil(end, world, rules, driver);
        if (overtime) {
            rules.atTheEnd();
        }
        List<String> told = new ArrayList<>(tellsStory ? story.lines() : List.of());
        return new SeedResult(
                blueprint.seed(),
                rules.violations().all(),
                trace.hash(),
                world.timeline().nowNanos(),
                world.timeline().happened(),
                trace.observations(),
                trace.decisions(),
                trace.writes(),
                faults,
                driver.happened(),
                told);
    }

    /** True when the time was over before a rule was broken. */
    private static boolean runUntil(long end, World world, Rulebook rules, FaultDriver driver) {
        while (rules.violations().none()) {
            Event event = world.timeline().step(end);
            if (event == null) {
                return true;
            }
            SimulatedProcess process = event.process();
            for (Life life : world.processes().lives()) {
                if (life.process() == process) {
                    rules.after(life);
                }
            }
            driver.afterEvent();
        }
        return false;
    }
}
