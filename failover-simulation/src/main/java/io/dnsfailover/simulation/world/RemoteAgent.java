package io.dnsfailover.simulation.world;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.simulation.time.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The machine at a remote place: checks all endpoints in rounds, sooner when it sees a change or is asked, and reports each check. */
final class RemoteAgent {
    /** The checks of one endpoint of one record. */
    private final class Round {
        final FailoverPolicy policy;
        final int record;
        final Endpoint endpoint;
        final int backend;
        final Map<Integer, Long> asks = new HashMap<>(); // the number of a life to its highest ask

        @Nullable
        Outcome settled;

        int hurried;

        @Nullable
        Event next;

        Round(FailoverPolicy policy, Endpoint endpoint) {
            this.policy = policy;
            this.record = Records.numberOf(policy.name());
            this.endpoint = endpoint;
            this.backend = world.backendAt(endpoint.port());
        }
    }

    private final Place place;
    private final World world;
    private List<Round> rounds = new ArrayList<>();

    RemoteAgent(Place place, World world) {
        this.place = place;
        this.world = world;
    }

    /** Goes on with these policies. */
    void follow(List<FailoverPolicy> policies) {
        for (Round round : rounds) {
            if (round.next != null) {
                round.next.cancel();
            }
        }
        rounds = new ArrayList<>();
        for (FailoverPolicy policy : policies) {
            for (Endpoint endpoint : policy.endpoints()) {
                Round round = new Round(policy, endpoint);
                rounds.add(round);
                wait(round, place.chance().below(policy.interval().toNanos()));
            }
        }
    }

    /** Somebody wants a fresh check. */
    void asked(Life life, int record, String endpointId, long ask) {
        for (Round round : rounds) {
            if (round.record == record && round.endpoint.id().equals(endpointId)) {
                round.asks.merge(life.number(), ask, Math::max);
                if (round.next != null) {
                    round.next.cancel();
                }
                look(round);
            }
        }
    }

    private void wait(Round round, long nanos) {
        round.next = world.timeline().after(nanos, () -> look(round));
    }

    private void look(Round round) {
        long timeoutNanos = round.policy.timeout().toNanos();
        Sight sight = Sight.of(world.backend(round.backend), round.backend, place, timeoutNanos);
        boolean broken = sight.takesNanos() == Sight.NEVER || place.has(Place.Ail.THROWING);
        ProbeResult result = broken ? Sight.heldUp() : sight.result();
        long takes = broken ? timeoutNanos : sight.takesNanos();
        long startedTruly = world.timeline().nowNanos();
        for (Life life : world.processes().lives()) {
            report(round, life, result, takes, startedTruly);
        }
        wait(round, Math.max(takes + 1_000_000, pause(round, result.outcome())));
    }

    private long pause(Round round, Outcome outcome) {
        if (outcome != Outcome.INCONCLUSIVE && outcome != round.settled) {
            if (round.settled == null
                    || ++round.hurried > round.policy.damping().rise() + 1) {
                round.settled = outcome;
                round.hurried = 0;
            } else {
                return round.policy.confirmAfter().toNanos();
            }
        }
        long interval = round.policy.interval().toNanos();
        return interval - interval / 20 + place.chance().below(interval / 10);
    }

    private void report(Round round, Life life, ProbeResult result, long takesNanos, long startedTruly) {
        if (life.controller().isCutOff() || place.nextIsLost()) {
            return;
        }
        long ask = round.asks.getOrDefault(life.number(), 0L);
        Witness.Seen seen =
                new Witness.Seen(round.record, round.endpoint.id(), place.number(), result.outcome(), 0, startedTruly);
        for (int copies = place.copiesOfNext(); copies > 0; copies--) {
            world.timeline().after(takesNanos + place.nextTakesNanos(), () -> life.arrives(place, seen, result, ask));
        }
    }
}
