package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.Location;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code locations}: where probes run from. */
final class LocationsSection {
    private static final List<LocationSettings> DEFAULT = List.of(new LocationSettings(Location.of("local"), null));

    private final Map<String, Integer> lines = new TreeMap<>();
    private final List<LocationSettings> found = new ArrayList<>();

    private LocationsSection() {}

    /** The locations of the file; one, called {@code local}, when it names none. */
    static List<LocationSettings> read(@Nullable Value section) {
        if (section == null) {
            return DEFAULT;
        }
        List<Value> items = section.items();
        if (items == null) {
            return DEFAULT;
        }
        if (items.isEmpty()) {
            section.wrong("must have at least one location, or be left out");
        }
        LocationsSection reader = new LocationsSection();
        items.forEach(reader::location);
        return List.copyOf(reader.found);
    }

    private void location(Value item) {
        Fields fields = item.fields(Keys.LOCATION);
        if (fields == null) {
            return;
        }
        Value id = fields.require("id");
        Location location = id == null ? null : id.read(Location::of);
        Value domain = fields.get("domain");
        if (domain != null) {
            Location inDomain = domain.read(word -> new Location(location == null ? "unknown" : location.id(), word));
            addUnlessNull(location == null ? null : inDomain, fields);
        } else {
            addUnlessNull(location, fields);
        }
        if (id != null && location != null) {
            Integer first = lines.putIfAbsent(location.id(), id.position().line());
            if (first != null) {
                id.wrong("is the id of the location in line " + first + ": ids must be unique");
            }
        }
    }

    private void addUnlessNull(@Nullable Location location, Fields fields) {
        Value source = fields.get("source");
        InetAddress address = source == null ? null : source.read(Places::address);
        if (location != null) {
            found.add(new LocationSettings(location, address));
        }
    }
}
