package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.dns.answer.ZoneInfo;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Target;
import io.dnsfailover.model.Ttl;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code dns}: where the embedded server answers, and what its zones say of themselves. */
final class DnsSection {
    private DnsSection() {}

    static DnsSettings read(@Nullable Value section, Path directory) {
        Fields fields = section == null ? null : section.fields(Keys.DNS);
        if (fields == null) {
            return DnsSettings.NONE;
        }
        // With a PowerDNS in front, which has sockets of its own, it needs none.
        Value listen = fields.get("remote-backend") == null ? fields.require("listen") : fields.get("listen");
        Value zones = fields.get("zones");
        return new DnsSettings(
                listen == null ? List.of() : listen(listen),
                zones == null ? List.of() : zones(zones),
                ListenerSection.read(fields),
                AnswerSection.read(fields, directory));
    }

    private static List<InetSocketAddress> listen(Value value) {
        List<InetSocketAddress> found = new ArrayList<>();
        List<Value> items = value.itemOrItems();
        if (value.isList() && items.isEmpty()) {
            value.wrong("must have at least one address and port");
        }
        for (Value item : items) {
            InetSocketAddress place = item.read(text -> Places.addressAndPort(text, 53));
            if (place != null && found.contains(place) && place.getPort() != 0) {
                item.wrong("is there twice");
            } else if (place != null) {
                found.add(place);
            }
        }
        return found;
    }

    private static List<ZoneInfo> zones(Value value) {
        List<Value> items = value.items();
        if (items == null) {
            return List.of();
        }
        Map<DnsName, ZoneInfo> found = new LinkedHashMap<>();
        for (Value item : items) {
            Fields fields = item.fields(Keys.ZONE);
            ZoneInfo zone = fields == null ? null : zone(fields);
            if (zone != null && found.putIfAbsent(zone.apex(), zone) != null) {
                item.wrong("the zone " + zone.apex() + " is described twice");
            }
        }
        return List.copyOf(found.values());
    }

    private static @Nullable ZoneInfo zone(Fields fields) {
        Value apexValue = fields.require("zone");
        DnsName apex = apexValue == null ? null : apexValue.name();
        Map<DnsName, List<Target.Address>> servers = nameServers(fields.get("nameservers"));
        Value contactValue = fields.get("contact");
        DnsName contact = contactValue == null ? null : contactValue.name();
        Ttl ttl = ttl(fields, "ttl");
        Ttl negativeTtl = ttl(fields, "negative-ttl");
        if (apex == null) {
            return null;
        }
        ZoneInfo usual = ZoneInfo.of(apex);
        try {
            return new ZoneInfo(
                    apex,
                    servers,
                    Objects.requireNonNullElse(contact, usual.contact()),
                    Objects.requireNonNullElse(ttl, usual.ttl()),
                    Objects.requireNonNullElse(negativeTtl, usual.negativeTtl()));
        } catch (IllegalArgumentException e) {
            fields.self().wrong(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable Ttl ttl(Fields fields, String key) {
        Value value = fields.get(key);
        Duration duration = value == null ? null : value.duration();
        return value == null || duration == null ? null : value.read(text -> Ttl.of(duration));
    }

    /** Each is a name, or a name with the addresses that the zone answers for it. */
    private static Map<DnsName, List<Target.Address>> nameServers(@Nullable Value section) {
        List<Value> items = section == null ? null : section.items();
        if (items == null) {
            return Map.of();
        }
        Map<DnsName, List<Target.Address>> found = new LinkedHashMap<>();
        Map<DnsName, Integer> lines = new HashMap<>();
        for (Value item : items) {
            Fields fields = item.isMapping() ? item.fields(Keys.NAME_SERVER) : null;
            Value nameValue = fields == null ? item : fields.require("name");
            Value addresses = fields == null ? null : fields.get("addresses");
            if (nameValue == null || (item.isMapping() && fields == null)) {
                continue;
            }
            DnsName name = nameValue.name();
            List<Target.Address> read = addresses == null ? List.of() : addresses(addresses);
            if (name != null) {
                found.put(name, read);
                Integer first = lines.putIfAbsent(name, nameValue.position().line());
                if (first != null) {
                    nameValue.wrong("is the name server in line " + first);
                }
            }
        }
        return found;
    }

    private static List<Target.Address> addresses(Value value) {
        List<Target.Address> found = new ArrayList<>();
        for (Value item : value.itemOrItems()) {
            Target.Address address = item.read(text -> new Target.Address(Places.address(text)));
            if (address != null) {
                found.add(address);
            }
        }
        return found;
    }
}
