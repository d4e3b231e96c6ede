package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.DurationText;
import io.dnsfailover.notify.ContactList;
import io.dnsfailover.notify.MailAddress;
import io.dnsfailover.notify.route.Maintenance;
import io.dnsfailover.notify.route.Pace;
import io.dnsfailover.notify.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** What is told to whom, as YAML. Of a secret it says where it is read from. */
final class EffectiveNotify {
    private EffectiveNotify() {}

    static Map<String, Object> mail(MailSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("host", settings.server().host());
        map.put("port", settings.server().port());
        map.put("security", settings.server().security().name().toLowerCase(Locale.ROOT));
        if (settings.server().heloName() != null) {
            map.put("helo-name", settings.server().heloName());
        }
        map.put("from", settings.sender().from().text());
        if (settings.sender().name() != null) {
            map.put("from-name", settings.sender().name());
        }
        if (settings.sender().replyTo() != null) {
            map.put("reply-to", settings.sender().replyTo().text());
        }
        if (settings.login() != null) {
            Map<String, Object> login = new LinkedHashMap<>();
            login.put("user", settings.login().user());
            secret(login, settings.login().password());
            map.put("login", login);
        }
        map.put("deadline", DurationText.of(settings.deadline()));
        return map;
    }

    private static void secret(Map<String, Object> map, SecretSource source) {
        map.put(source.key(), source.place());
    }

    static Map<String, Object> contact(ContactList list) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", list.name());
        map.put("addresses", list.addresses().stream().map(MailAddress::text).toList());
        return map;
    }

    static Map<String, Object> webhook(WebhookSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", settings.name());
        secret(map, settings.url());
        map.put("format", settings.way().format().name().toLowerCase(Locale.ROOT));
        if (settings.way().secret() != null) {
            secret(map, settings.way().secret());
        }
        map.put("deadline", DurationText.of(settings.way().deadline()));
        map.put("clear-text", settings.way().clearText());
        map.put("per-hour", settings.allowance().perHour());
        return map;
    }

    static Map<String, Object> rules(NotifySettings.Rules rules) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("window", DurationText.of(rules.pace().window()));
        map.put("per-hour", rules.pace().allowance().perHour());
        map.put("digest", DurationText.of(rules.pace().allowance().digest()));
        map.put("attempts", rules.pace().attempts());
        map.put("log", rules.log());
        if (!rules.routes().isEmpty()) {
            map.put(
                    "routes",
                    rules.routes().stream().map(EffectiveNotify::route).toList());
        }
        if (!rules.maintenance().isEmpty()) {
            map.put(
                    "maintenance",
                    rules.maintenance().stream()
                            .map(EffectiveNotify::maintenance)
                            .toList());
        }
        map.put("traces", rules.files().traces());
        if (rules.files().incidentPages() != null) {
            map.put("incident-pages", rules.files().incidentPages().toString());
        }
        if (rules.files().geoDatabase() != null) {
            map.put("geo-database", rules.files().geoDatabase().toString());
        }
        return map;
    }

    private static Map<String, Object> route(Route route) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("to", route.targets());
        map.put("policies", route.policyPattern().texts());
        map.put(
                "kinds",
                new TreeSet<>(route.kinds()).stream().map(Object::toString).toList());
        map.put("severity", route.least().name().toLowerCase(Locale.ROOT));
        map.put(
                "phase",
                route.phases().size() > 1
                        ? "both"
                        : route.phases().iterator().next().name().toLowerCase(Locale.ROOT));
        map.put("in-maintenance", route.tellsInMaintenance());
        Pace pace = route.pace();
        map.put("delay", DurationText.of(pace.delay()));
        map.put("repeat", DurationText.of(pace.repeat()));
        map.put("messages", pace.messages());
        return map;
    }

    private static Map<String, Object> maintenance(Maintenance window) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("policies", window.policies().texts());
        if (window instanceof Maintenance.Once once) {
            map.put("from", once.from().toString());
            map.put("until", once.until().toString());
        } else if (window instanceof Maintenance.Weekly weekly) {
            List<String> days = new ArrayList<>();
            new TreeSet<>(weekly.days()).forEach(day -> days.add(MaintenanceSection.day(day)));
            map.put("days", days);
            map.put("start", weekly.start().toString());
            map.put("length", DurationText.of(weekly.length()));
            map.put("zone", weekly.zone().getId());
        }
        return map;
    }
}
