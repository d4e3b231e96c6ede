package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.DurationText;
import io.dnsfailover.notify.Kind;
import io.dnsfailover.notify.Severity;
import io.dnsfailover.notify.route.NamePattern;
import io.dnsfailover.notify.route.Pace;
import io.dnsfailover.notify.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code routes} of {@code notifications}: whom to tell of what. */
final class RoutesSection {
    private static final List<String> KINDS =
            Stream.of(Kind.values()).map(Kind::toString).toList();
    private static final List<String> SEVERITIES = Stream.of(Severity.values())
            .map(severity -> severity.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final List<String> PHASES = List.of("both", "down", "up");

    private final Set<String> targets;

    /** @param targets the names of the contact lists and channels that there are */
    RoutesSection(Set<String> targets) {
        this.targets = targets;
    }

    List<Route> read(@Nullable Value section) {
        List<Value> items = section == null ? null : section.items();
        List<Route> found = new ArrayList<>();
        for (Value item : items == null ? List.<Value>of() : items) {
            Route route = route(item);
            if (route != null) {
                found.add(route);
            }
        }
        return found;
    }

    private @Nullable Route route(Value item) {
        Fields fields = item.fields(Keys.ROUTE);
        if (fields == null) {
            return null;
        }
        int before = item.problems().count();
        List<String> to = new ArrayList<>();
        Value toValue = fields.require("to");
        for (Value one : toValue == null ? List.<Value>of() : toValue.itemOrItems()) {
            String name = one.text();
            if (name != null && !targets.contains(name)) {
                one.wrong("is neither a contact list nor a webhook, nor the log"
                        + Spelling.hint(name, List.copyOf(targets)));
            }
            to.add(String.valueOf(name));
        }
        if (to.isEmpty() && toValue != null) {
            toValue.wrong("must name at least one contact list, webhook or the log");
        }
        if (item.problems().count() != before) {
            to = List.of("unread");
        }
        Route route = chosen(Route.to(to.toArray(String[]::new)), fields);
        Pace pace = pace(fields);
        return item.problems().count() != before || route == null || pace == null ? null : route.pace(pace);
    }

    private static @Nullable Route chosen(Route plain, Fields fields) {
        Route route = plain;
        Value policies = fields.get("policies");
        if (policies != null) {
            List<String> patterns = new ArrayList<>();
            for (Value one : policies.itemOrItems()) {
                String pattern = one.read(text -> NamePattern.of(text).texts().get(0));
                patterns.add(pattern == null ? "unread" : pattern);
            }
            if (patterns.isEmpty()) {
                policies.wrong("must have at least one name");
                return null;
            }
            route = route.policies(patterns.toArray(String[]::new));
        }
        Value kinds = fields.get("kinds");
        if (kinds != null) {
            List<Kind> chosen = new ArrayList<>();
            for (Value one : kinds.itemOrItems()) {
                String word = one.word(KINDS);
                chosen.add(word == null ? Kind.OTHER : kind(word));
            }
            if (chosen.isEmpty()) {
                kinds.wrong("must have at least one kind");
                return null;
            }
            route = route.kinds(chosen.get(0), chosen.toArray(Kind[]::new));
        }
        return filtered(route, fields);
    }

    private static Kind kind(String word) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.toString().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Route filtered(Route chosen, Fields fields) {
        Route route = chosen;
        Value severity = fields.get("severity");
        String word = severity == null ? "warning" : severity.word(SEVERITIES);
        if (word == null) {
            return null;
        }
        route = route.from(Severity.valueOf(word.toUpperCase(Locale.ROOT)));
        Value phase = fields.get("phase");
        String which = phase == null ? "both" : phase.word(PHASES);
        if ("down".equals(which)) {
            route = route.downOnly();
        } else if ("up".equals(which)) {
            route = route.upOnly();
        }
        Value maintenance = fields.get("in-maintenance");
        Boolean tells = maintenance == null ? Boolean.FALSE : maintenance.truth();
        return Boolean.TRUE.equals(tells) ? route.alsoInMaintenance() : route;
    }

    private static @Nullable Pace pace(Fields fields) {
        Pace usual = Pace.DEFAULT;
        Value delayValue = fields.get("delay");
        Duration delay = delayValue == null
                ? usual.delay()
                : delayValue.read(text -> new Pace(DurationText.parse(text), Duration.ZERO, 1).delay());
        Value repeatValue = fields.get("repeat");
        Duration repeat = repeatValue == null
                ? usual.repeat()
                : repeatValue.read(text -> new Pace(Duration.ZERO, DurationText.parse(text), 1).repeat());
        Value messagesValue = fields.get("messages");
        Integer messages = messagesValue == null
                ? Integer.valueOf(usual.messages())
                : messagesValue.wholeNumber(1, Pace.MAX_MESSAGES);
        return delay == null || repeat == null || messages == null ? null : new Pace(delay, repeat, messages);
    }
}
