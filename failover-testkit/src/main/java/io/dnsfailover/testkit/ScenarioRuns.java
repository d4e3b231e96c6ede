package io.dnsfailover.testkit;

import io.dnsfailover.policy.FailoverPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The runs of the engine in a {@link Scenario}, one after another with a restart between them, and what came of all. */
final class ScenarioRuns {
    private final ScenarioRun.Stage stage;
    private final List<ScenarioRun> runs = new ArrayList<>();
    private final Heard heard;

    ScenarioRuns(ScenarioRun.Stage stage) {
        this.stage = stage;
        this.heard = new Heard(stage.time(), ScenarioRun.ORIGIN_SHIFT.toNanos());
    }

    ScenarioRun.Stage stage() {
        return stage;
    }

    /** Begins the first run, with name servers that hold nothing. */
    void begin(List<FailoverPolicy> policies, Set<InMemoryPublisher> nameServers) {
        Map<String, InMemoryPublisher> publishers = new LinkedHashMap<>();
        nameServers.forEach(publisher -> publishers.put(publisher.name(), publisher));
        run(policies, publishers);
    }

    /** Ends the present run as a process ends that is killed, and begins the next one on the same store and zones. */
    void restart(List<FailoverPolicy> policies, Duration outage) {
        current().end();
        stage.world().noted("the process is killed");
        stage.time().advance(outage);
        stage.world().changed("the process starts again");
        Map<String, InMemoryPublisher> reopened = new LinkedHashMap<>();
        current().publishers().forEach((name, publisher) -> reopened.put(name, publisher.named(name)));
        run(policies, reopened);
    }

    ScenarioRun current() {
        return runs.get(runs.size() - 1);
    }

    /** What happened in all runs, in order. */
    List<ScenarioRun.Happened> happened() {
        return List.copyOf(heard.happened());
    }

    /** What all name servers wrote in all runs. */
    List<InMemoryPublisher.Written> written() {
        return runs.stream()
                .flatMap(run -> run.publishers().values().stream())
                .flatMap(publisher -> publisher.history().stream())
                .toList();
    }

    /** What one name server wrote in all runs. */
    List<InMemoryPublisher.Written> writtenBy(String nameServer) {
        return runs.stream()
                .map(run -> run.publishers().get(nameServer))
                .flatMap(publisher -> publisher == null
                        ? List.<InMemoryPublisher.Written>of().stream()
                        : publisher.history().stream())
                .toList();
    }

    private void run(List<FailoverPolicy> policies, Map<String, InMemoryPublisher> publishers) {
        ScenarioRun run = new ScenarioRun(stage, runs.size(), policies, publishers, heard);
        runs.add(run);
        CompletableFuture<Void> firstRound = run.failover().firstRound().toCompletableFuture();
        Duration patience = Duration.ZERO;
        for (FailoverPolicy policy : policies) {
            Duration longest = policy.interval().multipliedBy(2);
            patience = longest.compareTo(patience) > 0 ? longest : patience;
        }
        if (!stage.time().advanceUntil(firstRound::isDone, patience)) {
            throw new AssertionError("the first round did not end within " + patience);
        }
    }
}
