package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.internal.Held;
import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.dns.internal.Serial;
import io.dnsfailover.dns.internal.ZoneLimits;
import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Replaced;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** The zones of a primary, one immutable version of each at a time. Read from any thread; changes follow one another. */
final class Zones {
    private static final String WAY = "in a zone";

    private final @Nullable StateFile stateFile;
    private final Map<Name, Zone> zones;
    private final Consumer<Name> changed;
    private boolean closed; // under the lock

    /** One zone: what is served, and what was published into it. */
    private static final class Zone {
        private volatile ZoneVersion version;
        private final SortedSet<SetName> published = new TreeSet<>(); // under the lock
        private String text = ""; // what the state file has of it; under the lock

        private Zone(ZoneVersion version) {
            this.version = version;
        }
    }

    private Zones(Map<Name, Zone> zones, @Nullable StateFile stateFile, Consumer<Name> changed) {
        this.zones = Map.copyOf(zones);
        this.stateFile = stateFile;
        this.changed = changed;
    }

    /**
     * Takes the zones as they are configured, with what was published into them before the restart.
     *
     * @param seconds of the wall clock, which a serial is never below as far as it can
     * @param changed is told of each zone that has a new version, under the lock
     */
    static Zones start(
            List<PrimaryZone> configured, @Nullable StateFile stateFile, long seconds, Consumer<Name> changed)
            throws IOException {
        Map<Name, StateFile.Saved> saved = stateFile == null ? Map.of() : stateFile.read();
        Map<Name, Zone> zones = new HashMap<>();
        for (PrimaryZone configuration : configured) {
            Name apex = ZoneRecords.name(configuration.apex());
            zones.put(apex, start(apex, configuration, saved.get(apex), seconds));
        }
        Zones started = new Zones(zones, stateFile, changed);
        started.save();
        return started;
    }

    private static Zone start(Name apex, PrimaryZone configuration, StateFile.@Nullable Saved saved, long seconds) {
        Map<Name, List<Entry>> owners = configuration.records().stream()
                .collect(Collectors.groupingBy(
                        Record::getName, Collectors.mapping(record -> Entry.of(apex, record), Collectors.toList())));
        ZoneVersion configured =
                new ZoneVersion(apex, Entry.of(apex, configuration.soa()), RecordTable.of(owners), History.EMPTY);
        Draft draft = new Draft(configured);
        long serial = Serial.after(configured.serial(), seconds);
        if (saved != null) {
            saved.records().stream().collect(Collectors.groupingBy(SetName::of)).forEach(draft::put);
            serial = Serial.isAfter(serial, saved.serial()) ? serial : Serial.next(saved.serial());
        }
        ZoneVersion version = draft.restart(serial);
        Zone zone = new Zone(version);
        zone.published.addAll(draft.written());
        zone.text = StateFile.text(version, zone.published);
        ZoneRules.check(configuration.apex(), records(version));
        return zone;
    }

    private static List<Record> records(ZoneVersion version) {
        List<Record> records = new ArrayList<>();
        records.add(version.soa().record());
        version.table().iterator().forEachRemaining(entry -> records.add(entry.record()));
        return records;
    }

    /** The zone of this very name; null when there is none. */
    @Nullable
    ZoneVersion at(Name apex) {
        Zone zone = zones.get(apex);
        return zone == null ? null : zone.version;
    }

    /** The zone that a name lies in: the lowest one; null when there is none. */
    @Nullable
    ZoneVersion around(Name name) {
        for (int skipped = 0; skipped < name.labels(); skipped++) {
            ZoneVersion version = at(skipped == 0 ? name : new Name(name, skipped));
            if (version != null) {
                return version;
            }
        }
        return null;
    }

    Iterable<Name> apexes() {
        return zones.keySet();
    }

    /** What a zone holds for a record set and its mark. */
    Held read(RecordSetKey key) throws PublishException {
        ZoneLimits.check(key, WAY);
        return Draft.held(zone(key).version.table(), key);
    }

    private Zone zone(RecordSetKey key) throws PublishException {
        Zone zone = zones.get(ZoneRecords.name(key.zone()));
        if (zone == null) {
            throw new PublishException(
                    PublishEffect.NONE, "this primary does not have the zone " + key.zone() + " of " + key);
        }
        return zone;
    }

    /** Writes changes of one zone or several, with one serial for each zone; says of each how it ended. */
    synchronized List<Replaced> replaceAll(List<Change> changes, String owner) {
        Map<Zone, Draft> drafts = new HashMap<>();
        List<Replaced> ended = new ArrayList<>(changes.size());
        for (Change change : changes) {
            PublishException failure = null;
            try {
                draw(change, owner, drafts);
            } catch (PublishException e) {
                failure = e;
            }
            ended.add(new Replaced(change, failure));
        }
        drafts.values().removeIf(Draft::isEmpty);
        try {
            commit(drafts);
            return ended;
        } catch (IOException e) {
            return ended.stream().map(each -> notSaved(each, e)).toList();
        }
    }

    private void draw(Change change, String owner, Map<Zone, Draft> drafts) throws PublishException {
        RecordSetKey key = change.desired().key();
        if (closed) {
            throw new PublishException(PublishEffect.NONE, "did not write " + key + ": the primary is closed");
        }
        ZoneLimits.check(change, WAY);
        Zone zone = zone(key);
        Draft draft = drafts.computeIfAbsent(zone, fresh -> new Draft(fresh.version));
        Held held = draft.held(key);
        if (held.shows(change, new OwnershipMark(owner, change.generation(), change.fencingToken()))) {
            return;
        }
        String objection = held.objection(change, owner);
        String reason = objection == null ? draft.misfit(key) : objection;
        if (reason != null) {
            throw new PublishException(PublishEffect.CONFLICT, "did not write " + key + ": " + reason);
        }
        draft.write(change, owner);
    }

    /** What was drawn is served from here on, and after a restart too; or nothing is. */
    private void commit(Map<Zone, Draft> drafts) throws IOException {
        Map<Zone, ZoneVersion> versions = new HashMap<>();
        Map<Zone, String> before = new HashMap<>();
        drafts.forEach((zone, draft) -> {
            ZoneVersion version = draft.finish();
            versions.put(zone, version);
            before.put(zone, zone.text);
            zone.published.addAll(draft.written());
            zone.text = stateFile == null ? "" : StateFile.text(version, zone.published);
        });
        if (versions.isEmpty()) {
            return;
        }
        try {
            save();
        } catch (IOException e) {
            before.forEach((zone, text) -> zone.text = text);
            throw e;
        }
        versions.forEach((zone, version) -> {
            zone.version = version;
            changed.accept(version.apex());
        });
    }

    private void save() throws IOException {
        if (stateFile != null) {
            stateFile.write(zones.values().stream().map(zone -> zone.text).collect(Collectors.joining()));
        }
    }

    /** Nothing of it is served; but a restart may find it. */
    private static Replaced notSaved(Replaced drawn, IOException cause) {
        return drawn.failure() != null
                ? drawn
                : new Replaced(
                        drawn.change(),
                        new PublishException(
                                PublishEffect.UNKNOWN,
                                "did not write " + drawn.change().desired().key()
                                        + ": the state file cannot be written: " + cause.getMessage(),
                                cause));
    }

    /** Edits a record set by hand: no mark, no generation. */
    synchronized void edit(Name apex, SetName set, List<Record> records) throws IOException {
        Zone zone = zones.get(apex);
        if (zone == null) {
            throw new IllegalArgumentException("no zone " + apex);
        }
        Draft draft = new Draft(zone.version);
        draft.put(set, records);
        commit(Map.of(zone, draft));
    }

    /** Whatever comes later fails; what is being written is written. */
    synchronized void close() {
        if (!closed && stateFile != null) {
            stateFile.close();
        }
        closed = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
