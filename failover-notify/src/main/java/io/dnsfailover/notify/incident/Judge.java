package io.dnsfailover.notify.incident;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Moment;
import io.dnsfailover.notify.Kind;
import io.dnsfailover.notify.Severity;
import io.dnsfailover.notify.route.Allowance;
import io.dnsfailover.notify.route.Phase;
import io.dnsfailover.notify.route.Recipient;
import io.dnsfailover.notify.route.Route;
import io.dnsfailover.notify.route.Routes;
import io.dnsfailover.policy.FailoverPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is told, to whom and when. Knows no clock and no thread: each call says what time it is, and the same calls have the same
 * answers. For one thread.
 *
 * <p>Nothing is lost: an event that a route leads to somebody is in a message, or in the exact count of one, or is counted as unsaid and
 * said with the next message, a day later at the latest. An event is settled when that is so for everyone it was owed to.
 */
public final class Judge {
    /** How many events wait at most, each with all that it carries; of more, only the kind is counted, and they are settled at once. */
    public static final int MAX_WAITING = 8_000;

    private final Settings settings;
    private final Incidents incidents;
    private final Silence silence;
    private final Agenda agenda = new Agenda();
    private final Tickets tickets = new Tickets();
    private final Outgoing outgoing = new Outgoing();
    private final Mailroom mailroom;
    private final Map<String, Inbox> inboxes = new HashMap<>();

    /**
     * What a judge goes by.
     *
     * @param routes who is told of what
     * @param window how long what has one cause is gathered before it is told; also how long an incident that is over is kept
     *     for what follows: 0 to 10 minutes
     * @param allowances how much each recipient is sent
     * @param policies a policy by its name; null for one that is not known
     */
    public record Settings(
            Routes routes,
            Duration window,
            Function<Recipient, Allowance> allowances,
            Function<String, @Nullable FailoverPolicy> policies) {
        /** Ten seconds. */
        public static final Duration DEFAULT_WINDOW = Duration.ofSeconds(10);

        /** The longest. */
        public static final Duration MAX_WINDOW = Duration.ofMinutes(10);

        /** Checks the window. */
        public Settings {
            if (window.isNegative() || window.compareTo(MAX_WINDOW) > 0) {
                throw new IllegalArgumentException("window " + window + ": has to be 0s to 10m");
            }
        }
    }

    /**
     * An event that is owed to nobody any more.
     *
     * @param ticket under which it was taken
     * @param failed whether somebody could not be told, so that it should be taken again
     */
    public record Settled(long ticket, boolean failed) {}

    /**
     * A judge without anything to tell.
     *
     * @param settings what it goes by
     */
    public Judge(Settings settings) {
        this.settings = settings;
        this.incidents = new Incidents(settings.window());
        this.silence = new Silence(settings.routes());
        this.mailroom = new Mailroom(agenda, tickets, silence);
    }

    /**
     * Takes an event.
     *
     * @param ticket a number that no other event has
     * @param event the event
     * @param told the recipients, by {@link Recipient#identity()}, who were told of it when it was taken before
     * @param now the present moment
     */
    public void take(long ticket, FailoverEvent event, Set<String> told, Moment now) {
        incidents.forgetOld(now.nanos());
        silence.notice(event);
        Incident incident =
                incidents.take(event, settings.policies().apply(event.header().policy()), now);
        Map<Recipient, Route> routes = settings.routes().of(question(event, incident));
        routes.keySet().removeIf(recipient -> told.contains(recipient.identity()));
        if (routes.isEmpty()) {
            tickets.settle(ticket);
            return;
        }
        boolean full = tickets.open() >= MAX_WAITING;
        boolean silent = silence.isOn(event.header().policy(), now.wall());
        routes.forEach((recipient, route) -> {
            Entry entry = entry(recipient, route, incident, now.nanos());
            if (full) {
                entry.count(Kind.of(event));
            } else {
                tickets.owe(ticket);
                entry.add(new Row(ticket, event, silent && !route.tellsInMaintenance()));
            }
            schedule(entry, Phase.of(event) == Phase.UP && !incident.isOver(), now.nanos());
        });
        if (full) {
            tickets.settle(ticket);
        }
    }

    private static Route.Question question(FailoverEvent event, Incident incident) {
        Phase phase = Phase.of(event);
        Severity severity = Severity.of(event);
        if (phase == Phase.UP) {
            Severity ended = incident.wasTrouble() ? incident.severity() : Troubles.severityOfWhatEnded(event);
            severity = ended.compareTo(severity) > 0 ? ended : severity;
        }
        boolean ends = phase == Phase.UP && incident.isOver();
        return new Route.Question(event.header().policy(), Kind.of(event), severity, phase, ends);
    }

    private Entry entry(Recipient recipient, Route route, Incident incident, long nowNanos) {
        String identity = recipient.identity();
        Entry known = incident.entries().get(identity);
        if (known != null) {
            known.reachedBy(route, nowNanos);
            return known;
        }
        Inbox inbox = inboxes.computeIfAbsent(
                identity, ignored -> new Inbox(recipient, settings.allowances().apply(recipient)));
        Entry entry = new Entry(recipient, incident, inbox, route, nowNanos);
        incident.entries().put(identity, entry);
        return entry;
    }

    /**
     * The first news waits for the delay and the window, what comes later for the window, and what is only the beginning of an end
     * for that end, as long as for a digest at most. What waits already keeps its time.
     */
    private void schedule(Entry entry, boolean endBegins, long nowNanos) {
        long window = settings.window().toNanos();
        long patience = endBegins ? Math.max(window, entry.inbox().digestPauseNanos()) : window;
        long due = nowNanos + patience;
        if (!entry.wasTold()) {
            boolean delays = entry.incident().firstPhase() != Phase.UP;
            long wait = delays ? Math.max(window, entry.pace().delay().toNanos()) : window;
            due = Math.max(nowNanos, entry.createdNanos() + wait);
        }
        if (due < entry.dueNanos() && !entry.inbox().overdue().contains(entry)) {
            agenda.put(entry, due);
        }
    }

    /**
     * What is to be told now. Each is to be answered by {@link #told} or {@link #failed}, once for each of its recipients.
     *
     * @param now the present moment
     * @return what is due, for each recipient in the order in which it fell due
     */
    public List<Telling> due(Moment now) {
        Set<Inbox> awake = new LinkedHashSet<>();
        for (Agenda.Due due = agenda.poll(now.nanos()); due != null; due = agenda.poll(now.nanos())) {
            awake.add(due.inbox());
            if (due.entry() != null) {
                mailroom.fellDue(due.entry(), now);
            }
        }
        List<Mailroom.Draft> drafts = new ArrayList<>();
        awake.forEach(inbox -> mailroom.empty(inbox, now, drafts));
        incidents.forgetOld(now.nanos());
        return outgoing.together(drafts);
    }

    /**
     * When something is due next.
     *
     * @return nanoseconds of the monotonic clock; {@link Long#MAX_VALUE} when nothing waits
     */
    public long nextDueNanos() {
        return agenda.next();
    }

    /**
     * A recipient has a message.
     *
     * @param telling the message
     */
    public void told(Telling telling) {
        outgoing.answered(telling).forEach(tickets::pay);
    }

    /**
     * A recipient does not have a message, and no more attempts are made. That is said in its next message.
     *
     * @param telling the message
     * @param recipient one of those that it is for
     * @param again whether its events should be taken again
     * @param now the present moment
     */
    public void failed(Telling telling, Recipient recipient, boolean again, Moment now) {
        Inbox inbox = inboxes.get(recipient.identity());
        if (inbox != null && !again) {
            mailroom.leaveUnsaid(inbox, new Unsaid(0, 0, 1).plus(telling.unsaid()), now);
        } else if (inbox != null) {
            mailroom.leaveUnsaid(inbox, telling.unsaid(), now);
        }
        outgoing.answered(telling).forEach(again ? tickets::fail : tickets::pay);
    }

    /**
     * The events that were settled since the last call.
     *
     * @return in the order in which they were
     */
    public List<Settled> settled() {
        return tickets.drain();
    }

    /**
     * How many events are owed to somebody.
     *
     * @return at most {@link #MAX_WAITING}
     */
    public int waiting() {
        return tickets.open();
    }

    /** How much is remembered of incidents; for tests that nothing stays for ever. */
    int remembered() {
        return incidents.known();
    }
}
