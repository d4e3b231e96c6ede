package io.dnsfailover.notify.incident;

import io.dnsfailover.notify.Kind;
import io.dnsfailover.notify.route.Pace;
import io.dnsfailover.notify.route.Recipient;
import io.dnsfailover.notify.route.Route;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One incident as one recipient knows it. Belongs to its judge. */
final class Entry {
    static final long NEVER = Long.MAX_VALUE;

    private final Recipient recipient;
    private final Incident incident;
    private final Inbox inbox;
    private long createdNanos;
    private final Map<Kind, Integer> counted = new EnumMap<>(Kind.class);
    private List<Row> rows = new ArrayList<>();
    private Pace pace;
    private boolean toldInMaintenance;
    private int messages;
    private long toldNanos;
    private long dueNanos = NEVER;

    Entry(Recipient recipient, Incident incident, Inbox inbox, Route route, long nowNanos) {
        this.recipient = recipient;
        this.incident = incident;
        this.inbox = inbox;
        this.createdNanos = nowNanos;
        this.pace = route.pace();
        this.toldInMaintenance = route.tellsInMaintenance();
    }

    /** Another route led here: the one that tells sooner counts. */
    void reachedBy(Route route, long nowNanos) {
        if (!hasNews() && !wasTold()) {
            createdNanos = nowNanos; // it was short, nobody was told, and it begins again
        }
        if (route.pace().delay().compareTo(pace.delay()) < 0) {
            pace = route.pace();
        }
        toldInMaintenance |= route.tellsInMaintenance();
    }

    void add(Row row) {
        rows.add(row);
    }

    void count(Kind kind) {
        counted.merge(kind, 1, Integer::sum);
    }

    Recipient recipient() {
        return recipient;
    }

    Incident incident() {
        return incident;
    }

    Inbox inbox() {
        return inbox;
    }

    Pace pace() {
        return pace;
    }

    boolean tellsInMaintenance() {
        return toldInMaintenance;
    }

    List<Row> rows() {
        return rows;
    }

    Map<Kind, Integer> counted() {
        return counted;
    }

    boolean hasNews() {
        return !rows.isEmpty() || !counted.isEmpty();
    }

    boolean wasTold() {
        return messages > 0;
    }

    /** Whether a message of its own is left for it; the last one is kept for the end. */
    boolean mayBeToldAlone() {
        return messages < pace.messages() - (incident.isOver() || pace.messages() == 1 ? 0 : 1);
    }

    /** Whether the outage was over before its delay was. */
    boolean wasShort() {
        return messages == 0
                && incident.wasTrouble()
                && incident.isOver()
                && incident.overNanos() - createdNanos < pace.delay().toNanos();
    }

    long createdNanos() {
        return createdNanos;
    }

    long toldNanos() {
        return toldNanos;
    }

    long dueNanos() {
        return dueNanos;
    }

    void dueAt(long nanos) {
        dueNanos = nanos;
    }

    /** What to say of it, without the rows that stay behind; says it. */
    Story tell(Telling.Form form, List<Row> told, List<Row> left, long nowNanos) {
        Story story = new Story(
                incident.standing(nowNanos), told.stream().map(Row::event).toList(), counted, messages == 0);
        rows = new ArrayList<>(left);
        counted.clear();
        // A digest tells of many: it does not use up what one incident may have.
        messages += form == Telling.Form.DIGEST && messages > 0 ? 0 : 1;
        toldNanos = nowNanos;
        return story;
    }

    /** Forgets rows that are not told. */
    void keepOnly(List<Row> left) {
        rows = new ArrayList<>(left);
    }
}
