package io.dnsfailover.simulation.rule;

import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.World;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every event is stored before it is delivered, that of a decision together with it; it is delivered until it was taken, and no more
 * often than there are attempts, whatever ends in between: I16, I12 for what is found after a start, and L3 at the end.
 */
final class MailRules implements Check {
    private static final int MOST_ATTEMPTS = 100;
    private static final int ATTEMPTS_IN_TURN = 7;
    private static final long UNDER_WAY_NANOS = Duration.ofSeconds(10).toNanos();

    private final World world;
    private final Violations violations;
    private final Map<String, Letter> letters = new TreeMap<>(); // by number and event id
    private final Map<Integer, NavigableMap<Long, Letter>> open =
            new HashMap<>(); // stored as far as a life knows, and not taken by it
    private final Map<String, Long> generations = new HashMap<>();
    private final Set<String> decided = new HashSet<>();

    MailRules(World world, Violations violations) {
        this.world = world;
        this.violations = violations;
    }

    private NavigableMap<Long, Letter> openIn(Life life) {
        return open.computeIfAbsent(life.number(), number -> new TreeMap<>());
    }

    private static String by(Life life, String policy) {
        return life.number() + " " + policy;
    }

    private Letter letter(StoredEvent event) {
        return letters.computeIfAbsent(key(event), key -> new Letter(event.number(), event.eventId()));
    }

    /** A process whose term is over may try to store another event with the number, or another one with the id of a decision. */
    private static String key(StoredEvent event) {
        return event.number() + " " + event.eventId();
    }

    @Override
    public void begins(Life life, Map<String, StoredState> loaded, List<StoredEvent> undelivered) {
        Map<String, StoredEvent> found = undelivered.stream().collect(Collectors.toMap(MailRules::key, event -> event));
        letters.forEach((key, letter) -> {
            StoredEvent left = found.get(key);
            violations.check(
                    left == null ? letter.mayBeGone() : letter.mayBe(left),
                    Rule.I12,
                    letter + " was acknowledged, after the start there is " + left);
        });
        letters.keySet().retainAll(found.keySet());
        undelivered.forEach(event -> {
            Letter letter = letter(event);
            letter.acknowledged(event.attempt(), world.timeline().nowNanos());
            openIn(life).put(event.number(), letter);
        });
        loaded.forEach((policy, state) -> generations.put(by(life, policy), state.generation()));
    }

    @Override
    public void ends(Life life, String how) {
        open.remove(life.number());
    }

    @Override
    public void decides(Moved moved) {
        decided.add(by(moved.life(), moved.policy().name()));
    }

    @Override
    public void reloads(Life life, List<FailoverPolicy> policies) {
        Set<String> left =
                policies.stream().map(policy -> by(life, policy.name())).collect(Collectors.toSet());
        decided.removeIf(one -> one.startsWith(life.number() + " ") && !left.contains(one));
    }

    @Override
    public void saves(Life life, StoreBatch batch) {
        batch.events().forEach(event -> letter(event).tried(event.attempt()));
        batch.settled().forEach(number -> {
            @Nullable Letter letter = openIn(life).remove(number);
            violations.check(
                    letter == null || letter.storedAttempt >= MOST_ATTEMPTS,
                    Rule.I16,
                    letter + " is forgotten, and was neither taken nor tried often enough");
            if (letter != null) {
                letter.settled = true;
            }
        });
        batch.states().forEach((policy, state) -> {
            if (generations.getOrDefault(by(life, policy), Long.MAX_VALUE) < state.generation()
                    && decided.remove(by(life, policy))) {
                violations.check(
                        batch.events().stream().anyMatch(event -> isDecision(event, policy)),
                        Rule.I16,
                        policy + " is stored with generation " + state.generation()
                                + ", and not what tells of the decision");
            }
        });
    }

    private static boolean isDecision(StoredEvent event, String policy) {
        String id = event.eventId();
        return id.startsWith(policy + "#") && id.indexOf('.', policy.length()) < 0;
    }

    @Override
    public void saved(Life life, StoreBatch batch) {
        batch.states().forEach((policy, state) -> generations.put(by(life, policy), state.generation()));
        batch.events().forEach(event -> {
            Letter letter = letter(event);
            letter.acknowledged(event.attempt(), world.timeline().nowNanos());
            openIn(life).put(event.number(), letter);
        });
    }

    @Override
    public void mailed(Life life, Delivery delivery, boolean taken) {
        String id = delivery.event().header().id();
        int attempt = delivery.attempt();
        Letter letter = openIn(life).values().stream()
                .filter(stored -> stored.id.equals(id))
                .findFirst()
                .orElse(null);
        if (letter == null) {
            violations.add(Rule.I16, id + " is delivered, and is not stored, or was taken before");
            return;
        }
        violations.check(
                attempt <= Math.min(letter.storedAttempt, MOST_ATTEMPTS),
                Rule.I16,
                id + " is delivered for the " + attempt + ". time, stored for the " + letter.storedAttempt + ". time");
        violations.check(
                letter.made.add(attempt), Rule.I16, id + " is delivered for the " + attempt + ". time once more");
        openIn(life)
                .headMap(letter.number)
                .values()
                .forEach(earlier -> violations.check(
                        earlier.newestMade() >= ATTEMPTS_IN_TURN,
                        Rule.I16,
                        id + " is delivered, and " + earlier + " is earlier and has its turn"));
        if (taken) {
            letter.settled = true; // from now on the store may forget it
            openIn(life).remove(letter.number);
        }
    }

    @Override
    public void atTheEnd() {
        Life office = world.processes().inOffice();
        if (office == null) {
            return;
        }
        long before = world.timeline().nowNanos() - UNDER_WAY_NANOS;
        List<Letter> late = openIn(office).values().stream()
                .filter(letter -> letter.acknowledgedAt < before)
                .toList();
        violations.check(late.isEmpty(), Rule.L3, late.size() + " events still wait: " + late);
    }

    /** What is known of one event in the store. */
    private static final class Letter {
        private final long number;
        private final String id;
        private final Set<Integer> made = new HashSet<>();
        private int storedAttempt; // 0 before the store said that it has it
        private int triedAttempt;
        private long acknowledgedAt;
        private boolean settled; // the store may be told to forget it, or was

        private Letter(long number, String id) {
            this.number = number;
            this.id = id;
        }

        private void tried(int attempt) {
            triedAttempt = Math.max(triedAttempt, attempt);
        }

        private void acknowledged(int attempt, long nowNanos) {
            acknowledgedAt = storedAttempt == 0 ? nowNanos : acknowledgedAt;
            storedAttempt = attempt;
            tried(attempt);
        }

        private boolean mayBeGone() {
            return storedAttempt == 0 || settled;
        }

        private boolean mayBe(StoredEvent left) {
            return left.attempt() >= storedAttempt && left.attempt() <= triedAttempt;
        }

        private int newestMade() {
            return made.stream().mapToInt(attempt -> attempt).max().orElse(0);
        }

        @Override
        public String toString() {
            return id + " (" + number + ", attempt " + storedAttempt + ")";
        }
    }
}
