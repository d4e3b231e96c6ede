package io.dnsfailover.examples.failoverd.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The keys and values of a mapping, those of another mapping behind them where there are defaults. */
final class Fields {
    /**
     * A value with its key.
     *
     * @param key the key
     * @param value what it is set to
     */
    private record Entry(ScalarNode key, Value value) {
        Position position() {
            return YamlDocument.position(key);
        }
    }

    private final Value self;
    private final Map<String, Entry> own;
    private final @Nullable Fields defaults;

    private Fields(Value self, Map<String, Entry> own, @Nullable Fields defaults) {
        this.self = self;
        this.own = own;
        this.defaults = defaults;
    }

    /** Reads a mapping, and says which keys stand there twice. */
    static Fields of(Value self, MappingNode mapping) {
        Map<String, Entry> own = new LinkedHashMap<>();
        Problems problems = self.problems();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                Position at = YamlDocument.position(tuple.getKeyNode());
                problems.add(at, self.path().toString(), "a key must be a text");
                continue;
            }
            String key = scalar.getValue();
            Entry entry = new Entry(
                    scalar, new Value(tuple.getValueNode(), self.path().key(key), problems));
            Entry first = own.putIfAbsent(key, entry);
            if (first != null) {
                problems.add(
                        entry.position(),
                        entry.value().path().toString(),
                        "is set twice, first in line " + first.position().line());
            }
        }
        return new Fields(self, own, null);
    }

    /** Says which keys of this mapping itself are not among the known ones. */
    void allow(Keys keys) {
        own.forEach((key, entry) -> {
            if (!keys.names().contains(key)) {
                String rule = "is not a key of " + keys.section() + unknown(key, keys);
                self.problems().add(entry.position(), entry.value().path().toString(), rule);
            }
        });
    }

    private static String unknown(String key, Keys keys) {
        String hint = Spelling.hint(key, keys.names());
        return hint.isEmpty() ? ", which are: " + String.join(", ", keys.names()) : hint;
    }

    /** These fields where they are set, the defaults where not. */
    Fields over(@Nullable Fields newDefaults) {
        return new Fields(self, own, newDefaults);
    }

    /** The mapping itself. */
    Value self() {
        return self;
    }

    /** The keys of the mapping itself with their values, in their order. */
    Map<String, Value> all() {
        Map<String, Value> all = new LinkedHashMap<>();
        own.forEach((key, entry) -> all.put(key, entry.value()));
        return all;
    }

    boolean hasOwn(String key) {
        return own.containsKey(key);
    }

    /** What a key is set to, here or in the defaults; null when it is not. */
    @Nullable
    Value get(String key) {
        Value value = getOwn(key);
        return value != null ? value : getDefault(key);
    }

    /** What a key is set to here, whatever the defaults say. */
    @Nullable
    Value getOwn(String key) {
        Entry entry = own.get(key);
        return entry == null ? null : entry.value();
    }

    /** What a key is set to in the defaults. */
    @Nullable
    Value getDefault(String key) {
        return defaults == null ? null : defaults.get(key);
    }

    /** What a key is set to; null, and a mistake, when it is not. */
    @Nullable
    Value require(String key) {
        Value value = get(key);
        if (value == null) {
            self.problems().add(self.position(), self.path().key(key).toString(), "must be set");
        }
        return value;
    }

    /** A mapping, whose keys are each looked up in the default's mapping of the same key where they are not set. */
    @Nullable
    Fields merged(String key) {
        Value mine = getOwn(key);
        Value theirs = getDefault(key);
        if (mine == null) {
            return theirs == null ? null : theirs.fields();
        }
        Fields fields = mine.fields();
        return fields == null || theirs == null || !theirs.isMapping() ? fields : fields.over(theirs.fields());
    }
}
