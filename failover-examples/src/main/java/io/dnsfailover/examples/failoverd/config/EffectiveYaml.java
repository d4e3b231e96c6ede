package io.dnsfailover.examples.failoverd.config;

import com.google.common.net.InetAddresses;
import io.dnsfailover.decision.Brake;
import io.dnsfailover.dns.answer.ZoneInfo;
import io.dnsfailover.examples.failoverd.config.probe.ProbeTypes;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.Reconciliation;
import io.dnsfailover.quorum.Doubt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A configuration as YAML that says everything. */
final class EffectiveYaml {
    private EffectiveYaml() {}

    static String of(Configuration configuration) {
        StringBuilder out = new StringBuilder();
        list(out, "locations", configuration.locations(), EffectiveYaml::location);
        line(out, "", "brake", brake(configuration.guards().brake()));
        line(out, "", "doubt", doubt(configuration.guards().doubt()));
        if (!configuration.guards().controls().isEmpty()) {
            list(out, "control-targets", configuration.guards().controls(), EffectiveYaml::control);
        }
        EffectiveProber.print(out, configuration.prober());
        if (!configuration.dns().equals(DnsSettings.NONE)) {
            out.append("dns:\n");
            dns(configuration.dns()).forEach((key, value) -> line(out, "  ", key, value));
        }
        if (!configuration.publishers().isEmpty()) {
            list(out, "publishers", configuration.publishers(), EffectivePublisher::of);
        }
        if (!configuration.aname().equals(AnameSettings.DEFAULT) || hasAname(configuration)) {
            line(out, "", "aname", AnameSection.effective(configuration.aname()));
        }
        line(out, "", "reconcile", reconcile(configuration.reconciliation()));
        if (configuration.proof() != null) {
            line(out, "", "proof", ProofSection.effective(configuration.proof()));
        }
        if (configuration.journal() != null) {
            out.append("journal: ")
                    .append(YamlText.of(journal(configuration.journal())))
                    .append('\n');
        }
        notify(out, configuration.notifications());
        int domains = FileSection.failureDomains(configuration.locations());
        List<FailoverPolicy> sorted = configuration.policies().stream()
                .sorted(Comparator.comparing(FailoverPolicy::name))
                .toList();
        out.append("policies:\n");
        for (FailoverPolicy policy : sorted) {
            String indent = "  - ";
            for (Map.Entry<String, Object> property :
                    EffectivePolicy.of(policy, domains).entrySet()) {
                line(out, indent, property.getKey(), property.getValue());
                indent = "    ";
            }
        }
        return out.toString();
    }

    private static boolean hasAname(Configuration configuration) {
        return configuration.policies().stream()
                .anyMatch(policy -> policy.record().type() == RecordType.ANAME);
    }

    private static void notify(StringBuilder out, NotifySettings notify) {
        if (notify.mail() != null) {
            line(out, "", "mail", EffectiveNotify.mail(notify.mail()));
        }
        if (!notify.contacts().isEmpty()) {
            list(out, "contacts", notify.contacts(), EffectiveNotify::contact);
        }
        if (!notify.webhooks().isEmpty()) {
            list(out, "webhooks", notify.webhooks(), EffectiveNotify::webhook);
        }
        if (notify.tellsAnybody() || !notify.rules().equals(NotifySettings.Rules.DEFAULT)) {
            out.append("notifications:\n");
            EffectiveNotify.rules(notify.rules()).forEach((key, value) -> line(out, "  ", key, value));
        }
    }

    private static <T> void list(
            StringBuilder out, String key, List<T> items, Function<T, Map<String, Object>> properties) {
        out.append(key).append(":\n");
        items.forEach(item ->
                out.append("  - ").append(YamlText.of(properties.apply(item))).append('\n'));
    }

    private static void line(StringBuilder out, String indent, String key, Object value) {
        out.append(indent).append(key).append(": ").append(YamlText.of(value)).append('\n');
    }

    private static Map<String, Object> location(LocationSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", settings.location().id());
        map.put("domain", settings.location().failureDomain());
        if (settings.source() != null) {
            map.put("source", InetAddresses.toAddrString(settings.source()));
        }
        return map;
    }

    private static Map<String, Object> reconcile(Reconciliation reconciliation) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("every", DurationText.of(reconciliation.every()));
        map.put("max-per-second", reconciliation.mostPerSecond());
        map.put("diverged-after", DurationText.of(reconciliation.divergedAfter()));
        return map;
    }

    private static Map<String, Object> journal(JournalSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("directory", settings.directory().toString());
        map.put("max-segment", JournalSection.text(settings.limits().maxSegmentBytes()));
        map.put("segments", settings.limits().segments());
        return map;
    }

    private static Map<String, Object> brake(Brake brake) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("share", brake.share());
        map.put("minimum", brake.minimum());
        map.put("window", DurationText.of(brake.window()));
        return map;
    }

    private static Map<String, Object> doubt(Doubt doubt) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("share", doubt.share());
        map.put("minimum", doubt.minimum());
        return map;
    }

    private static Map<String, Object> control(GuardSettings.Control control) {
        Map<String, Object> map = EffectivePolicy.endpoint(control.target());
        map.put("probe", ProbeTypes.effective(control.probe()));
        return map;
    }

    private static Map<String, Object> dns(DnsSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (!settings.listen().isEmpty()) {
            map.put("listen", settings.listen().stream().map(Places::text).toList());
        }
        if (!settings.zones().isEmpty()) {
            map.put("zones", settings.zones().stream().map(EffectiveYaml::zone).toList());
        }
        ListenerSection.print(settings.listener(), map);
        AnswerSection.print(settings.answers(), map);
        return map;
    }

    private static Map<String, Object> zone(ZoneInfo zone) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("zone", zone.apex().toString());
        List<Object> servers = new ArrayList<>();
        zone.nameServers()
                .forEach((name, addresses) -> servers.add(
                        addresses.isEmpty()
                                ? name.toString()
                                : Map.of(
                                        "name",
                                        name.toString(),
                                        "addresses",
                                        addresses.stream().map(Object::toString).toList())));
        map.put("nameservers", servers);
        map.put("contact", zone.contact().toString());
        map.put("ttl", DurationText.of(zone.ttl().duration()));
        map.put("negative-ttl", DurationText.of(zone.negativeTtl().duration()));
        return map;
    }
}
