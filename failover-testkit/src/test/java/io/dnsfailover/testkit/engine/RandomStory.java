package io.dnsfailover.testkit.engine;

import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.StandingOrder.Kind;
import io.dnsfailover.health.Damping;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.Reason;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.testkit.EndpointScript;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A story that a seed tells: what goes wrong, what an operator does, and that everything gets well in the end. */
final class RandomStory {
    static final String LAST_RESORT = "203.0.113.9";

    private static final List<String> ENDPOINTS = List.of(Www.PRIMARY, Www.BACKUP, Www.SECOND_BACKUP);
    private static final List<String> LOCATIONS = List.of("fra1", "ams1", "nyc1");
    private static final List<String> SERVERS = List.of("ns1", "ns2");
    private static final List<Reason> REASONS = List.of(Reason.values());

    private final Random random;
    private final List<String> told = new ArrayList<>();

    RandomStory(long seed) {
        this.random = new Random(seed);
    }

    FailoverPolicy policy() {
        Duration interval = pick(List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2)));
        return Www.builder()
                .every(interval)
                .ttl(Duration.ofSeconds(30))
                .damping(new Damping(1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(6)))
                .failback(pick(List.of(Failback.automatic(), Failback.afterUpFor(Duration.ofMinutes(4)))))
                .whenAllDown(pick(
                        List.of(AllDown.keepLast(), AllDown.primary(), AllDown.all(), AllDown.lastResort(LAST_RESORT))))
                .build();
    }

    Scenario start(FailoverPolicy policy, long seed) {
        int locations = 2 + random.nextInt(2);
        return Scenario.of(policy)
                .from(LOCATIONS.subList(0, locations).toArray(String[]::new))
                .publishingTo(SERVERS.toArray(String[]::new))
                .seed(seed)
                .start();
    }

    /** Makes something happen and lets some time pass. */
    void goOn(Scenario scenario) {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> endpoint(scenario);
            case 3, 4 -> location(scenario);
            case 5, 6 -> server(scenario);
            case 7 -> operator(scenario);
            case 8 -> scenario.time().stepWallClock(Duration.ofHours(random.nextInt(100_000) - 50_000));
            default -> {
                told.add("restart");
                scenario.restart(Duration.ofMillis(50 + random.nextInt(60_000)));
            }
        }
        scenario.advance(Duration.ofMillis(random.nextInt(random.nextBoolean() ? 5_000 : 300_000)));
    }

    /** Ends all trouble. */
    void getsWell(Scenario scenario) {
        ENDPOINTS.forEach(endpoint -> scenario.endpoint(endpoint).comesBack());
        for (String id : LOCATIONS) {
            try {
                scenario.location(id).recovers();
                ENDPOINTS.forEach(endpoint -> scenario.location(id).reachesAgain(endpoint));
            } catch (IllegalArgumentException e) {
                told.add("only " + LOCATIONS.indexOf(id) + " locations");
            }
        }
        SERVERS.forEach(server -> scenario.nameServer(server).comeBack());
        ENDPOINTS.forEach(endpoint -> scenario.order(new Command.Force(endpoint, null, null)));
        scenario.order(new Command.Release());
        scenario.time().delayWorker("store", Duration.ZERO);
    }

    private void endpoint(Scenario scenario) {
        behave(scenario.endpoint(pick(ENDPOINTS)));
    }

    private void behave(EndpointScript script) {
        int what = random.nextInt(6);
        told.add("endpoint " + what);
        switch (what) {
            case 0, 1 -> script.goesDown();
            case 2 -> script.comesBack();
            case 3 -> script.goesSilent();
            case 4 -> script.failsWith(pick(REASONS));
            default -> script.flaps(pick(List.of(Outcome.values())), pick(List.of(Outcome.values())), Outcome.PASS);
        }
    }

    private void location(Scenario scenario) {
        String id = LOCATIONS.get(random.nextInt(2));
        int what = random.nextInt(5);
        told.add("location " + id + " " + what);
        switch (what) {
            case 0 -> scenario.location(id).getsCutOff();
            case 1 -> scenario.location(id).starves();
            case 2 -> scenario.location(id).hangs();
            case 3 -> scenario.location(id).cannotReach(pick(ENDPOINTS));
            default -> scenario.location(id).recovers();
        }
    }

    private void server(Scenario scenario) {
        String name = pick(SERVERS);
        int what = random.nextInt(6);
        told.add("server " + name + " " + what);
        switch (what) {
            case 0 -> scenario.nameServer(name).goDown();
            case 1 -> scenario.nameServer(name).comeBack();
            case 2 -> scenario.nameServer(name).refuseNext();
            case 3 -> scenario.nameServer(name).loseNextAnswer();
            case 4 -> scenario.nameServer(name).loseNextRequest();
            default -> scenario.time().delayWorker("store", Duration.ofMillis(random.nextInt(3_000)));
        }
    }

    private void operator(Scenario scenario) {
        Duration until = random.nextBoolean() ? Duration.ofMinutes(1 + random.nextInt(10)) : null;
        int what = random.nextInt(5);
        told.add("operator " + what);
        switch (what) {
            case 0 -> scenario.order(new Command.Force(pick(ENDPOINTS), Kind.FORCED_DOWN, until));
            case 1 -> scenario.order(new Command.Force(pick(ENDPOINTS), Kind.FORCED_UP, until));
            case 2 -> scenario.order(new Command.Hold(until));
            case 3 -> scenario.order(new Command.Release());
            default -> scenario.order(new Command.Force(pick(ENDPOINTS), null, null));
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** What happened, for the message of a failure. */
    @Override
    public String toString() {
        return told.toString();
    }
}
