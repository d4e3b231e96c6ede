package io.dnsfailover.notify.incident;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Moment;
import io.dnsfailover.notify.route.Phase;
import io.dnsfailover.policy.FailoverPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts each event into an incident. In this order: what begins again or ends goes where it began; what shares a host or a network with
 * an incident that still gathers goes there; what concerns a record with a living incident goes there; what shares another cause
 * with an incident that still gathers goes there; all else is an incident of its own.
 *
 * <p>An incident keeps of its causes what all its events have in common, so that one can be named that explains all of them.
 */
final class Incidents {
    private final Duration window;
    private final Map<String, Incident> byTrouble = new HashMap<>();
    private final Map<Cause, Incident> byCause = new HashMap<>();
    private final Map<String, Incident> byRecord = new HashMap<>();
    private final Deque<Leaving> leaving = new ArrayDeque<>(); // in the order of their time

    /** An incident that was over, or without trouble, and gathers until then. */
    private record Leaving(Incident incident, long untilNanos) {}

    Incidents(Duration window) {
        this.window = window;
    }

    /** The incident of an event, with the event in it. */
    Incident take(FailoverEvent event, @Nullable FailoverPolicy policy, Moment now) {
        Troubles troubles = Troubles.of(event, policy);
        SortedSet<Cause> causes = Causes.of(event, policy);
        Phase phase = Phase.of(event);
        Incident found = ofTrouble(troubles, now.nanos());
        if (found == null) {
            found = ofCause(causes, phase, now.nanos(), true);
        }
        if (found == null) {
            found = ofRecord(event, phase, now.nanos());
        }
        if (found == null) {
            found = ofCause(causes, phase, now.nanos(), false);
        }
        Incident incident = found == null ? new Incident(event, phase, causes, now) : found;
        incident.join(event, troubles, now, window);
        remember(incident, event, troubles, causes);
        if (incident.isOver()) {
            leaving.addLast(new Leaving(incident, incident.gatheredUntil()));
        }
        return incident;
    }

    private @Nullable Incident ofTrouble(Troubles troubles, long nowNanos) {
        for (String ended : troubles.ends()) {
            Incident incident = byTrouble.get(ended);
            if (incident != null && incident.lives(nowNanos)) {
                return incident;
            }
        }
        for (String begun : troubles.begins()) {
            Incident incident = byTrouble.get(begun);
            if (incident != null && incident.lives(nowNanos)) {
                return incident;
            }
        }
        return null;
    }

    private @Nullable Incident ofCause(SortedSet<Cause> causes, Phase phase, long nowNanos, boolean place) {
        for (Cause cause : causes) {
            boolean isPlace = cause.sort() == Cause.Sort.HOST || cause.sort() == Cause.Sort.NETWORK;
            Incident incident = isPlace == place ? byCause.get(cause) : null;
            if (incident != null
                    && incident.has(cause)
                    && incident.gathers(nowNanos)
                    && incident.firstPhase() == phase) {
                incident.narrow(causes);
                return incident;
            }
        }
        return null;
    }

    /** What fails is no part of what only works again, such as the first verdicts after a start. */
    private @Nullable Incident ofRecord(FailoverEvent event, Phase phase, long nowNanos) {
        Incident incident = event.header().record() == null
                ? null
                : byRecord.get(event.header().policy());
        boolean fits = incident != null
                && incident.lives(nowNanos)
                && (phase != Phase.DOWN || incident.wasTrouble() || incident.firstPhase() == Phase.DOWN);
        return fits ? incident : null;
    }

    private void remember(Incident incident, FailoverEvent event, Troubles troubles, SortedSet<Cause> causes) {
        for (Cause cause : causes) {
            if (incident.has(cause)) {
                byCause.put(cause, incident);
                incident.indexed().add(cause);
            }
        }
        troubles.begins().forEach(begun -> byTrouble.put(begun, incident));
        if (event.header().record() != null) {
            byRecord.put(event.header().policy(), incident);
        }
    }

    /** Forgets what is over and gathers nothing any more. */
    void forgetOld(long nowNanos) {
        while (!leaving.isEmpty() && leaving.getFirst().untilNanos() <= nowNanos) {
            Incident incident = leaving.removeFirst().incident();
            if (!incident.lives(nowNanos)) {
                incident.everOpen().forEach(trouble -> byTrouble.remove(trouble, incident));
                incident.records().forEach(record -> byRecord.remove(record, incident));
                incident.indexed().forEach(cause -> byCause.remove(cause, incident));
            }
        }
    }

    /** How many incidents are known by something; for tests that nothing stays for ever. */
    int known() {
        return byTrouble.size() + byCause.size() + byRecord.size() + leaving.size();
    }
}
