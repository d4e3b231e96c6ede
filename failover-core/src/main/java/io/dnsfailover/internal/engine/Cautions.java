package io.dnsfailover.internal.engine;

import io.dnsfailover.health.Alarm;
import io.dnsfailover.health.Latency;
import io.dnsfailover.health.LatencyWindow;
import io.dnsfailover.health.Warning;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.Printable;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.readiness.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is warned of one endpoint, and what that rests on: the latency of its last checks and what they noticed, for each location. No
 * verdict depends on it but through {@link #judged}. On the engine loop only.
 */
final class Cautions {
    private static final int SMOOTHING = 8; // as the smoothed round-trip time of RFC 6298

    /** Who hears when a warning begins and ends. */
    interface Listener {
        void raised(String endpointId, Warning warning);

        void cleared(String endpointId, Warning warning, Duration lasted);
    }

    /** A warning and when it began. */
    private record Raised(Warning warning, Moment since) {}

    private final String endpointId;
    private final Listener listener;
    private final List<Station> stations;
    private final Alarm[] noticed;
    private final Alarm[] slow;
    private final long[] smoothedNanos; // 0 for unknown
    private @Nullable LatencyWindow @Nullable [] windows; // null where the policy has no limits on latency
    private List<Raised> raised = List.of();
    private @Nullable Readiness readiness;
    private long readinessAtNanos;
    private @Nullable Moment unreadySince;

    Cautions(String endpointId, List<Station> stations, Listener listener) {
        this.endpointId = endpointId;
        this.listener = listener;
        this.stations = stations;
        this.noticed = new Alarm[stations.size()];
        this.slow = new Alarm[stations.size()];
        this.smoothedNanos = new long[stations.size()];
        Arrays.fill(noticed, Alarm.NONE);
        Arrays.fill(slow, Alarm.NONE);
    }

    /** Goes on with what is warned of already; what it rests on is seen anew. */
    void carryOver(Cautions before) {
        raised = before.raised;
    }

    /** What a check counts as: too slow a pass is a failure where the policy says so. */
    ProbeResult judged(int at, ProbeResult result, @Nullable Latency limits) {
        if (result.outcome() != Outcome.PASS) {
            return result;
        }
        Duration took = result.timings().total();
        long nanos = Math.max(1, took.toNanos());
        long before = smoothedNanos[at];
        smoothedNanos[at] = before == 0 ? nanos : Math.max(1, before + (nanos - before) / SMOOTHING);
        if (limits == null) {
            windows = null;
            return result;
        }
        LatencyWindow next = window(at, limits).after(took);
        windows()[at] = next;
        slow[at] = slow[at].next(limits.warning(next, slow[at].text() != null), 1);
        return limits.judge(result, next);
    }

    private LatencyWindow window(int at, Latency limits) {
        LatencyWindow known = windows()[at];
        return known == null || known.size() != limits.window() ? LatencyWindow.empty(limits.window()) : known;
    }

    private @Nullable LatencyWindow[] windows() {
        @Nullable LatencyWindow[] made = windows == null ? new LatencyWindow[stations.size()] : windows;
        windows = made;
        return made;
    }

    /** Takes in what a check that passed noticed, and says what begins or ends to be warned of; false when nothing is new. */
    boolean noted(int at, ProbeResult result, FailoverPolicy policy, Moment now) {
        if (result.outcome() != Outcome.PASS) {
            return false;
        }
        String warning = result.notes().warning();
        String text = warning == null ? null : Printable.unescaped(warning); // made printable again in the warning
        noticed[at] = noticed[at].next(text, policy.damping().ok());
        if (policy.latency() == null) {
            slow[at] = Alarm.NONE;
        }
        boolean changed = settle(Warning.Kind.CHECK, seen(noticed), now);
        return settle(Warning.Kind.LATENCY, seen(slow), now) || changed;
    }

    private @Nullable String seen(Alarm[] alarms) {
        String first = null;
        List<String> places = new ArrayList<>();
        for (int at = 0; at < alarms.length; at++) {
            String text = alarms[at].text();
            if (text != null) {
                first = first == null ? text : first;
                places.add(stations.get(at).location().id());
            }
        }
        return first == null ? null : first + " (seen from " + String.join(", ", places) + ")";
    }

    /** Whether the readiness is to be looked at anew: once in an interval is enough while nothing changes. */
    boolean isReadinessDue(FailoverPolicy policy, long nowNanos) {
        return readiness == null
                || nowNanos - readinessAtNanos >= policy.interval().toNanos();
    }

    /**
     * Takes in how ready the endpoint is; null when it is not a standby. True when anything is new.
     */
    boolean ready(@Nullable Readiness now, boolean isWorthAWarning, FailoverPolicy policy, Moment at) {
        boolean changed = now == null ? readiness != null : !now.equals(readiness);
        readiness = now;
        readinessAtNanos = at.nanos();
        if (now == null || !isWorthAWarning || now.score() >= policy.readiness()) {
            unreadySince = null;
            return settle(Warning.Kind.READINESS, null, at) || changed;
        }
        Moment since = unreadySince == null ? at : unreadySince;
        unreadySince = since;
        boolean isLong = at.since(since).compareTo(policy.voteExpiry()) >= 0;
        return (isLong && settle(Warning.Kind.READINESS, now.describe(), at)) || changed;
    }

    private boolean settle(Warning.Kind kind, @Nullable String text, Moment now) {
        Raised known = raised(kind);
        if (text == null && known == null) {
            return false;
        }
        Warning next = text == null ? null : new Warning(kind, text);
        if (known != null && known.warning().equals(next)) {
            return false;
        }
        List<Raised> kept = new ArrayList<>(raised);
        kept.remove(known);
        if (next != null) {
            kept.add(new Raised(next, known == null ? now : known.since()));
        }
        raised = List.copyOf(kept);
        if (known == null && next != null) {
            listener.raised(endpointId, next);
        } else if (known != null && next == null) {
            listener.cleared(endpointId, known.warning(), now.since(known.since()));
        }
        return true;
    }

    private @Nullable Raised raised(Warning.Kind kind) {
        for (Raised one : raised) {
            if (one.warning().kind() == kind) {
                return one;
            }
        }
        return null;
    }

    /** The smoothed latency by location. */
    Map<String, Duration> latencies() {
        Map<String, Duration> known = new HashMap<>();
        for (int at = 0; at < smoothedNanos.length; at++) {
            if (smoothedNanos[at] != 0) {
                known.put(stations.get(at).location().id(), Duration.ofNanos(smoothedNanos[at]));
            }
        }
        return known;
    }

    /** The greatest smoothed latency; 0 when none is known. */
    long slowestNanos() {
        long slowest = 0;
        for (long nanos : smoothedNanos) {
            slowest = Math.max(slowest, nanos);
        }
        return slowest;
    }

    @Nullable
    Readiness readiness() {
        return readiness;
    }

    /** What is warned of now, in the order of the kinds. */
    List<Warning> warnings() {
        return raised.stream()
                .map(Raised::warning)
                .sorted((a, b) -> a.kind().compareTo(b.kind()))
                .toList();
    }
}
