package io.dnsfailover.simulation.run;

import io.dnsfailover.decision.Command;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.simulation.time.Timeline;
import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.NameServer;
import io.dnsfailover.simulation.world.Witness;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A hash over everything that happened, in order, and when: two runs of one seed must have the same. */
final class Trace implements Witness {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private static final Set<String> DECISIONS = Set.of("failed-over", "failed-back", "gave-up");

    private final Timeline timeline;
    private long hash = 0x5DEECE66DL;
    private long observations;
    private long decisions;
    private long writes;

    Trace(Timeline timeline) {
        this.timeline = timeline;
    }

    String hash() {
        return String.format("%016x", hash);
    }

    long observations() {
        return observations;
    }

    long decisions() {
        return decisions;
    }

    long writes() {
        return writes;
    }

    private Trace mix(long value) {
        hash = (hash ^ value) * PRIME;
        hash ^= hash >>> 32;
        return this;
    }

    private Trace mix(String text) {
        for (int i = 0; i < text.length(); i++) {
            mix(text.charAt(i));
        }
        return mix(text.length());
    }

    private Trace at(int kind, Life life) {
        return mix(kind).mix(timeline.nowNanos()).mix(life.number());
    }

    @Override
    public void begins(Life life, Map<String, StoredState> loaded, List<StoredEvent> undelivered) {
        at(1, life).mix(text(loaded));
        undelivered.forEach(event -> mix(event.number()).mix(event.attempt()));
    }

    @Override
    public void ends(Life life, String how) {
        at(2, life).mix(how);
    }

    @Override
    public void sees(Life life, Seen seen) {
        observations++;
        at(3, life)
                .mix(seen.record() * 1000L + seen.place())
                .mix(seen.endpoint())
                .mix(seen.outcome().name())
                .mix(seen.startedLocally())
                .mix(seen.startedTruly());
    }

    @Override
    public void reloads(Life life, List<FailoverPolicy> policies) {
        at(4, life).mix(policies.toString());
    }

    @Override
    public void orderDone(Life life, String policy, Command command) {
        at(5, life).mix(policy).mix(command.toString());
    }

    @Override
    public void saved(Life life, StoreBatch batch) {
        at(6, life).mix(text(batch.states()));
        batch.events().forEach(event -> mix(event.number()).mix(event.attempt()));
        batch.settled().forEach(this::mix);
    }

    @Override
    public void answered(Life life, NameServer server, int record, @Nullable PublishEffect effect) {
        at(7, life).mix(server.number()).mix(record).mix(effect == null ? "" : effect.name());
    }

    @Override
    public void applied(Life by, NameServer server, int record, Change change) {
        writes++;
        at(8, by).mix(server.number()).mix(change.desired().toString()).mix(change.generation());
    }

    @Override
    public void told(Life life, StoredEvent event) {
        String kind = event.text().substring(0, event.text().indexOf('\t'));
        if (DECISIONS.contains(kind)) {
            decisions++;
        }
        at(9, life).mix(event.eventId()).mix(event.text().hashCode());
    }

    @Override
    public void mailed(Life life, Delivery delivery, boolean taken) {
        at(10, life).mix(delivery.event().header().id()).mix(delivery.attempt()).mix(taken ? 1 : 0);
    }

    @Override
    public void resolved(int record, @Nullable RecordSet answer) {
        mix(11).mix(timeline.nowNanos()).mix(record).mix(answer == null ? "" : answer.toString());
    }

    /** In the order of the names: the sets and maps of a state have another order in each process. */
    private static String text(Map<String, StoredState> states) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(states)
                .forEach((policy, state) -> text.append(policy)
                        .append(' ')
                        .append(state.generation())
                        .append(state.holding())
                        .append(new TreeSet<>(state.down()))
                        .append(new TreeMap<>(state.orders()))
                        .append(state.hold())
                        .append(state.moves()));
        return text.toString();
    }
}
