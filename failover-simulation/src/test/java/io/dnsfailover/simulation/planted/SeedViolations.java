package io.dnsfailover.simulation.planted;

import io.dnsfailover.simulation.run.SeedRun;
import java.util.List;
import java.util.function.LongFunction;

/** Runs a seed with the engine of its own class loader. */
final class SeedViolations implements LongFunction<List<String>> {
    @Override
    public List<String> apply(long seed) {
        return SeedRun.run(seed).violations();
    }
}
