package io.dnsfailover.notify.incident;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Moment;
import io.dnsfailover.notify.ContactList;
import io.dnsfailover.notify.route.Allowance;
import io.dnsfailover.notify.route.Maintenance;
import io.dnsfailover.notify.route.Recipient;
import io.dnsfailover.notify.route.Route;
import io.dnsfailover.notify.route.Routes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A judge with a clock that the test moves; every message arrives at once. */
final class Court {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final Happenings happenings = new Happenings(this::now);
    final List<Told> told = new ArrayList<>();
    final Set<Long> settled = new HashSet<>();

    private final Judge judge;
    private Duration elapsed = Duration.ZERO;
    private long tickets;

    /** A message with the time of its arrival. */
    record Told(Duration at, Recipient to, Telling telling) {
        List<String> ids() {
            return telling.stories().stream()
                    .flatMap(story -> story.events().stream())
                    .map(event -> event.header().id())
                    .toList();
        }
    }

    Court(Route... routes) {
        this(List.of(routes), Allowance.DEFAULT);
    }

    Court(List<Route> routes, Allowance allowance, Maintenance... maintenance) {
        List<ContactList> lists = List.of(
                ContactList.of("ops", "ops@example.com"),
                ContactList.of("two", "one@example.com", "two@example.com"),
                ContactList.of("all", "ops@example.com", "boss@example.com"));
        judge = new Judge(new Judge.Settings(
                new Routes(routes, lists, List.of("chat"), List.of(maintenance)),
                Judge.Settings.DEFAULT_WINDOW,
                recipient -> allowance,
                happenings::policy));
    }

    Moment now() {
        return new Moment(elapsed.plusDays(400).toNanos(), START.plus(elapsed));
    }

    Court take(FailoverEvent... events) {
        for (FailoverEvent event : events) {
            judge.take(tickets++, event, Set.of(), now());
            answer();
        }
        return this;
    }

    /** Lets time pass, stopping wherever the judge has something due. */
    Court pass(Duration time) {
        Duration until = elapsed.plus(time);
        long offset = Duration.ofDays(400).toNanos();
        while (judge.nextDueNanos() - offset <= until.toNanos()) {
            elapsed = Duration.ofNanos(Math.max(elapsed.toNanos(), judge.nextDueNanos() - offset));
            answer();
        }
        elapsed = until;
        return this;
    }

    private void answer() {
        for (Telling telling : judge.due(now())) {
            for (Recipient recipient : telling.to()) {
                told.add(new Told(elapsed, recipient, telling));
                judge.told(telling);
            }
        }
        judge.settled().forEach(done -> settled.add(done.ticket()));
    }

    int waiting() {
        return judge.waiting();
    }

    int remembered() {
        return judge.remembered();
    }

    /** The messages as a line each, such as {@code 10s ops INCIDENT 2 events}. */
    List<String> lines() {
        return told.stream()
                .map(one -> one.at().toSeconds() + "s " + one.to() + " "
                        + one.telling().form() + " " + one.telling().size() + (isEnd(one) ? " over" : ""))
                .toList();
    }

    private static boolean isEnd(Told one) {
        return one.telling().stories().stream()
                .allMatch(story -> story.standing().over());
    }

    Telling last() {
        return told.get(told.size() - 1).telling();
    }
}
