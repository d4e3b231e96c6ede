package io.dnsfailover.notify.incident;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Moment;
import io.dnsfailover.notify.Severity;
import io.dnsfailover.notify.route.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What has one cause, from its first event until nothing is in trouble any more. Belongs to its judge. */
final class Incident {
    private static final int NAMED = 20;

    private final String id;
    private final Instant began;
    private final long beganNanos;
    private final Phase firstPhase;
    private final SortedSet<Cause> common;
    private final Set<String> records = new LinkedHashSet<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final Set<String> everOpen = new HashSet<>();
    private final Set<Cause> indexed = new HashSet<>();
    private final Map<String, Entry> entries = new HashMap<>();
    private Severity severity = Severity.INFO;
    private long gatheredUntil;
    private long overNanos;

    /** An incident that begins with an event; the event has yet to {@link #join}. */
    Incident(FailoverEvent first, Phase firstPhase, SortedSet<Cause> causes, Moment now) {
        this.id = first.header().id();
        this.began = first.header().at().wall();
        // An event that was given again after a restart is older than this process, whose monotonic clock knows nothing
        // of it.
        Duration age = Duration.between(began, now.wall());
        this.beganNanos = now.nanos() - (age.isNegative() ? 0 : age.toNanos());
        this.firstPhase = firstPhase;
        this.common = new TreeSet<>(causes);
        this.overNanos = now.nanos();
    }

    /** Takes an event in, and keeps of the causes what all have in common, if asked. */
    void join(FailoverEvent event, Troubles troubles, Moment now, Duration window) {
        gatheredUntil = now.nanos() + window.toNanos();
        if (event.header().record() != null) {
            records.add(event.header().policy());
        }
        if (Severity.of(event).compareTo(severity) > 0) {
            severity = Severity.of(event);
        }
        boolean was = isOver();
        open.addAll(troubles.begins());
        everOpen.addAll(troubles.begins());
        troubles.ends().forEach(open::remove);
        if (isOver() && !was) {
            overNanos = now.nanos();
        }
    }

    void narrow(SortedSet<Cause> causes) {
        common.retainAll(causes);
    }

    String id() {
        return id;
    }

    Phase firstPhase() {
        return firstPhase;
    }

    Severity severity() {
        return severity;
    }

    boolean has(Cause cause) {
        return common.contains(cause);
    }

    boolean isOver() {
        return open.isEmpty();
    }

    boolean wasTrouble() {
        return !everOpen.isEmpty();
    }

    /** Whether it takes in what has the same cause. */
    boolean gathers(long nowNanos) {
        return nowNanos < gatheredUntil;
    }

    /** Whether it takes in what concerns its records. */
    boolean lives(long nowNanos) {
        return !isOver() || gathers(nowNanos);
    }

    long gatheredUntil() {
        return gatheredUntil;
    }

    long overNanos() {
        return overNanos;
    }

    /** By recipient. */
    Map<String, Entry> entries() {
        return entries;
    }

    Set<String> everOpen() {
        return everOpen;
    }

    /** The causes by which it can be found. */
    Set<Cause> indexed() {
        return indexed;
    }

    Set<String> records() {
        return records;
    }

    /** How it stands. */
    Story.Standing standing(long nowNanos) {
        long until = isOver() ? overNanos : nowNanos;
        List<String> shown = open.stream().limit(NAMED).toList();
        return new Story.Standing(
                id,
                began,
                Duration.ofNanos(Math.max(0, until - beganNanos)),
                wasTrouble() && isOver(),
                List.copyOf(common),
                severity,
                new Story.Extent(records.size(), everOpen.size(), open.size(), shown));
    }
}
