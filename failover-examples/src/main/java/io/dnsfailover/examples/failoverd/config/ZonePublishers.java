package io.dnsfailover.examples.failoverd.config;

import com.google.common.hash.Hashing;
import io.dnsfailover.dns.file.FilePublisherBuilder;
import io.dnsfailover.dns.primary.HiddenPrimaryBuilder;
import io.dnsfailover.dns.primary.Secondary;
import io.dnsfailover.model.DnsName;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code publishers} of the types that have the zones themselves: {@code hidden-primary} and {@code file}. */
final class ZonePublishers {
    private static final int MOST_TRANSFERS = 200;

    /** Where zone files and the state file are looked for. */
    private final Path directory;

    private final Function<Value, @Nullable KeySettings> keys;

    /**
     * @param keys reads a key
     */
    ZonePublishers(Path directory, Function<Value, @Nullable KeySettings> keys) {
        this.directory = directory;
        this.keys = keys;
    }

    @Nullable
    PublisherSettings file(Fields fields) {
        fields.allow(Keys.FILE_PUBLISHER);
        Map<DnsName, Path> zones = zones(fields.require("zones"));
        List<String> reload = texts(fields.get("reload"));
        List<InetSocketAddress> check = places(fields.get("check"));
        String owner = text(fields.get("owner"), FilePublisherBuilder.DEFAULT_OWNER);
        Duration timeout = duration(fields.get("timeout"), FilePublisherBuilder.DEFAULT_TIMEOUT);
        return zones.isEmpty() || owner == null || timeout == null
                ? null
                : new FileSettings(zones, reload, check, owner, timeout);
    }

    @Nullable
    PublisherSettings primary(Fields fields) {
        fields.allow(Keys.HIDDEN_PRIMARY);
        List<InetSocketAddress> listen = places(fields.require("listen"));
        List<PrimarySettings.ZoneFile> zones = contents(fields.require("zones"));
        List<PrimarySettings.SecondarySettings> secondaries = secondaries(fields.require("secondaries"));
        Value stateValue = fields.get("state-file");
        Path state = stateValue == null ? null : path(stateValue);
        String owner = text(fields.get("owner"), HiddenPrimaryBuilder.DEFAULT_OWNER);
        PrimarySettings.Limits limits = limits(fields);
        boolean unread = stateValue != null && state == null;
        return listen.isEmpty() || zones.isEmpty() || secondaries.isEmpty() || unread || owner == null || limits == null
                ? null
                : new PrimarySettings(listen, zones, secondaries, state, limits, owner);
    }

    private static PrimarySettings.@Nullable Limits limits(Fields fields) {
        Value mostValue = fields.get("max-transfers");
        Integer most = mostValue == null
                ? Integer.valueOf(HiddenPrimaryBuilder.DEFAULT_MAX_TRANSFERS)
                : mostValue.wholeNumber(1, MOST_TRANSFERS);
        Duration transfer = duration(fields.get("transfer-timeout"), HiddenPrimaryBuilder.DEFAULT_TRANSFER_TIMEOUT);
        Duration idle = duration(fields.get("idle-timeout"), HiddenPrimaryBuilder.DEFAULT_IDLE_TIMEOUT);
        return most == null || transfer == null || idle == null
                ? null
                : new PrimarySettings.Limits(most, transfer, idle);
    }

    /** The zone files, none of them twice. Each must be there: nobody but an operator makes one. */
    private Map<DnsName, Path> zones(@Nullable Value section) {
        Map<DnsName, Path> found = new LinkedHashMap<>();
        for (Value item : items(section, "zone")) {
            Fields fields = item.fields(Keys.ZONE_FILE);
            Value zoneValue = fields == null ? null : fields.require("zone");
            Value fileValue = fields == null ? null : fields.require("file");
            DnsName zone = zoneValue == null ? null : zoneValue.name();
            Path file = fileValue == null ? null : path(fileValue);
            if (fileValue != null && file != null && !Files.isRegularFile(file)) {
                fileValue.wrong("is not there");
            } else if (zone != null && file != null && found.putIfAbsent(zone, file) != null) {
                item.wrong("the zone " + zone + " has a file already");
            }
        }
        return found;
    }

    private List<PrimarySettings.ZoneFile> contents(@Nullable Value section) {
        List<PrimarySettings.ZoneFile> found = new ArrayList<>();
        zones(section).forEach((zone, file) -> {
            try {
                found.add(new PrimarySettings.ZoneFile(
                        zone, file, Hashing.sha256().hashBytes(Files.readAllBytes(file))));
            } catch (IOException e) {
                if (section != null) {
                    section.wrong(file + " cannot be read: " + YamlDocument.why(e));
                }
            }
        });
        return found;
    }

    private List<PrimarySettings.SecondarySettings> secondaries(@Nullable Value section) {
        List<PrimarySettings.SecondarySettings> found = new ArrayList<>();
        for (Value item : items(section, "secondary")) {
            Fields fields = item.fields(Keys.SECONDARY);
            PrimarySettings.SecondarySettings secondary = fields == null ? null : secondary(fields);
            if (secondary != null) {
                found.add(secondary);
            }
        }
        return found;
    }

    private PrimarySettings.@Nullable SecondarySettings secondary(Fields fields) {
        Value notifyValue = fields.get("notify");
        InetSocketAddress told = notifyValue == null ? null : notifyValue.read(text -> Places.addressAndPort(text, 53));
        List<String> from = new ArrayList<>();
        Value fromValue = fields.get("from");
        for (Value item : fromValue == null ? List.<Value>of() : fromValue.itemOrItems()) {
            String network = item.read(text -> {
                Secondary.in(text);
                return text;
            });
            if (network != null) {
                from.add(network);
            }
        }
        Value keyValue = fields.get("key");
        KeySettings key = keyValue == null ? null : keys.apply(keyValue);
        if (notifyValue == null && fromValue == null) {
            fields.self().wrong("must have notify or from");
        }
        boolean unread = (notifyValue != null && told == null) || (keyValue != null && key == null);
        return unread || (told == null && from.isEmpty())
                ? null
                : new PrimarySettings.SecondarySettings(told, List.copyOf(from), key);
    }

    private @Nullable Path path(Value value) {
        String name = value.text();
        try {
            return name == null ? null : directory.resolve(name);
        } catch (InvalidPathException e) {
            value.wrong("is not the name of a file");
            return null;
        }
    }

    private static List<String> texts(@Nullable Value section) {
        List<String> found = new ArrayList<>();
        for (Value item : items(section, "part")) {
            String text = item.text();
            if (text != null) {
                found.add(text);
            }
        }
        return found;
    }

    private static List<Value> items(@Nullable Value section, String what) {
        List<Value> items = section == null ? null : section.items();
        if (section != null && items != null && items.isEmpty()) {
            section.wrong("must have at least one " + what);
        }
        return items == null ? List.of() : items;
    }

    private static List<InetSocketAddress> places(@Nullable Value section) {
        List<InetSocketAddress> found = new ArrayList<>();
        if (section != null && section.isList()) {
            items(section, "address and port");
        }
        for (Value item : section == null ? List.<Value>of() : section.itemOrItems()) {
            InetSocketAddress place = item.read(text -> Places.addressAndPort(text, 53));
            if (place != null) {
                found.add(place);
            }
        }
        return found;
    }

    private static @Nullable String text(@Nullable Value value, String usual) {
        return value == null ? usual : value.text();
    }

    private static @Nullable Duration duration(@Nullable Value value, Duration usual) {
        return value == null ? usual : value.duration();
    }
}
