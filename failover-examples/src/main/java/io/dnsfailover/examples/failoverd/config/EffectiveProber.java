package io.dnsfailover.examples.failoverd.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** {@code prober} as the file would say it: the files of secrets, never what they hold. */
final class EffectiveProber {
    private EffectiveProber() {}

    static void print(StringBuilder out, ProberSettings settings) {
        out.append("prober:\n");
        out.append("  max-per-target: ").append(settings.rates().maxPerTarget()).append('\n');
        out.append("  max-per-second: ").append(settings.rates().maxPerSecond()).append('\n');
        if (!settings.allow().isEmpty()) {
            out.append("  allow: ").append(YamlText.of(settings.allow())).append('\n');
        }
        list(out, "credentials", settings.credentials(), EffectiveProber::credential);
        list(out, "authorities", settings.authorities(), EffectiveProber::files);
        list(out, "client-certificates", settings.clientCertificates(), EffectiveProber::files);
    }

    private static <T> void list(
            StringBuilder out, String key, Map<String, T> named, Function<T, Map<String, Object>> properties) {
        if (named.isEmpty()) {
            return;
        }
        out.append("  ").append(key).append(":\n");
        named.forEach((name, item) -> {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", name);
            map.putAll(properties.apply(item));
            out.append("    - ").append(YamlText.of(map)).append('\n');
        });
    }

    private static Map<String, Object> credential(ProberSettings.CredentialSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (!settings.user().isEmpty()) {
            map.put("user", settings.user());
        }
        map.put("secret-file", settings.secretFile());
        return map;
    }

    private static Map<String, Object> files(ProberSettings.FileSettings<?> settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("certificate-file", settings.certificateFile());
        if (!settings.keyFile().isEmpty()) {
            map.put("key-file", settings.keyFile());
        }
        return map;
    }
}
