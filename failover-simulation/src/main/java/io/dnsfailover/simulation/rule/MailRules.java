package io.dnsfailover.simulation.rule;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.World;
import io.dnsfailover.spi.Delivery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Every event is delivered in order, a bounded number of times, and not again once it was taken: I16, and L3 at the end. */
final class MailRules implements Check {
    private static final int MOST_ATTEMPTS = 6;

    private final World world;
    private final Violations violations;
    private final Map<Integer, Deque<FailoverEvent>> waiting = new HashMap<>();

    MailRules(World world, Violations violations) {
        this.world = world;
        this.violations = violations;
    }

    @Override
    public void told(Life life, FailoverEvent event) {
        waiting.computeIfAbsent(life.number(), number -> new ArrayDeque<>()).add(event);
    }

    @Override
    public void ends(Life life, String how) {
        waiting.remove(life.number());
    }

    @Override
    public void mailed(Life life, Delivery delivery, boolean taken) {
        Deque<FailoverEvent> queue = waiting.getOrDefault(life.number(), new ArrayDeque<>());
        String id = delivery.event().header().id();
        FailoverEvent next = queue.peek();
        violations.check(
                next != null && next.header().id().equals(id),
                Rule.I16,
                id + " is delivered, but "
                        + (next == null ? "nothing" : next.header().id()) + " is next");
        violations.check(
                delivery.attempt() <= MOST_ATTEMPTS,
                Rule.I16,
                id + " is delivered for the " + delivery.attempt() + ". time");
        if (taken || delivery.attempt() >= MOST_ATTEMPTS) {
            queue.poll();
        }
    }

    @Override
    public void atTheEnd() {
        Life office = world.processes().inOffice();
        if (office == null) {
            return;
        }
        Deque<FailoverEvent> queue = waiting.getOrDefault(office.number(), new ArrayDeque<>());
        violations.check(
                queue.isEmpty(),
                Rule.L3,
                queue.size() + " events still wait, the first is "
                        + (queue.isEmpty() ? "" : queue.peek().describe()));
    }
}
