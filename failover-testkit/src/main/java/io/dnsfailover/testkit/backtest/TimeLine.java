package io.dnsfailover.testkit.backtest;

import io.dnsfailover.decision.Holding;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.Published;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one name server answered, in order, without gaps.
 *
 * @param answers one or more
 */
record TimeLine(List<Answer> answers) {
    /**
     * An answer that was given out.
     *
     * @param given when; from a time to live before the beginning for the first, for ever for the last
     * @param rdata what it held
     * @param ttlNanos its time to live
     */
    record Answer(Span given, List<String> rdata, long ttlNanos) {
        /** The endpoints of a policy that it points at; none for one that the policy does not know. */
        List<Endpoint> endpoints(FailoverPolicy policy) {
            return policy.endpoints().stream()
                    .filter(endpoint -> rdata.contains(endpoint.target().rdata()))
                    .toList();
        }
    }

    /** A change of what is answered. */
    private record Switch(long nanos, List<String> rdata, long ttlNanos) {}

    /** What each name server answered, as it confirmed; with none, what was decided, from the decision on. */
    static List<TimeLine> happened(History history, FailoverPolicy policy) {
        Map<String, List<Switch>> byServer = new TreeMap<>();
        for (History.Confirmed confirmed : history.confirmed) {
            if (confirmed.entry().policy().equals(policy.name())) {
                RecordSet served = confirmed.entry().recordSet();
                byServer.computeIfAbsent(confirmed.entry().publisher(), key -> new ArrayList<>())
                        .add(new Switch(
                                confirmed.nanos(),
                                List.copyOf(served.rdata()),
                                nanos(served.ttl().duration())));
            }
        }
        if (byServer.isEmpty()) {
            return List.of(decided(history, policy, history.moves, 0));
        }
        return byServer.values().stream()
                .map(switches -> of(history, policy, switches))
                .toList();
    }

    /** What would have been answered: each decision some time after it was taken. */
    static TimeLine decided(History history, FailoverPolicy policy, Collection<History.Move> moves, long delayNanos) {
        List<Switch> switches = new ArrayList<>();
        for (History.Move move : moves) {
            if (move.decided().policy().equals(policy.name())) {
                switches.add(new Switch(
                        move.nanos() + delayNanos,
                        rdata(move.decided().to()),
                        nanos(policy.ttl().duration())));
            }
        }
        return of(history, policy, switches);
    }

    private static TimeLine of(History history, FailoverPolicy policy, List<Switch> switches) {
        long ttl = nanos(policy.ttl().duration());
        List<Answer> answers = new ArrayList<>();
        Switch before = new Switch(-ttl, rdata(heldFirst(history, policy)), ttl);
        for (Switch next : switches) {
            if (!next.rdata.equals(before.rdata) || next.ttlNanos != before.ttlNanos) {
                answers.add(new Answer(new Span(before.nanos, next.nanos), before.rdata, before.ttlNanos));
                before = next;
            }
        }
        answers.add(new Answer(new Span(before.nanos, Long.MAX_VALUE), before.rdata, before.ttlNanos));
        return new TimeLine(answers);
    }

    /** What a record held when the journal began, as far as it knows; else the primary. */
    static Holding heldFirst(History history, FailoverPolicy policy) {
        Holding held = history.heldFirst.get(policy.name());
        if (held != null) {
            return held;
        }
        var read = history.readFirst.get(policy.name());
        if (read != null) {
            for (Published holds : read.served()) {
                RecordSet recordSet = holds.recordSet();
                if (recordSet != null) {
                    List<Target> targets =
                            recordSet.rdata().stream().map(Target::parse).toList();
                    return policy.endpoints().stream()
                            .filter(endpoint -> List.of(endpoint.target()).equals(targets))
                            .findFirst()
                            .<Holding>map(Holding::of)
                            .orElse(new Holding.Everything(targets));
                }
            }
        }
        return Holding.of(policy.primary());
    }

    /** How long it usually took from a decision until a name server had confirmed it; zero when none did. */
    static long usualDelayNanos(History history) {
        long[] delays = history.confirmed.stream()
                .mapToLong(confirmed -> history.moves.stream()
                        .filter(move ->
                                move.decided().policy().equals(confirmed.entry().policy())
                                        && move.decided().generation()
                                                == confirmed.entry().generation())
                        .mapToLong(move -> confirmed.nanos() - move.nanos())
                        .filter(delay -> delay >= 0)
                        .min()
                        .orElse(-1))
                .filter(delay -> delay >= 0)
                .sorted()
                .toArray();
        return delays.length == 0
                ? 0
                : Arrays.stream(delays).skip(delays.length / 2).findFirst().orElse(0);
    }

    private static List<String> rdata(Holding holding) {
        return holding.published().stream().map(Target::rdata).sorted().toList();
    }

    private static long nanos(Duration duration) {
        return duration.toNanos();
    }
}
