package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.DurationText;
import io.dnsfailover.notify.ContactList;
import io.dnsfailover.notify.incident.Judge;
import io.dnsfailover.notify.route.Allowance;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code mail}, {@code contacts}, {@code webhooks} and {@code notifications} together. */
final class NotifySection {
    private static final int MAX_PER_HOUR = 3_600;
    private static final int MAX_ATTEMPTS = 20;

    private final Path directory;
    private final Fields file;

    NotifySection(Fields file, Path directory) {
        this.file = file;
        this.directory = directory;
    }

    NotifySettings read() {
        SecretReader secrets = new SecretReader(directory);
        Value mailValue = file.get("mail");
        Value contactsValue = file.get("contacts");
        MailSettings mail = MailSection.read(mailValue, secrets);
        List<ContactList> contacts = MailSection.contacts(contactsValue);
        List<WebhookSettings> webhooks = WebhooksSection.read(file.get("webhooks"), secrets);
        if (contactsValue != null && mailValue == null) {
            contactsValue.wrong("needs the mail server (mail) through which it is reached");
        }
        Value section = file.get("notifications");
        Fields fields = section == null ? null : section.fields(Keys.NOTIFICATIONS);
        NotifySettings.Rules rules = fields == null ? NotifySettings.Rules.DEFAULT : rules(fields, targets(fields));
        return new NotifySettings(mail, contacts, webhooks, rules);
    }

    /** The names that routes may call, those that could not be read completely included: they are no mistake of the route. */
    private Set<String> targets(Fields fields) {
        Set<String> names = new TreeSet<>();
        for (String key : List.of("contacts", "webhooks")) {
            Value section = file.get(key);
            List<Value> items = section == null || !section.isList() ? null : section.items();
            for (Value item : items == null ? List.<Value>of() : items) {
                Fields one = item.isMapping() ? item.fields() : null;
                Value name = one == null ? null : one.get("name");
                String text = name == null ? null : name.text();
                if (name != null && text != null && !names.add(text) && key.equals("webhooks")) {
                    name.wrong("is the name of another contact list or webhook: names must be unique");
                }
                if (name != null && NotifySettings.LOG.equals(text)) {
                    name.wrong("is how routes call the log: choose another name");
                }
            }
        }
        Value log = fields.get("log");
        if (log != null && Boolean.TRUE.equals(log.truth())) {
            names.add(NotifySettings.LOG);
        }
        return names;
    }

    private NotifySettings.Rules rules(Fields fields, Set<String> targets) {
        Value log = fields.get("log");
        Value traces = fields.get("traces");
        return new NotifySettings.Rules(
                pace(fields),
                log != null && targets.contains(NotifySettings.LOG),
                new RoutesSection(targets).read(fields.get("routes")),
                MaintenanceSection.read(fields.get("maintenance")),
                new NotifySettings.Files(
                        traces != null && Boolean.TRUE.equals(traces.truth()),
                        path(fields.get("incident-pages")),
                        path(fields.get("geo-database"))));
    }

    private static NotifySettings.Pace pace(Fields fields) {
        NotifySettings.Pace usual = NotifySettings.Pace.DEFAULT;
        Value windowValue = fields.get("window");
        Duration window = windowValue == null ? usual.window() : windowValue.read(NotifySection::window);
        Value perHourValue = fields.get("per-hour");
        Integer perHour = perHourValue == null
                ? Integer.valueOf(usual.allowance().perHour())
                : perHourValue.wholeNumber(1, MAX_PER_HOUR);
        Value digestValue = fields.get("digest");
        Duration digest = digestValue == null
                ? usual.allowance().digest()
                : digestValue.read(text -> new Allowance(1, DurationText.parse(text)).digest());
        Value attemptsValue = fields.get("attempts");
        Integer attempts =
                attemptsValue == null ? Integer.valueOf(usual.attempts()) : attemptsValue.wholeNumber(1, MAX_ATTEMPTS);
        return window == null || perHour == null || digest == null || attempts == null
                ? usual
                : new NotifySettings.Pace(window, new Allowance(perHour, digest), attempts);
    }

    private static Duration window(String text) {
        Duration window = DurationText.parse(text);
        if (window.compareTo(Judge.Settings.MAX_WINDOW) > 0) {
            throw new IllegalArgumentException("must be 0s to 10m, not " + text);
        }
        return window;
    }

    private @Nullable Path path(@Nullable Value value) {
        return value == null
                ? null
                : value.read(text -> {
                    try {
                        return directory.resolve(text).normalize();
                    } catch (InvalidPathException e) {
                        throw new IllegalArgumentException("is not the name of a file", e);
                    }
                });
    }
}
