package io.dnsfailover.simulation.rule;

import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.simulation.world.Backend;
import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.Place;
import io.dnsfailover.simulation.world.World;
import io.dnsfailover.status.EndpointStatus;
import io.dnsfailover.status.RecordStatus;
import java.time.Duration;
import java.util.List;

/** Why a record may leave, and what it may move to: I2, I5, I6, I7, I8 and I13 at the moment of each decision. */
final class DecisionRules implements Check {
    private static final long LONG_NANOS = Duration.ofMinutes(20).toNanos();

    private final World world;
    private final Violations violations;

    DecisionRules(World world, Violations violations) {
        this.world = world;
        this.violations = violations;
    }

    @Override
    public void evaluates(Life life, RecordBook book) {
        RecordStatus status = book.status();
        if (status == null) {
            return;
        }
        for (EndpointStatus shown : status.endpoints()) {
            EndpointBook known = book.endpoint(shown.endpoint().id());
            if (known != null && known.measured() != shown.measured()) {
                violations.add(
                        Rule.I5,
                        "the engine of life " + life.number() + " holds "
                                + book.policy().name() + " "
                                + shown.endpoint().id() + " to be " + shown.measured() + ", its evidence says "
                                + known.measured());
            }
        }
    }

    @Override
    public void decides(Moved moved) {
        leaves(moved);
        obeys(moved);
        if (moved.isGivingUp()) {
            givesUp(moved);
        } else {
            arrives(moved);
        }
    }

    private void leaves(Moved moved) {
        EndpointBook left = moved.left();
        if (left == null || moved.isLeaving()) {
            if (left != null && left.ordered(moved.nowLocally()) == null) {
                honest(moved, left);
                connected(moved, left);
            }
            return;
        }
        EndpointBook target = moved.target();
        boolean returns = target != null
                && moved.book().endpoints().indexOf(target)
                        < moved.book().endpoints().indexOf(left);
        violations.check(
                returns,
                Rule.I5,
                moved + " although it stood on " + left.verdict(moved.policy(), moved.nowLocally())
                        + " and does not return");
    }

    private void honest(Moved moved, EndpointBook left) {
        long liars = 0;
        for (Place place : world.places()) {
            if (place.everLied()) {
                liars |= 1L << left.domainOf(place.number());
            }
        }
        if (Long.bitCount(liars) >= left.needed(moved.policy().quorum())) {
            return;
        }
        long expiry = 2 * moved.policy().interval().toNanos()
                + moved.policy().timeout().toNanos();
        long sawIt = left.domainsWhere(view -> view.saysDown(moved.nowLocally(), expiry) && !view.isFromLiar());
        violations.check(sawIt != 0, Rule.I6, moved + " and only liars saw it fail");
    }

    /**
     * Failures that a place of ours saw only after it was cut off from everything must not make a quorum, where it watches enough that was
     * well to notice.
     */
    private void connected(Moved moved, EndpointBook left) {
        long expiry = 2 * moved.policy().interval().toNanos()
                + moved.policy().timeout().toNanos();
        long without = 0;
        for (Place place : world.places()) {
            View view = left.views().get(place.number());
            if (view.saysDown(moved.nowLocally(), expiry) && !isBlind(place, view, moved.life())) {
                without |= 1L << left.domainOf(place.number());
            }
        }
        violations.check(
                Long.bitCount(without) >= left.needed(moved.policy().quorum()),
                Rule.I7,
                moved + " and without the places that were cut off there is no quorum");
    }

    private boolean isBlind(Place place, View view, Life life) {
        long cut = place.cutOffSinceNanos();
        if (cut > view.failedByTruly() || place.isRemote() || place.everLied() || place.everLackedALink()) {
            return false;
        }
        long well = life.policies().stream()
                .flatMap(policy -> policy.endpoints().stream())
                .map(endpoint -> world.backend(world.backendAt(endpoint.port())))
                .filter(backend -> backend.isWellSince(cut - LONG_NANOS))
                .map(Backend::network)
                .distinct()
                .count();
        return well > world.blueprint().doubt().minimum();
    }

    private void obeys(Moved moved) {
        long now = moved.nowLocally();
        violations.check(!moved.book().isHeld(now), Rule.I13, moved + " although an operator holds it");
        EndpointBook left = moved.left();
        EndpointBook target = moved.target();
        if (target != null && !moved.isGivingUp()) {
            violations.check(
                    !target.isForced(StandingOrder.Kind.FORCED_DOWN, now), Rule.I13, moved + ", which is forced down");
        }
        if (left != null && target == null) {
            violations.check(
                    !left.isForced(StandingOrder.Kind.FORCED_UP, now),
                    Rule.I13,
                    moved + " although what it stood on is forced up");
        }
    }

    private void givesUp(Moved moved) {
        violations.check(moved.isLeaving(), Rule.I8, moved + ": gives up an endpoint that is not down");
        AllDown rule = moved.policy().allDown();
        Holding to = moved.to();
        boolean allowed = (rule instanceof AllDown.All && to instanceof Holding.Everything)
                || (rule instanceof AllDown.LastResort resort
                        && to instanceof Holding.LastResort last
                        && last.target().equals(resort.target()))
                || rule instanceof AllDown.Primary;
        violations.check(allowed, Rule.I8, moved + ": that is not what the policy has for when nothing works, " + rule);
    }

    private void arrives(Moved moved) {
        EndpointBook target = moved.target();
        if (target == null) {
            violations.add(Rule.I2, moved + ", which is no endpoint of the policy");
            return;
        }
        boolean sameTarget =
                moved.to().published().equals(List.of(target.endpoint().target()));
        violations.check(sameTarget, Rule.I2, moved + ", which is not where the endpoint is");
        if (target.isForced(StandingOrder.Kind.FORCED_UP, moved.nowLocally())) {
            return;
        }
        Verdict verdict = target.verdict(moved.policy(), moved.nowLocally());
        violations.check(verdict == Verdict.UP, Rule.I8, moved + ", which is " + verdict + " by its evidence");
        violations.check(moved.isVerified(), Rule.I8, moved + ", which passed no fresh checks from enough domains");
    }
}
