package io.dnsfailover.simulation.rule;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.World;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often a record may move, and when it may return: I9, I10 for all records together and, because all of it is counted by
 * the monotonic clock, I15. */
final class BudgetRules implements Check {
    private static final long ROUNDING_NANOS = 1_000_000; // of what was taken over from the process before

    private final World world;
    private final Violations violations;
    private final Map<Integer, Map<String, Long>> lastMoves = new HashMap<>();

    BudgetRules(World world, Violations violations) {
        this.world = world;
        this.violations = violations;
    }

    @Override
    public void decides(Moved moved) {
        if (!isOrdered(moved)) {
            budget(moved);
            brake(moved);
        }
        lastMovesOf(moved.life()).put(moved.policy().name(), moved.nowLocally());
        EndpointBook target = moved.target();
        if (!moved.isLeaving() && target != null && !moved.book().isFailbackOrdered()) {
            returns(moved, target);
        }
    }

    @Override
    public void begins(Life life, Map<String, StoredState> loaded, List<StoredEvent> undelivered) {
        loaded.forEach((policy, state) -> state.moves().stream()
                .map(move -> Duration.between(move, life.process().instant()))
                .filter(since -> !since.isNegative() && since.compareTo(Duration.ofDays(300)) < 0)
                .mapToLong(since -> life.process().nanoTime() - since.toNanos())
                .max()
                .ifPresent(last -> lastMovesOf(life).put(policy, last)));
    }

    @Override
    public void ends(Life life, String how) {
        lastMoves.remove(life.number());
    }

    private Map<String, Long> lastMovesOf(Life life) {
        return lastMoves.computeIfAbsent(life.number(), number -> new HashMap<>());
    }

    /** How many other records moved within the window; this one may move again. */
    private void brake(Moved moved) {
        Brake brake = world.blueprint().brake();
        Map<String, Long> last = lastMovesOf(moved.life());
        long counts = moved.nowLocally() - brake.window().toNanos() + ROUNDING_NANOS;
        Long before = last.get(moved.policy().name());
        if (moved.book().clockLeapt(moved.life()) || (before != null && before > counts)) {
            return;
        }
        long others = last.values().stream().filter(move -> move > counts).count();
        int records = moved.life().policies().size();
        int may = Math.max(brake.minimum(), records * brake.share() / 100);
        violations.check(
                others < may,
                Rule.I10,
                moved + " after " + others + " of " + records + " records moved, " + may + " may");
    }

    private static boolean isOrdered(Moved moved) {
        long now = moved.nowLocally();
        EndpointBook left = moved.left();
        EndpointBook target = moved.target();
        return (left != null && left.isForced(StandingOrder.Kind.FORCED_DOWN, now))
                || (target != null && target.isForced(StandingOrder.Kind.FORCED_UP, now))
                || (moved.book().isFailbackOrdered() && !moved.isLeaving());
    }

    private void budget(Moved moved) {
        if (moved.book().clockLeapt(moved.life())) {
            return; // the moves of the process before are known by the wall clock only
        }
        long counts = moved.nowLocally() - moved.policy().moveBudget().window().toNanos() + ROUNDING_NANOS;
        long before =
                moved.book().moves().stream().filter(move -> move > counts).count();
        violations.check(
                before < moved.policy().moveBudget().moves(),
                Rule.I9,
                moved + " after " + before + " moves, the budget is "
                        + moved.policy().moveBudget());
    }

    private void returns(Moved moved, EndpointBook target) {
        Failback mode = moved.policy().failback();
        if (mode instanceof Failback.AfterUpFor after) {
            long up = moved.nowLocally() - target.sinceLocally();
            boolean forced = target.isForced(StandingOrder.Kind.FORCED_UP, moved.nowLocally());
            violations.check(
                    forced || up >= after.dwell().toNanos(),
                    Rule.I15,
                    moved + " after it was up for " + up + " ns by the monotonic clock, the dwell is " + after.dwell());
        } else {
            violations.check(mode instanceof Failback.Automatic, Rule.I9, moved + " although its failback is " + mode);
        }
    }
}
