package io.dnsfailover.dns.answer;

import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Target;
import io.dnsfailover.spi.RecordDirectory;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All names that exist: the owners of the managed records, the apexes, and every name between them. Looked up by the
 * octets of a message, without making an object of them. Not changed after construction; when policies come or go, a
 * new one takes its place.
 */
final class NameIndex {
    private final Set<RecordSetKey> keys;
    private final Set<DnsName> zones;
    /** Open addressing with linear probing, at most half full; the size is a power of two. */
    private final @Nullable Node[] table;
    /** The most labels that a name in the table has. */
    private final int maxLabels;

    private NameIndex(Set<RecordSetKey> keys, Builder built) {
        this.keys = keys;
        this.zones =
                built.zones.values().stream().map(zone -> zone.info.apex()).collect(Collectors.toUnmodifiableSet());
        this.table = new Node[Math.max(4, Integer.highestOneBit(built.nodes.size()) << 2)];
        int most = 0;
        for (Node node : built.nodes.values()) {
            most = Math.max(most, insert(node));
        }
        this.maxLabels = most;
    }

    private int insert(Node node) {
        ByteBuffer name = ByteBuffer.wrap(node.name);
        int place = Wire.hash(name, 0, node.name.length) & (table.length - 1);
        while (table[place] != null) {
            place = (place + 1) & (table.length - 1);
        }
        table[place] = node;
        int labels = 0;
        for (int at = 0; node.name[at] != 0; at += node.name[at] + 1) {
            labels++;
        }
        return labels;
    }

    /** Whether policies have come or gone since this index was built. */
    boolean isOutdated(RecordDirectory directory) {
        return directory.keys() != keys;
    }

    /** The apexes. */
    Set<DnsName> zones() {
        return zones;
    }

    boolean holds(DnsName name) {
        byte[] octets = Wire.encode(name.folded());
        return get(ByteBuffer.wrap(octets), 0, octets.length) != null;
    }

    /**
     * The name itself, or the longest ancestor of it that exists (the closest encloser of RFC 4592 section 3.3.1).
     *
     * @param message holds the uncompressed name
     * @param at where it starts
     * @param length its octets
     * @param labels how many labels it has, the root not counted
     * @return null when the name lies in none of the zones
     */
    @Nullable
    Node closest(ByteBuffer message, int at, int length, int labels) {
        int from = at;
        int left = labels;
        while (true) {
            if (left <= maxLabels) {
                Node node = get(message, from, length - (from - at));
                if (node != null) {
                    return node;
                }
            }
            if (left == 0) {
                return null;
            }
            from += message.get(from) + 1;
            left--;
        }
    }

    private @Nullable Node get(ByteBuffer message, int at, int length) {
        int place = Wire.hash(message, at, length) & (table.length - 1);
        Node node = table[place];
        while (node != null && !Wire.matches(node.name, message, at, length)) {
            place = (place + 1) & (table.length - 1);
            node = table[place];
        }
        return node;
    }

    /** Builds an index from the managed records and the zones that were given explicitly. */
    static NameIndex of(Set<RecordSetKey> keys, List<ZoneInfo> zones, Remarks remarks) {
        Builder builder = new Builder(keys.size());
        for (ZoneInfo zone : zones) {
            builder.zones.put(zone.apex().folded(), new Zone(zone));
        }
        for (RecordSetKey key : keys) {
            builder.zones.computeIfAbsent(key.zone().folded(), apex -> new Zone(ZoneInfo.of(key.zone())));
        }
        builder.zones.keySet().forEach(builder::addApex);
        for (ZoneInfo zone : zones) {
            builder.addNameServers(zone);
        }
        for (RecordSetKey key : keys) {
            builder.node(key.owner().folded()).put(key.type(), new ManagedSlot(key));
            builder.addRemarks(key, remarks);
        }
        return new NameIndex(keys, builder);
    }

    /** Works on folded names in presentation format: they were checked when they became a {@link DnsName}. */
    private static final class Builder {
        private static final String ROOT = ".";

        final Map<String, Zone> zones = new HashMap<>();
        final Map<String, Node> nodes;

        Builder(int keys) {
            this.nodes = new HashMap<>(keys * 2);
        }

        void addApex(String apex) {
            Node node = node(apex);
            node.apex = true;
            if (!apex.equals(ROOT)) {
                String above = parent(apex);
                Zone parentZone = zoneOf(above);
                if (parentZone != null) {
                    node.parentZone = parentZone;
                    node(above);
                }
            }
        }

        void addNameServers(ZoneInfo zone) {
            zone.nameServers().forEach((name, addresses) -> {
                addAddresses(zone, name, RecordType.A, addresses);
                addAddresses(zone, name, RecordType.AAAA, addresses);
            });
        }

        private void addAddresses(ZoneInfo zone, DnsName name, RecordType type, List<Target.Address> addresses) {
            List<String> fitting = addresses.stream()
                    .filter(address -> address.fits(type))
                    .map(Target.Address::rdata)
                    .toList();
            if (!fitting.isEmpty()) {
                RecordSetKey key = new RecordSetKey(zone.apex(), name, type);
                Encoded encoded = Encoded.of(RecordSet.of(key, zone.ttl(), fitting));
                node(name.folded()).put(type, (index, directory, serial) -> encoded);
            }
        }

        void addRemarks(RecordSetKey key, Remarks remarks) {
            if (remarks.owner() != null) {
                addRemark(() -> OwnershipMark.nameFor(key), new RemarkSlot(key, remarks::mark));
            }
            if (remarks.status()) {
                addRemark(() -> Remarks.statusNameFor(key), new RemarkSlot(key, Remarks::status));
            }
        }

        private void addRemark(Supplier<DnsName> name, RemarkSlot remark) {
            try {
                node(name.get().folded()).txt = remark;
            } catch (IllegalArgumentException e) {
                // The owner is so long that there is no room for one more label: then nothing stands beside it.
            }
        }

        /** The node of a name in one of the zones, made with all nodes between it and the apex. */
        Node node(String name) {
            Node there = nodes.get(name);
            if (there != null) {
                return there;
            }
            Zone zone = zoneOf(name);
            if (zone == null) {
                throw new IllegalArgumentException(name + " lies in no zone");
            }
            Node node = new Node(Wire.encode(name), zone);
            nodes.put(name, node);
            if (!name.equals(zone.info.apex().folded())) {
                // At most 127 labels deep: a name has no more.
                Node above = node(parent(name));
                if (name.startsWith("*.")) {
                    above.wildcard = node;
                }
            }
            return node;
        }

        private @Nullable Zone zoneOf(String name) {
            String at = name;
            while (true) {
                Zone zone = zones.get(at);
                if (zone != null || at.equals(ROOT)) {
                    return zone;
                }
                at = parent(at);
            }
        }

        private static String parent(String name) {
            String above = name.substring(name.indexOf('.') + 1);
            return above.isEmpty() ? ROOT : above;
        }
    }
}
