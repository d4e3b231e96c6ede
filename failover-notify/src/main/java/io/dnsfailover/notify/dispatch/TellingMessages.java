package io.dnsfailover.notify.dispatch;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.notify.Kind;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.MessageBuilder;
import io.dnsfailover.notify.MessageRenderer;
import io.dnsfailover.notify.PlainMessages;
import io.dnsfailover.notify.Severity;
import io.dnsfailover.notify.incident.Cause;
import io.dnsfailover.notify.incident.Story;
import io.dnsfailover.notify.incident.Telling;
import io.dnsfailover.notify.incident.Unsaid;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Words for what a judge wants told. What concerns one record has the words of the host's renderer, with the state of the incident
 * before them; what concerns several is a table, of bounded size and with exact counts.
 */
final class TellingMessages {
    /** The most rows of a message, and the most incidents of a digest. */
    static final int MAX_ROWS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(TellingMessages.class);
    private static final List<String> HEAD = List.of("When", "Event", "Record", "What");

    private final MessageRenderer renderer;
    private final InstantSource clock;

    TellingMessages(MessageRenderer renderer, InstantSource clock) {
        this.renderer = renderer;
        this.clock = clock;
    }

    /** The message, without recipients. */
    Message of(Telling telling) {
        if (telling.form() == Telling.Form.INCIDENT) {
            Story story = telling.stories().get(0);
            boolean aboutOne =
                    story.standing().extent().records() <= 1 && story.counted().isEmpty();
            return aboutOne ? aboutOne(story, telling.unsaid()) : table(telling);
        }
        return table(telling);
    }

    private Message aboutOne(Story story, Unsaid unsaid) {
        FailoverEvent main = story.events().stream()
                .max(Comparator.comparingInt(TellingMessages::weight))
                .orElseThrow();
        Message words = rendered(main);
        Story.Standing standing = story.standing();
        TableText before = new TableText();
        if (standing.over()) {
            before.paragraph("It is over: it began at " + Lines.time(standing.began()) + " and lasted "
                    + Lines.span(standing.lasted()) + ".");
        } else if (!story.first()) {
            before.paragraph("It lasts since " + Lines.time(standing.began()) + ", for " + Lines.span(standing.lasted())
                    + " now.");
        }
        unsaid(before, unsaid);
        TableText after = new TableText();
        if (story.events().size() > 1) {
            after.heading("Events of the incident");
            after.table(
                    HEAD,
                    story.events().stream().limit(MAX_ROWS).map(Lines::row).toList());
            leftOut(after, story.events().size() - MAX_ROWS);
        }
        String lasted = standing.over() ? ", over after " + Lines.span(standing.lasted()) : "";
        return joined(words, new Around(before, after), lasted, story);
    }

    private Message rendered(FailoverEvent event) {
        try {
            return renderer.render(event);
        } catch (RuntimeException e) {
            LOG.error("[{}] has no words: it is told plainly", event.header().id(), e);
            return new PlainMessages().render(event);
        }
    }

    private static Message joined(Message words, Around around, String lasted, Story story) {
        boolean over = story.standing().over();
        Kind kind = over && words.kind() != Kind.FAILED_BACK ? Kind.RECOVERY : words.kind();
        MessageBuilder joined = Message.about(words.id(), words.at())
                .kind(kind)
                .severity(words.severity())
                .subject(words.subject() + lasted)
                .text(around.before().text() + words.text() + around.after().text("\n"))
                .attachments(words.attachments())
                .events(story.events());
        String html = words.html();
        if (html != null) {
            joined.html(around.in(html));
        }
        return joined.build();
    }

    /** What stands before and behind the words of the host. */
    private record Around(TableText before, TableText after) {
        /** Into the body of a page; leaves one alone that would become too long, for its text has them too. */
        String in(String html) {
            int body = html.indexOf("<body");
            int begin = body < 0 ? -1 : html.indexOf('>', body) + 1;
            int end = html.lastIndexOf("</body>");
            String first = before.htmlParts();
            String last = after.htmlParts();
            boolean fits = html.length() + first.length() + last.length() < MessageBuilder.MAX_HTML;
            return begin > 0 && end >= begin && fits
                    ? html.substring(0, begin) + first + html.substring(begin, end) + last + html.substring(end)
                    : html;
        }
    }

    private Message table(Telling telling) {
        TableText page = new TableText();
        List<Story> stories = telling.stories();
        List<FailoverEvent> events =
                stories.stream().flatMap(story -> story.events().stream()).toList();
        unsaid(page, telling.unsaid());
        if (telling.form() == Telling.Form.DIGEST && !stories.isEmpty()) {
            page.paragraph("More happened than fits into messages of their own: "
                    + Lines.number(telling.size(), "event") + " in " + Lines.number(stories.size(), "incident") + ". "
                    + Lines.counts(events, counted(stories)) + ".");
        }
        stories.stream().limit(MAX_ROWS).forEach(story -> {
            page.heading(headline(story.standing()));
            describe(page, story);
        });
        leftOut(page, stories.size() - MAX_ROWS);
        if (!events.isEmpty()) {
            page.heading(events.size() > MAX_ROWS ? "The last " + MAX_ROWS + " events" : "Events");
            List<FailoverEvent> last = events.subList(Math.max(0, events.size() - MAX_ROWS), events.size());
            page.table(HEAD, last.stream().map(Lines::row).toList());
            leftOut(page, telling.size() - last.size());
        }
        return about(telling, events)
                .subject(subject(telling))
                .text(page.text())
                .html(page.html(subject(telling)))
                .build();
    }

    private static Map<Kind, Integer> counted(List<Story> stories) {
        Map<Kind, Integer> sum = new EnumMap<>(Kind.class);
        stories.forEach(story -> story.counted().forEach((kind, count) -> sum.merge(kind, count, Integer::sum)));
        return sum;
    }

    private static void describe(TableText page, Story story) {
        Story.Standing standing = story.standing();
        List<String> lines = new ArrayList<>();
        lines.add("Began " + Lines.time(standing.began()) + ", " + (standing.over() ? "over after " : "lasts for ")
                + Lines.span(standing.lasted()) + ".");
        if (!standing.causes().isEmpty()) {
            lines.add("In common: "
                    + Lines.cut(String.join(
                            "; ",
                            standing.causes().stream().map(Cause::toString).toList())) + ".");
        }
        if (story.size() > 0) {
            lines.add("Since the last message: " + Lines.counts(story.events(), story.counted()) + ".");
        }
        if (standing.extent().open() > 0) {
            List<String> named = standing.extent().named();
            int more = standing.extent().open() - named.size();
            lines.add(
                    "Still in trouble: " + String.join(", ", named) + (more > 0 ? " and " + more + " more" : "") + ".");
        }
        page.paragraph(String.join(" ", lines));
    }

    private static void leftOut(TableText page, int rows) {
        if (rows > 0) {
            page.paragraph("... and " + rows + " more, which the counts above include.");
        }
    }

    private static void unsaid(TableText page, Unsaid unsaid) {
        List<String> said = new ArrayList<>();
        if (unsaid.shortOutages() > 0) {
            said.add(Lines.number(unsaid.shortOutages(), "outage") + " that ended within the delay");
        }
        if (unsaid.silenced() > 0) {
            said.add(Lines.number(unsaid.silenced(), "event") + " in maintenance or under a hold");
        }
        if (unsaid.undelivered() > 0) {
            said.add(Lines.number(unsaid.undelivered(), "message") + " that could not be delivered");
        }
        if (!said.isEmpty()) {
            page.paragraph("Not told since the last message: " + String.join(", ", said) + ".");
        }
    }

    private static String headline(Story.Standing standing) {
        String cause =
                standing.causes().isEmpty() ? "" : ", " + standing.causes().get(0);
        String records = standing.extent().records() == 0
                ? "the host"
                : Lines.number(standing.extent().records(), "record");
        return records + Lines.cut(cause);
    }

    private static String subject(Telling telling) {
        if (telling.form() == Telling.Form.DIGEST) {
            return telling.stories().isEmpty()
                    ? "[DIGEST] what was not told"
                    : "[DIGEST] " + Lines.number(telling.size(), "event") + " in "
                            + Lines.number(telling.stories().size(), "incident");
        }
        Story.Standing standing = telling.stories().get(0).standing();
        String lasted = Lines.span(standing.lasted());
        if (standing.over()) {
            return "[RECOVERY] " + headline(standing) + ": over after " + lasted;
        }
        List<String> named = standing.extent().named();
        String more = named.size() == 1 ? "" : " and " + (standing.extent().open() - 1) + " more";
        return telling.form() == Telling.Form.REMINDER
                ? "[STILL DOWN] " + named.get(0) + more + ", for " + lasted
                : "[INCIDENT] " + headline(standing) + ": "
                        + Lines.counts(
                                telling.stories().get(0).events(),
                                telling.stories().get(0).counted());
    }

    private MessageBuilder about(Telling telling, List<FailoverEvent> events) {
        Severity severity = telling.stories().stream()
                .map(story -> story.standing().over()
                        ? Severity.INFO
                        : story.standing().severity())
                .max(Comparator.naturalOrder())
                .orElse(Severity.INFO);
        boolean digest = telling.form() == Telling.Form.DIGEST;
        Story.Standing standing = digest ? null : telling.stories().get(0).standing();
        Kind kind = standing == null ? Kind.DIGEST : standing.over() ? Kind.RECOVERY : Kind.INCIDENT;
        String id =
                kind + "." + (events.isEmpty() ? "none" : events.get(0).header().id());
        if (standing != null && events.isEmpty()) {
            id = kind + "." + standing.id();
        }
        Instant at = events.isEmpty()
                ? clock.instant()
                : events.get(events.size() - 1).header().at().wall();
        return Message.about(id, at).kind(kind).severity(severity).events(events);
    }

    /** Which event of an incident has most to say. */
    private static int weight(FailoverEvent event) {
        return switch (Kind.of(event)) {
            case GAVE_UP, FAILED_OVER, FAILED_BACK -> 4;
            case MOVE_WITHHELD, BRAKE_APPLIED, PUBLISH_FAILED -> 3;
            case VERDICT_REACHED, LOCATION_DOUBTED -> 2;
            default -> 1;
        };
    }
}
