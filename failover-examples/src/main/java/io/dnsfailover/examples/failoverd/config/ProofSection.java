package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.dns.proof.DnsProof;
import io.dnsfailover.dns.proof.DnsProofBuilder;
import io.dnsfailover.dns.proof.NameServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.RecordType;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code proof}: how the authoritative servers are asked what they answer. */
final class ProofSection {
    private static final int DNS_PORT = 53;
    private static final int MAX_PORT = 65_535;

    /** The library itself knows its rules best: what it was told so far. */
    private final DnsProofBuilder rules = DnsProof.builder();

    private ProofSection() {}

    /** Null when the file does not have it, or has nothing there that could be asked. */
    static @Nullable ProofSettings read(@Nullable Value section) {
        Fields fields = section == null ? null : section.fields(Keys.PROOF);
        return fields == null ? null : new ProofSection().read(fields);
    }

    private @Nullable ProofSettings read(Fields fields) {
        Value listed = fields.get("servers");
        Value delegation = fields.get("delegation");
        Value named = fields.get("providers");
        Value timeout = fields.get("timeout");
        if (listed == null && delegation == null) {
            fields.self().wrong("must have servers, or delegation");
        }
        List<ProofSettings.Listed> servers = all(listed, this::listed);
        ProofSettings.Delegation read = delegation == null ? null : delegation(delegation);
        List<ProofSettings.Provider> providers = all(named, this::provider);
        Duration limit = timeout == null ? DnsProofBuilder.DEFAULT_TIMEOUT : timeout.read(this::timeout);
        return limit == null || (servers.isEmpty() && read == null)
                ? null
                : new ProofSettings(servers, read, providers, limit);
    }

    private static <T> List<T> all(@Nullable Value list, Function<Value, @Nullable T> reader) {
        List<Value> items = list == null ? List.of() : list.items();
        if (list != null && items != null && items.isEmpty()) {
            list.wrong("must have at least one item");
        }
        return items == null
                ? List.of()
                : items.stream().map(reader).filter(Objects::nonNull).toList();
    }

    private Duration timeout(String text) {
        Duration duration = DurationText.parse(text);
        rules.timeout(duration);
        return duration;
    }

    private ProofSettings.@Nullable Listed listed(Value item) {
        Fields fields = item.fields(Keys.PROOF_SERVER);
        if (fields == null) {
            return null;
        }
        Value zoneValue = fields.require("zone");
        Value nameValue = fields.require("name");
        Value addressValue = fields.require("address");
        Value providerValue = fields.get("provider");
        DnsName zone = zoneValue == null ? null : zoneValue.name();
        DnsName name = nameValue == null ? null : nameValue.name();
        InetSocketAddress address =
                addressValue == null ? null : addressValue.read(text -> Places.addressAndPort(text, DNS_PORT));
        String provider = providerValue == null ? null : providerValue.text();
        if (zone == null || name == null || address == null || (providerValue != null && provider == null)) {
            return null;
        }
        try {
            NameServer server = new NameServer(name, address, provider);
            rules.server(zone.toString(), server);
            return new ProofSettings.Listed(zone, server);
        } catch (IllegalArgumentException e) {
            item.wrong(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private ProofSettings.@Nullable Provider provider(Value item) {
        Fields fields = item.fields(Keys.PROOF_PROVIDER);
        if (fields == null) {
            return null;
        }
        Value nameValue = fields.require("name");
        Value serversValue = fields.require("servers");
        String name = nameValue == null ? null : nameValue.text();
        List<DnsName> servers = Items.each(serversValue, server -> name == null ? server.name() : named(server, name));
        return name == null ? null : new ProofSettings.Provider(name, servers);
    }

    private @Nullable DnsName named(Value server, String provider) {
        return server.read(text -> {
            rules.provider(provider, text);
            return DnsName.of(text);
        });
    }

    private static ProofSettings.@Nullable Delegation delegation(Value section) {
        Fields fields = section.fields(Keys.DELEGATION);
        if (fields == null) {
            return null;
        }
        ProofSettings.Delegation usual = ProofSettings.Delegation.DEFAULT;
        List<InetSocketAddress> resolvers = Items.servers(fields.get("resolvers"));
        List<RecordType> families = Items.families(fields.get("families"));
        List<String> allow = Items.networks(fields.get("allow"));
        Value portValue = fields.get("port");
        Integer port = portValue == null ? null : portValue.wholeNumber(1, MAX_PORT);
        return new ProofSettings.Delegation(
                resolvers, families.isEmpty() ? usual.families() : families, port == null ? usual.port() : port, allow);
    }

    /** The section as the file would say it. */
    static Map<String, Object> effective(ProofSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (!settings.servers().isEmpty()) {
            map.put(
                    "servers",
                    settings.servers().stream().map(ProofSection::effective).toList());
        }
        if (settings.delegation() != null) {
            map.put("delegation", effective(settings.delegation()));
        }
        if (!settings.providers().isEmpty()) {
            map.put(
                    "providers",
                    settings.providers().stream().map(ProofSection::effective).toList());
        }
        map.put("timeout", DurationText.of(settings.timeout()));
        return map;
    }

    private static Map<String, Object> effective(ProofSettings.Listed listed) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("zone", listed.zone().toString());
        map.put("name", listed.server().name().toString());
        map.put("address", Places.text(listed.server().address()));
        if (listed.server().provider() != null) {
            map.put("provider", listed.server().provider());
        }
        return map;
    }

    private static Map<String, Object> effective(ProofSettings.Delegation delegation) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (!delegation.resolvers().isEmpty()) {
            map.put(
                    "resolvers",
                    delegation.resolvers().stream().map(Places::text).toList());
        }
        map.put("families", delegation.families().stream().map(Enum::name).toList());
        map.put("port", delegation.port());
        if (!delegation.allow().isEmpty()) {
            map.put("allow", delegation.allow());
        }
        return map;
    }

    private static Map<String, Object> effective(ProofSettings.Provider provider) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", provider.name());
        map.put("servers", provider.servers().stream().map(DnsName::toString).toList());
        return map;
    }
}
