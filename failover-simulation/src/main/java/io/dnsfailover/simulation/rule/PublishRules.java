package io.dnsfailover.simulation.rule;

import io.dnsfailover.model.RecordSet;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.NameServer;
import io.dnsfailover.simulation.world.Records;
import io.dnsfailover.simulation.world.World;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What is sent to name servers and what takes effect there: I1, I2, I3, I4 and I14. */
final class PublishRules implements Check {
    /** The newest that one life sent to one server for one record. */
    private static final class Sent {
        long generation;
        boolean unknown;
    }

    /** The newest of ours on one server for one record. */
    private record Mark(long generation, long token) {}

    private final World world;
    private final Violations violations;
    private final List<Set<String>> allowed;
    private final Map<String, Sent> sent = new HashMap<>();
    private final Map<String, Mark> marks = new HashMap<>();
    private final Map<String, SortedSet<String>> answers = new HashMap<>();

    PublishRules(World world, Violations violations) {
        this.world = world;
        this.violations = violations;
        this.allowed = world.blueprint().policies().stream()
                .<Set<String>>map(policy -> new HashSet<>())
                .toList();
        allow(world.blueprint().policies());
    }

    private void allow(List<FailoverPolicy> policies) {
        for (FailoverPolicy policy : policies) {
            Set<String> may = allowed.get(recordOf(policy.name()));
            policy.endpoints().forEach(endpoint -> may.add(endpoint.target().rdata()));
            if (policy.allDown() instanceof AllDown.LastResort resort) {
                may.add(resort.target().rdata());
            }
        }
    }

    private static int recordOf(String policy) {
        return Records.numberOf(policy);
    }

    @Override
    public void begins(Life life, Map<String, StoredState> loaded, List<StoredEvent> undelivered) {
        allow(life.policies());
    }

    @Override
    public void reloads(Life life, List<FailoverPolicy> policies) {
        allow(policies);
        for (int record = 0; record < allowed.size(); record++) {
            String name = Records.nameOf(record);
            if (policies.stream().noneMatch(policy -> policy.name().equals(name))) {
                forget(life, record);
            }
        }
    }

    /** A record whose policy is gone begins anew when it comes back, with what the name servers hold. */
    private void forget(Life life, int record) {
        world.nameServers().forEach(server -> sent.remove(key(life, server, record)));
        answers.keySet().removeIf(key -> key.startsWith(record + " "));
    }

    private static String key(Life life, NameServer server, int record) {
        return life.number() + " " + key(server, record);
    }

    private static String key(NameServer server, int record) {
        return server.name() + " " + record;
    }

    @Override
    public void reads(Life life, NameServer server, int record) {
        sentBy(life, server, record).unknown = false;
    }

    private Sent sentBy(Life life, NameServer server, int record) {
        return sent.computeIfAbsent(key(life, server, record), k -> new Sent());
    }

    @Override
    public void issues(Life life, NameServer server, int record, Change change) {
        RecordSet desired = change.desired();
        String what = "life " + life.number() + " sends " + desired + " generation " + change.generation() + " to "
                + server.name();
        violations.check(!desired.rdata().isEmpty(), Rule.I1, what);
        violations.check(allowed.get(record).containsAll(desired.rdata()), Rule.I2, what);
        violations.check(change.fencingToken() == life.token(), Rule.I4, what + " with token " + change.fencingToken());
        violations.check(
                !server.compares() || change.expected() != null, Rule.I3, what + " without saying what it expects");
        Sent before = sentBy(life, server, record);
        violations.check(!before.unknown, Rule.I14, what + " without a look at what the write before it did");
        violations.check(
                change.generation() >= before.generation, Rule.I14, what + " after generation " + before.generation);
        before.generation = Math.max(before.generation, change.generation());
        SortedSet<String> answer = answers.putIfAbsent(record + " " + change.generation(), desired.rdata());
        violations.check(
                answer == null || answer.equals(desired.rdata()), Rule.I3, what + ", which was " + answer + " before");
    }

    @Override
    public void answered(Life life, NameServer server, int record, @Nullable PublishEffect effect) {
        sentBy(life, server, record).unknown = effect == PublishEffect.UNKNOWN;
    }

    @Override
    public void applied(Life by, NameServer server, int record, Change change) {
        if (!server.compares()) {
            return;
        }
        Mark before = marks.put(key(server, record), new Mark(change.generation(), change.fencingToken()));
        if (before != null) {
            String what = server.name() + " took " + change.desired() + " generation " + change.generation() + " token "
                    + change.fencingToken() + " over " + before;
            violations.check(change.generation() >= before.generation, Rule.I3, what);
            violations.check(change.fencingToken() >= before.token, Rule.I4, what);
        }
    }

    @Override
    public void edited(NameServer server, int record) {
        marks.remove(key(server, record));
    }

    @Override
    public void ends(Life life, String how) {
        for (int record = 0; record < allowed.size(); record++) {
            for (NameServer server : world.nameServers()) {
                sent.remove(key(life, server, record));
            }
        }
    }
}
