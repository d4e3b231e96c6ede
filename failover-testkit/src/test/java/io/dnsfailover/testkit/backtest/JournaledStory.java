package io.dnsfailover.testkit.backtest;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.StandingOrder.Kind;
import io.dnsfailover.health.Damping;
import io.dnsfailover.journal.Journal;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.MoveBudget;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.quorum.Quorum;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.testkit.EndpointScript;
import io.dnsfailover.testkit.InMemoryPublisher;
import io.dnsfailover.testkit.Scenario;
import io.dnsfailover.testkit.ScenarioBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A story of two records that a seed tells: outages, orders, reloads, restarts, trouble with the name servers and the store. */
final class JournaledStory {
    static final List<String> ENDPOINTS = List.of("192.0.2.10", "198.51.100.20", "203.0.113.30", "192.0.2.40");
    private static final List<String> LOCATIONS = List.of("fra1", "ams1", "nyc1");
    private static final String CONTROL = "203.0.113.1";
    private static final List<String> SERVERS = List.of("ns1", "ns2");

    private final SplittableRandom random;
    private List<FailoverPolicy> policies;

    JournaledStory(long seed) {
        this.random = new SplittableRandom(seed);
        this.policies = List.of(policy("www", false), policy("mail", true));
    }

    Scenario start(long seed, Journal journal) {
        ScenarioBuilder builder = Scenario.of(policies.toArray(FailoverPolicy[]::new))
                .from(LOCATIONS.subList(0, 1 + random.nextInt(3)).toArray(String[]::new))
                .publishingTo(SERVERS.toArray(String[]::new))
                .journaledIn(journal)
                .seed(seed);
        if (random.nextBoolean()) {
            builder.brake(new Brake(50, 1, Duration.ofMinutes(2)));
        }
        if (random.nextInt(3) == 0) {
            builder.control(CONTROL).control("192.0.2.2");
        }
        if (random.nextBoolean()) {
            builder.doubt(new Doubt(60, 2));
        }
        return builder.start();
    }

    void goOn(Scenario scenario) {
        switch (random.nextInt(14)) {
            case 11 -> {
                var unused = scenario.failover().releaseBrake();
            }
            case 12 -> behave(scenario.endpoint(CONTROL));
            case 0, 1, 2, 3 -> behave(scenario.endpoint(pick(ENDPOINTS)));
            case 4 -> location(scenario);
            case 5, 6 -> server(scenario);
            case 7, 8 -> operator(scenario);
            case 9 -> scenario.time().stepWallClock(Duration.ofMillis(random.nextInt(-4_000_000, 4_000_000)));
            case 10 -> reload(scenario);
            default -> scenario.restart(Duration.ofMillis(50 + random.nextInt(60_000)));
        }
        scenario.advance(Duration.ofMillis(random.nextInt(random.nextBoolean() ? 5_000 : 400_000)));
    }

    private void behave(EndpointScript script) {
        switch (random.nextInt(6)) {
            case 0, 1 -> script.goesDown();
            case 2, 3 -> script.comesBack();
            case 4 -> script.failsWith(pick(List.of(Reason.values())));
            default -> script.flaps(Outcome.FAIL, Outcome.FAIL, Outcome.PASS);
        }
    }

    private void location(Scenario scenario) {
        switch (random.nextInt(3)) {
            case 0 -> scenario.location(LOCATIONS.get(0)).getsCutOff();
            case 1 -> scenario.location(LOCATIONS.get(0)).hangs();
            default -> scenario.location(LOCATIONS.get(0)).recovers();
        }
    }

    private void server(Scenario scenario) {
        String name = pick(SERVERS);
        switch (random.nextInt(7)) {
            case 0 -> scenario.nameServer(name).goDown();
            case 1, 2 -> scenario.nameServer(name).comeBack();
            case 3 -> scenario.nameServer(name).loseNextAnswer();
            case 4 -> scenario.nameServer(name).loseNextRequest();
            case 5 -> edit(scenario, name);
            default -> scenario.time().delayWorker(pick(List.of("store", "publisher-1")), millis(3_000));
        }
    }

    /** Somebody else writes, with a generation far ahead of ours. */
    private void edit(Scenario scenario, String server) {
        RecordSetKey key = policies.get(0).record();
        RecordSet other = RecordSet.of(key, new Ttl(30), List.of(pick(ENDPOINTS)));
        InMemoryPublisher publisher = scenario.nameServer(server);
        try {
            long generation = publisher.read(key).generation();
            publisher.replace(new Change(other, null, generation + 50, 0));
        } catch (PublishException e) {
            // It is down: nobody else can write it either.
        }
    }

    private void operator(Scenario scenario) {
        String policy = pick(policies).name();
        Duration until = random.nextBoolean() ? Duration.ofMinutes(1 + random.nextInt(10)) : null;
        Command command = switch (random.nextInt(6)) {
            case 0 -> new Command.Force(pick(ENDPOINTS), Kind.FORCED_DOWN, until);
            case 1 -> new Command.Force(pick(ENDPOINTS), Kind.FORCED_UP, until);
            case 2 -> new Command.Hold(until);
            case 3 -> new Command.Release();
            case 4 -> new Command.FailBack();
            default -> new Command.Force(pick(ENDPOINTS), null, null);
        };
        try {
            scenario.order(policy, command);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // The order made no sense: it is journaled all the same, and must make none in the replay either.
        }
    }

    private void reload(Scenario scenario) {
        List<FailoverPolicy> next = new ArrayList<>();
        next.add(policy("www", false));
        if (random.nextInt(4) > 0) {
            next.add(policy("mail", random.nextBoolean()));
        }
        policies = List.copyOf(next);
        scenario.reload(next.toArray(FailoverPolicy[]::new));
    }

    private FailoverPolicy policy(String name, boolean other) {
        DnsName owner = DnsName.of(name + (other ? "2" : "") + ".example.com.");
        List<String> order = random.nextInt(3) == 0 ? ENDPOINTS.subList(1, 4) : ENDPOINTS;
        return FailoverPolicy.named(name)
                .record("example.com.", owner.toString(), RecordType.A)
                .primary(order.get(0))
                .backup(order.get(1))
                .backup(order.get(2))
                .probe(new NamedProbe("http", 80 + random.nextInt(2)))
                .ttl(Duration.ofSeconds(30))
                .every(pick(List.of(Duration.ofSeconds(5), Duration.ofSeconds(30))))
                .damping(new Damping(1 + random.nextInt(3), 1 + random.nextInt(3), 1 + random.nextInt(4)))
                .quorum(pick(List.of(Quorum.standard(), Quorum.majority(), Quorum.atLeast(1), Quorum.all())))
                .failback(pick(
                        List.of(Failback.automatic(), Failback.afterUpFor(Duration.ofMinutes(2)), Failback.manual())))
                .whenAllDown(pick(List.of(AllDown.keepLast(), AllDown.all(), AllDown.lastResort("203.0.113.99"))))
                .moves(new MoveBudget(2 + random.nextInt(3), Duration.ofMinutes(5)))
                .build();
    }

    private Duration millis(int bound) {
        return Duration.ofMillis(random.nextInt(bound));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
