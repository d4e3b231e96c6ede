package io.dnsfailover.simulation.rule;

import io.dnsfailover.Failover;
import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.NameServer;
import io.dnsfailover.simulation.world.Records;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the store acknowledged, and what is shown and published of it: I12, with I11 and I13 for answers and orders. */
final class StoreRules implements Check {
    /** What is known of one policy in the store. */
    private static final class Kept {
        @Nullable
        StoredState acknowledged;

        final List<StoredState> triedSince = new ArrayList<>();
        boolean mayBeForgotten; // its policy was removed, and it begins anew when it comes back
    }

    private final Violations violations;
    private final Map<String, Kept> kept = new HashMap<>();
    private final Map<String, RecordSet> shown = new HashMap<>();
    private final Map<String, StoredState> storedBy = new HashMap<>();
    private final Map<Subject, Order> orders = new HashMap<>();

    /** What an order is about; the record when there is no endpoint. */
    private record Subject(
            int life, String policy, @Nullable String endpoint) {
        static Subject of(Life life, String policy, Command command) {
            return new Subject(
                    life.number(), policy, command instanceof Command.Force force ? force.endpointId() : null);
        }
    }

    /** The newest order on one endpoint, or on the record. */
    private record Order(Command command, long untilLocally) {}

    StoreRules(Violations violations) {
        this.violations = violations;
    }

    private static String by(Life life, String policy) {
        return life.number() + " " + policy;
    }

    private Kept of(String policy) {
        return kept.computeIfAbsent(policy, name -> new Kept());
    }

    @Override
    public void saves(Life life, StoreBatch batch) {
        batch.states().forEach((policy, state) -> of(policy).triedSince.add(state));
    }

    @Override
    public void saved(Life life, StoreBatch batch) {
        batch.states().forEach((policy, state) -> {
            Kept one = of(policy);
            StoredState before = one.acknowledged;
            if (before != null && before.generation() > state.generation()) {
                violations.check(
                        one.mayBeForgotten,
                        Rule.I12,
                        policy + ": generation " + state.generation() + " is stored over " + before.generation());
                one.mayBeForgotten = false;
            }
            one.acknowledged = state;
            one.triedSince.clear();
            storedBy.put(by(life, policy), state);
        });
    }

    @Override
    public void reloads(Life life, List<FailoverPolicy> policies) {
        Map<String, FailoverPolicy> left =
                policies.stream().collect(Collectors.toMap(FailoverPolicy::name, Function.identity()));
        kept.forEach((policy, one) -> one.mayBeForgotten |= !left.containsKey(policy));
        orders.keySet().removeIf(subject -> subject.life() == life.number() && isGone(subject, left));
    }

    /** An order ends with its endpoint, even when a later reload brings one of that name back. */
    private static boolean isGone(Subject subject, Map<String, FailoverPolicy> left) {
        FailoverPolicy policy = left.get(subject.policy());
        return policy == null
                || (subject.endpoint() != null
                        && policy.endpoint(subject.endpoint()).isEmpty());
    }

    @Override
    public void forgets(Life life, Collection<String> policies) {
        policies.forEach(policy -> of(policy).mayBeForgotten = true);
    }

    @Override
    public void begins(Life life, Map<String, StoredState> loaded, List<StoredEvent> undelivered) {
        kept.forEach((policy, one) -> {
            StoredState now = loaded.get(policy);
            boolean known = Objects.equals(now, one.acknowledged)
                    || (now != null && one.triedSince.contains(now))
                    || (now == null && one.mayBeForgotten);
            violations.check(
                    known,
                    Rule.I12,
                    policy + ": " + one.acknowledged + " was acknowledged, after the start there is " + now);
            one.acknowledged = now;
            one.triedSince.clear();
        });
    }

    @Override
    public void orders(Life life, String policy, Command command) {
        Duration lasts = command instanceof Command.Force force
                ? force.duration()
                : command instanceof Command.Hold hold ? hold.duration() : null;
        long until = lasts == null ? Long.MAX_VALUE : life.process().nanoTime() + lasts.toNanos();
        orders.put(Subject.of(life, policy, command), new Order(command, until));
    }

    @Override
    public void orderDone(Life life, String policy, Command command) {
        StoredState state = of(policy).acknowledged;
        Order newest = orders.get(Subject.of(life, policy, command));
        if (state == null
                || newest == null
                || newest.command() != command
                || life.process().nanoTime() >= newest.untilLocally()) {
            return; // it was taken back, or over, before it could be stored
        }
        if (command instanceof Command.Force force) {
            StandingOrder order = state.orders().get(force.endpointId());
            violations.check(
                    (order == null ? null : order.kind()) == force.kind(),
                    Rule.I13,
                    policy + ": " + command + " was acknowledged, and " + order + " is stored");
        } else if (command instanceof Command.Hold) {
            violations.check(state.hold() != null, Rule.I13, policy + ": the hold was acknowledged and is not stored");
        }
    }

    @Override
    public void issues(Life life, NameServer server, int record, Change change) {
        StoredState state = of(Records.nameOf(record)).acknowledged;
        violations.check(
                state != null && change.generation() <= state.generation(),
                Rule.I12,
                "life " + life.number() + " publishes " + change.desired() + " generation " + change.generation()
                        + " before it is stored");
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very same object is shown until it changes
    public void evaluates(Life life, RecordBook book) {
        Failover failover = life.failover();
        if (failover == null) {
            return;
        }
        String policy = book.policy().name();
        RecordSet now = failover.current(book.policy().record().owner(), RecordType.A);
        violations.check(now != null, Rule.I11, policy + " has no answer any more");
        if (now == null || now == shown.put(by(life, policy), now)) {
            return;
        }
        StoredState state = storedBy.get(by(life, policy));
        violations.check(
                state != null && now.rdata().equals(rdata(state.holding())),
                Rule.I12,
                policy + " shows " + now + " and stored " + (state == null ? null : state.holding()));
    }

    private static Set<String> rdata(Holding holding) {
        Set<String> all = new TreeSet<>();
        holding.published().forEach(target -> all.add(target.rdata()));
        return all;
    }
}
