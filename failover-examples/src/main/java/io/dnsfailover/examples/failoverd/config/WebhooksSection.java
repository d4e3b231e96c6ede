package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.notify.route.Allowance;
import io.dnsfailover.notify.webhook.WebhookFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code webhooks}: the web services that are told. */
final class WebhooksSection {
    private static final int MAX_PER_HOUR = 3_600;
    private static final List<String> FORMATS = Stream.of(WebhookFormat.values())
            .map(format -> format.name().toLowerCase(Locale.ROOT))
            .toList();

    private WebhooksSection() {}

    static List<WebhookSettings> read(@Nullable Value section, SecretReader secrets) {
        List<Value> items = section == null ? null : section.items();
        if (items == null) {
            return List.of();
        }
        List<WebhookSettings> found = new ArrayList<>();
        for (Value item : items) {
            WebhookSettings settings = webhook(item.calledByIts("name"), secrets);
            if (settings != null) {
                found.add(settings);
            }
        }
        return found;
    }

    private static @Nullable WebhookSettings webhook(Value item, SecretReader secrets) {
        Fields fields = item.fields(Keys.WEBHOOK);
        if (fields == null) {
            return null;
        }
        int before = item.problems().count();
        Value nameValue = fields.require("name");
        String name = nameValue == null ? null : nameValue.text();
        SecretSource url = secrets.read(fields, "url", true);
        SecretSource secret = secrets.read(fields, "secret", false);
        Value formatValue = fields.get("format");
        String format = formatValue == null ? FORMATS.get(0) : formatValue.word(FORMATS);
        Value deadlineValue = fields.get("deadline");
        Duration deadline = deadlineValue == null ? Duration.ofSeconds(10) : deadlineValue.duration();
        Value clearValue = fields.get("clear-text");
        Boolean clear = clearValue == null ? Boolean.FALSE : clearValue.truth();
        Value perHourValue = fields.get("per-hour");
        Integer perHour = perHourValue == null
                ? Integer.valueOf(Allowance.DEFAULT.perHour())
                : perHourValue.wholeNumber(1, MAX_PER_HOUR);
        if (name == null
                || url == null
                || format == null
                || deadline == null
                || clear == null
                || perHour == null
                || item.problems().count() != before) {
            return null;
        }
        WebhookSettings.Way way = new WebhookSettings.Way(
                WebhookFormat.valueOf(format.toUpperCase(Locale.ROOT)), secret, deadline, clear);
        WebhookSettings settings =
                new WebhookSettings(name, url, way, new Allowance(perHour, Allowance.DEFAULT.digest()));
        try {
            settings.channel().close(); // the channel itself knows its rules best
            return settings;
        } catch (IllegalArgumentException e) {
            item.wrong(String.valueOf(e.getMessage()));
            return null;
        }
    }
}
