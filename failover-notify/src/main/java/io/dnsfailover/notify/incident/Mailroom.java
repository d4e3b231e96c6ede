package io.dnsfailover.notify.incident;

import io.dnsfailover.model.Moment;
import io.dnsfailover.notify.incident.Telling.Form;
import io.dnsfailover.notify.route.Recipient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes messages of what is due, as far as the tokens of each recipient reach. Belongs to its judge. */
final class Mailroom {
    private final Agenda agenda;
    private final Tickets tickets;
    private final Silence silence;

    /** A message for one recipient. */
    record Draft(Form form, Recipient to, List<Story> stories, List<Long> tickets, Unsaid unsaid) {}

    Mailroom(Agenda agenda, Tickets tickets, Silence silence) {
        this.agenda = agenda;
        this.tickets = tickets;
        this.silence = silence;
    }

    /** Drops what need not be told any more, and keeps the rest for a message. */
    void fellDue(Entry entry, Moment now) {
        if (entry.wasShort()) {
            entry.rows().forEach(row -> tickets.pay(row.ticket()));
            entry.keepOnly(List.of());
            entry.counted().clear();
            leaveUnsaid(entry.inbox(), new Unsaid(1, 0, 0), now);
            return;
        }
        if (entry.incident().isOver() && !entry.wasTold()) {
            List<Row> silent = entry.rows().stream().filter(Row::silent).toList();
            if (!silent.isEmpty()) {
                silent.forEach(row -> tickets.pay(row.ticket()));
                entry.keepOnly(
                        entry.rows().stream().filter(row -> !row.silent()).toList());
                leaveUnsaid(entry.inbox(), new Unsaid(0, silent.size(), 0), now);
            }
        }
        if (entry.hasNews() || entry.wasTold()) {
            entry.inbox().overdue().add(entry);
        }
    }

    /** What is unsaid is said with the next message, or in a day. */
    void leaveUnsaid(Inbox inbox, Unsaid more, Moment now) {
        inbox.leaveUnsaid(more, now.nanos());
        rearm(inbox, now);
    }

    /** Tells a recipient what is due, each incident alone where the tokens reach for all of them, else all in a digest. */
    void empty(Inbox inbox, Moment now, List<Draft> drafts) {
        boolean digestMayGo = inbox.digestFrom(now.nanos()) <= now.nanos();
        if (digestMayGo || inbox.tokensForOne(now.nanos()) > 0) {
            List<Entry> digest = alone(inbox, speaking(inbox, now, drafts), now, drafts);
            boolean counts = inbox.unsaidUntil() <= now.nanos();
            if (digestMayGo && inbox.tokens(now.nanos()) > 0 && (counts || !digest.isEmpty())) {
                inbox.digested(now.nanos());
                tell(Form.DIGEST, inbox, digest, now, drafts);
            }
        }
        rearm(inbox, now);
    }

    /** The entries that have something to say; the others are put off. */
    private List<Entry> speaking(Inbox inbox, Moment now, List<Draft> drafts) {
        List<Entry> speaking = new ArrayList<>();
        for (Entry entry : List.copyOf(inbox.overdue())) {
            boolean speaks =
                    !entry.counted().isEmpty() || entry.rows().stream().anyMatch(row -> !isSilent(entry, row, now));
            if (speaks) {
                speaking.add(entry);
            } else {
                inbox.overdue().remove(entry);
                remind(entry, now, drafts);
                comeAgain(entry, now);
            }
        }
        return speaking;
    }

    /** Tells each alone, if the tokens reach; returns what is left for a digest. */
    private List<Entry> alone(Inbox inbox, List<Entry> speaking, Moment now, List<Draft> drafts) {
        List<Entry> alone = speaking.stream().filter(Entry::mayBeToldAlone).toList();
        if (alone.size() > inbox.tokensForOne(now.nanos())) {
            return speaking;
        }
        alone.forEach(entry -> tell(Form.INCIDENT, inbox, List.of(entry), now, drafts));
        return speaking.stream().filter(entry -> !alone.contains(entry)).toList();
    }

    private void remind(Entry entry, Moment now, List<Draft> drafts) {
        boolean pausedLongEnough =
                now.nanos() - entry.toldNanos() >= entry.pace().repeat().toNanos();
        boolean wanted = repeats(entry) && entry.wasTold() && pausedLongEnough && entry.mayBeToldAlone();
        if (wanted && !isSilent(entry, now) && entry.inbox().tokensForOne(now.nanos()) > 0) {
            tell(Form.REMINDER, entry.inbox(), List.of(entry), now, drafts);
        }
    }

    private static boolean repeats(Entry entry) {
        return !entry.incident().isOver() && !entry.pace().repeat().isZero();
    }

    private void tell(Form form, Inbox inbox, Collection<Entry> entries, Moment now, List<Draft> drafts) {
        List<Story> stories = new ArrayList<>();
        List<Long> told = new ArrayList<>();
        Recipient to = inbox.recipient();
        for (Entry entry : entries) {
            List<Row> rows = new ArrayList<>();
            List<Row> left = new ArrayList<>();
            for (Row row : entry.rows()) {
                (isSilent(entry, row, now) ? left : rows).add(row);
            }
            stories.add(entry.tell(form, rows, left, now.nanos()));
            rows.forEach(row -> told.add(row.ticket()));
            inbox.overdue().remove(entry);
            comeAgain(entry, now);
            to = form == Form.DIGEST ? to : entry.recipient();
        }
        inbox.spend(now.nanos());
        drafts.add(new Draft(form, to, stories, told, inbox.sayAll()));
    }

    /** When the entry is to be looked at next, without more news: for what is silent, and to tell again. */
    private void comeAgain(Entry entry, Moment now) {
        long next = Entry.NEVER;
        Set<String> seen = new HashSet<>();
        for (Row row : entry.rows()) {
            String policy = row.event().header().policy();
            if (seen.add(policy)) {
                next = Math.min(next, silence.lookAgainNanos(policy, now));
            }
        }
        if (repeats(entry) && entry.wasTold()) {
            long repeat = entry.pace().repeat().toNanos();
            long due = entry.toldNanos() + repeat;
            next = Math.min(next, due > now.nanos() ? due : now.nanos() + repeat);
        }
        agenda.put(entry, next);
    }

    private void rearm(Inbox inbox, Moment now) {
        long next = inbox.unsaidUntil();
        if (!inbox.overdue().isEmpty()) {
            next = Math.min(next, inbox.digestFrom(now.nanos()));
        }
        next = next <= now.nanos() ? Math.max(now.nanos() + 1, inbox.digestFrom(now.nanos())) : next;
        agenda.wake(inbox, next);
    }

    private boolean isSilent(Entry entry, Row row, Moment now) {
        return !entry.tellsInMaintenance() && silence.isOn(row.event().header().policy(), now.wall());
    }

    private boolean isSilent(Entry entry, Moment now) {
        Set<String> records = entry.incident().records();
        Set<String> asked = records.isEmpty() ? Set.of("*") : records;
        return !entry.tellsInMaintenance() && asked.stream().allMatch(policy -> silence.isOn(policy, now.wall()));
    }
}
