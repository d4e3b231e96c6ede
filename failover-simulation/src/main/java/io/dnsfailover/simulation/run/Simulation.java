package io.dnsfailover.simulation.run;

import io.dnsfailover.simulation.fault.Fault;
import io.dnsfailover.simulation.fault.Faults;
import io.dnsfailover.simulation.world.Blueprints;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The program: runs seeds, and says what came of them. Ends with 1 when a rule was broken, with 2 when it was called wrongly. */
public final class Simulation {
    private static final int MOST_FAILURES = 10;
    private static final int RUNS_TO_SHRINK = 400;

    private final Arguments arguments;
    private final Summary summary = new Summary();
    private final AtomicLong nextSeed;
    private volatile @Nullable Throwable broken;

    private Simulation(Arguments arguments) {
        this.arguments = arguments;
        this.nextSeed = new AtomicLong(arguments.firstSeed());
    }

    /** Runs the program. */
    public static void main(String[] words) throws InterruptedException {
        Arguments arguments;
        try {
            arguments = Arguments.of(words);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Arguments.USAGE);
            System.exit(2);
            return;
        }
        boolean holds = arguments.story() ? tell(arguments.firstSeed()) : new Simulation(arguments).run();
        System.exit(holds ? 0 : 1);
    }

    /**
     * Runs seeds on several threads.
     *
     * @param first the first seed
     * @param last the last seed
     * @param hours how many simulated hours are enough; 0 for all seeds
     * @param threads how many threads
     * @return what came of them
     * @throws InterruptedException when the thread is interrupted
     */
    public static Summary run(long first, long last, long hours, int threads) throws InterruptedException {
        Simulation simulation = new Simulation(new Arguments(first, last, hours, threads, false, true));
        simulation.runAll();
        return simulation.summary;
    }

    private boolean run() throws InterruptedException {
        long began = System.nanoTime();
        runAll();
        System.out.print(summary.describe(System.nanoTime() - began));
        if (arguments.hashes()) {
            summary.hashes().forEach((seed, hash) -> System.out.println(seed + " " + hash));
        }
        summary.failed().stream().limit(MOST_FAILURES).forEach(failed -> System.out.print(describe(failed)));
        if (!summary.failed().isEmpty()) {
            explain(summary.failed().get(0), System.out);
        }
        return summary.failed().isEmpty();
    }

    private void runAll() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < arguments.threads(); i++) {
            Thread thread = new Thread(this::work, "simulation-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Throwable thrown = broken;
        if (thrown != null) {
            throw new IllegalStateException("the simulation itself broke: " + thrown, thrown);
        }
    }

    private void work() {
        while (broken == null && (arguments.hours() == 0 || summary.hours() < arguments.hours())) {
            long seed = nextSeed.getAndIncrement();
            if (seed > arguments.lastSeed()) {
                return;
            }
            try {
                summary.add(SeedRun.run(seed), arguments.hashes());
            } catch (RuntimeException | Error e) {
                broken = new IllegalStateException("seed " + seed + " threw " + e, e);
            }
        }
    }

    private static boolean tell(long seed) {
        SeedResult result = SeedRun.run(seed, Faults.of(Blueprints.of(seed)), true);
        System.out.println(SeedRun.describe(seed));
        result.story().forEach(System.out::println);
        System.out.print(describe(result));
        return result.violations().isEmpty();
    }

    /**
     * What one seed came to, with the command that does it again.
     *
     * @param result what came of the seed
     * @return some lines for people
     */
    public static String describe(SeedResult result) {
        StringBuilder text = new StringBuilder("seed " + result.seed() + ", trace " + result.traceHash() + "\n");
        result.violations()
                .forEach(violation -> text.append("  ").append(violation).append('\n'));
        return text.append("  again: java -jar failover-simulation/target/simulation.jar --seed ")
                .append(result.seed())
                .append(" --story\n")
                .toString();
    }

    /** Tells the shortest story that still breaks the rule. */
    private static void explain(SeedResult failed, PrintStream out) {
        List<Fault> shortest = Shrinker.shrink(failed, RUNS_TO_SHRINK);
        SeedResult shown = SeedRun.run(failed.seed(), shortest, true);
        out.println("the shortest story of seed " + failed.seed() + " that was found, with " + shortest.size() + " of "
                + failed.faults().size() + " faults:");
        out.println(SeedRun.describe(failed.seed()));
        shown.story().forEach(out::println);
        shown.violations().forEach(violation -> out.println("  " + violation));
    }
}
