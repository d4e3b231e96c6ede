package io.dnsfailover.internal.engine;

import io.dnsfailover.internal.engine.ServerSlot.Wish;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.StoredState;
import io.dnsfailover.status.PublishPlan;
import io.dnsfailover.status.PublishPlan.Action;
import io.dnsfailover.status.PublishPlan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A start that reads what the name servers hold, and writes nothing. On the caller's thread. */
public final class DryRun {
    private static final int UNREADABLE_AFTER = 2; // as at a real start

    /** What one server said of one record. */
    private record Said(@Nullable Published holds, @Nullable String failure) {}

    private final List<FailoverPolicy> policies;
    private final List<DnsPublisher> publishers;
    private final Map<String, StoredState> stored;

    /** A dry run of a start with these policies and this memory. */
    public DryRun(Collection<FailoverPolicy> policies, List<DnsPublisher> publishers, Map<String, StoredState> stored) {
        this.policies = List.copyOf(policies);
        this.publishers = publishers;
        this.stored = stored;
    }

    /** Reads each record from each server once, one after another. */
    public PublishPlan run() throws InterruptedException {
        List<List<Said>> byServer = new ArrayList<>();
        for (DnsPublisher publisher : publishers) {
            byServer.add(ask(publisher));
        }
        List<Step> steps = new ArrayList<>();
        for (int server = 0; server < publishers.size(); server++) {
            for (int record = 0; record < policies.size(); record++) {
                FailoverPolicy policy = policies.get(record);
                int at = record;
                FirstHolding first = FirstHolding.of(
                        policy,
                        Engine.storedFor(policy, stored),
                        byServer.stream()
                                .map(said -> said.get(at).holds())
                                .filter(Objects::nonNull)
                                .toList());
                steps.add(step(
                        publishers.get(server),
                        policy,
                        first,
                        byServer.get(server).get(record)));
            }
        }
        return new PublishPlan(steps);
    }

    private List<Said> ask(DnsPublisher publisher) throws InterruptedException {
        List<Said> all = new ArrayList<>();
        int failures = 0;
        String failure = "";
        for (FailoverPolicy policy : policies) {
            if (failures >= UNREADABLE_AFTER) {
                all.add(new Said(null, "not asked, because of: " + failure));
                continue;
            }
            try {
                all.add(new Said(publisher.read(policy.record()), null));
                failures = 0;
            } catch (PublishException | RuntimeException e) { // whatever a publisher throws, the plan goes on
                failures++;
                failure = String.valueOf(e.getMessage());
                all.add(new Said(null, failure));
            }
        }
        return all;
    }

    private static Step step(DnsPublisher publisher, FailoverPolicy policy, FirstHolding first, Said said) {
        RecordSet wanted = first.holding().recordSet(policy);
        return new Step(
                publisher.name(),
                policy.name(),
                action(new Wish(wanted, first.generation(), new Moment(0, Instant.EPOCH)), said.holds()),
                wanted,
                first.generation(),
                said.holds(),
                said.failure());
    }

    private static Action action(Wish wish, @Nullable Published holds) {
        if (holds == null) {
            return Action.UNREADABLE;
        }
        if (wish.isFulfilledBy(holds)) {
            return Action.LEAVE;
        }
        if (holds.recordSet() == null) {
            return Action.CREATE;
        }
        return holds.generation() == 0 ? Action.TAKE_OVER : Action.CHANGE;
    }
}
