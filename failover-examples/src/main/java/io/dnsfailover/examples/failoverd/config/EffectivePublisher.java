package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.DurationText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A publisher with every property. */
final class EffectivePublisher {
    private EffectivePublisher() {}

    static Map<String, Object> of(PublisherSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (settings instanceof Rfc2136Settings rfc2136) {
            map.put("type", "rfc2136");
            map.put("server", Places.text(rfc2136.server()));
            map.put("key", key(rfc2136.key()));
            writing(map, rfc2136.writing());
        } else if (settings instanceof PowerDnsSettings powerDns) {
            map.put("type", "powerdns");
            map.put("api", Places.text(powerDns.api()));
            map.put("dns", Places.text(powerDns.dns()));
            map.put(powerDns.key().key(), powerDns.key().place());
            privacy(map, powerDns.privacy());
            writing(map, powerDns.writing());
        } else if (settings instanceof PrimarySettings primary) {
            map.put("type", "hidden-primary");
            primary(map, primary);
        } else if (settings instanceof FileSettings file) {
            map.put("type", "file");
            file(map, file);
        }
        return map;
    }

    private static void writing(Map<String, Object> map, PublisherSettings.Writing writing) {
        map.put("owner", writing.owner());
        map.put("timeout", DurationText.of(writing.timeout()));
        map.put("max-batch", writing.maxBatch());
    }

    private static void primary(Map<String, Object> map, PrimarySettings settings) {
        map.put("listen", settings.listen().stream().map(Places::text).toList());
        List<Object> zones = new ArrayList<>();
        settings.zones().forEach(zone -> zones.add(zone(zone.zone(), zone.file())));
        map.put("zones", zones);
        map.put(
                "secondaries",
                settings.secondaries().stream()
                        .map(EffectivePublisher::secondary)
                        .toList());
        if (settings.stateFile() != null) {
            map.put("state-file", settings.stateFile().toString());
        }
        map.put("owner", settings.owner());
        map.put("max-transfers", settings.limits().maxTransfers());
        map.put("transfer-timeout", DurationText.of(settings.limits().transferTimeout()));
        map.put("idle-timeout", DurationText.of(settings.limits().idleTimeout()));
    }

    private static Map<String, Object> secondary(PrimarySettings.SecondarySettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (settings.told() != null) {
            map.put("notify", Places.text(settings.told()));
        }
        if (!settings.from().isEmpty()) {
            map.put("from", settings.from());
        }
        if (settings.key() != null) {
            map.put("key", key(settings.key()));
        }
        return map;
    }

    private static void file(Map<String, Object> map, FileSettings settings) {
        List<Object> zones = new ArrayList<>();
        settings.zones().forEach((zone, file) -> zones.add(zone(zone, file)));
        map.put("zones", zones);
        if (!settings.reload().isEmpty()) {
            map.put("reload", settings.reload());
        }
        if (!settings.servers().isEmpty()) {
            map.put("check", settings.servers().stream().map(Places::text).toList());
        }
        map.put("owner", settings.owner());
        map.put("timeout", DurationText.of(settings.timeout()));
    }

    private static Map<String, Object> zone(DnsName zone, Path file) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("zone", zone.toString());
        map.put("file", file.toString());
        return map;
    }

    private static Map<String, Object> key(KeySettings settings) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("name", settings.name().toString());
        key.put("algorithm", settings.algorithm().toString());
        key.put("secret-file", settings.secretFile());
        return key;
    }

    private static void privacy(Map<String, Object> map, PowerDnsSettings.Privacy privacy) {
        if (privacy.tls() != null) {
            map.put("tls", privacy.tls());
        }
        if (privacy.authority() != null) {
            map.put("certificate-file", privacy.authority().name());
        }
        map.put("clear-text", privacy.clearText());
    }
}
