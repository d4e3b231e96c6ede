package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.examples.failoverd.config.probe.ProbeFields;
import io.dnsfailover.examples.failoverd.config.probe.ProbeTypes;
import io.dnsfailover.examples.failoverd.config.probe.Section;
import io.dnsfailover.policy.ProbeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code probe} of a policy: what is checked. Each type reads its own keys. */
final class ProbeSection implements ProbeFields {
    private final Fields fields;

    /** The properties that could not be read, such as {@code probe.path}. */
    private final Set<String> unread;

    /** The property that all of this belongs to; null for the probe, each of whose keys is a property. */
    private final @Nullable String part;

    private ProbeSection(Fields fields, Set<String> unread, @Nullable String part) {
        this.fields = fields;
        this.unread = unread;
        this.part = part;
    }

    /** What a policy says of its probe: with a type of its own it takes nothing from the defaults. */
    static @Nullable Fields merged(Fields policy) {
        Value own = policy.getOwn("probe");
        Fields ownFields = own == null || !own.isMapping() ? null : own.fields();
        return ownFields != null && ownFields.hasOwn("type") ? ownFields : policy.merged("probe");
    }

    /** The probe of a policy, without the properties that cannot be read; null when not even its type can be. */
    static @Nullable ProbeSpec read(Fields policy, Set<String> unread) {
        Fields fields = merged(policy);
        Value typeValue = fields == null ? null : fields.require("type");
        String type = typeValue == null ? null : typeValue.word(ProbeTypes.words());
        if (fields == null) {
            return null;
        }
        if (type == null) {
            fields.allow(Keys.anyProbe());
            return null;
        }
        fields.allow(Keys.of(ProbeTypes.section(type)));
        return ProbeTypes.read(type, new ProbeSection(fields, unread, null));
    }

    @Override
    public boolean has(String key) {
        return fields.get(key) != null;
    }

    @Override
    public void require(String key) {
        if (fields.require(key) == null) {
            kept(key, null);
        }
    }

    @Override
    public void wrong(String key, String rule) {
        Value value = fields.get(key);
        (value == null ? fields.self() : value).wrong(rule);
        kept(key, null);
    }

    @Override
    public @Nullable String text(String key) {
        return ifSet(key, Value::text);
    }

    @Override
    public <T> @Nullable T read(String key, Function<String, T> reader) {
        return ifSet(key, value -> value.read(reader));
    }

    @Override
    public @Nullable Integer number(String key, int least, int most) {
        return ifSet(key, value -> value.wholeNumber(least, most));
    }

    @Override
    public @Nullable Boolean truth(String key) {
        return ifSet(key, Value::truth);
    }

    @Override
    public @Nullable String word(String key, List<String> words) {
        return ifSet(key, value -> value.word(words));
    }

    @Override
    public <T> List<T> list(String key, Function<String, T> reader) {
        Value section = fields.get(key);
        List<T> found = new ArrayList<>();
        if (section != null && section.isList() && section.itemOrItems().isEmpty()) {
            wrong(key, "must have at least one item");
        }
        for (Value item : section == null ? List.<Value>of() : section.itemOrItems()) {
            T read = kept(key, item.read(reader));
            if (read != null) {
                found.add(read);
            }
        }
        return found;
    }

    @Override
    public Map<String, String> texts(String key) {
        Map<String, String> found = new LinkedHashMap<>();
        Fields parts = ifSet(key, Value::fields);
        if (parts != null) {
            parts.all().forEach((name, value) -> {
                String text = kept(key, value.text());
                if (text != null) {
                    found.put(name, text);
                }
            });
        }
        return found;
    }

    @Override
    public boolean isMapping(String key) {
        Value value = fields.get(key);
        return value != null && value.isMapping();
    }

    @Override
    public @Nullable ProbeFields mapping(String key, Section section) {
        Fields inner = ifSet(key, value -> value.fields(Keys.of(section)));
        return inner == null ? null : new ProbeSection(inner, unread, property(key));
    }

    private <T> @Nullable T ifSet(String key, Function<Value, @Nullable T> reader) {
        Value value = fields.get(key);
        return value == null ? null : kept(key, reader.apply(value));
    }

    private <T> @Nullable T kept(String key, @Nullable T read) {
        if (read == null) {
            unread.add(property(key));
        }
        return read;
    }

    private String property(String key) {
        return part == null ? "probe." + key : part;
    }
}
