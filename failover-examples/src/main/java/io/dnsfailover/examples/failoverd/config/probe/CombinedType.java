package io.dnsfailover.examples.failoverd.config.probe;

import io.dnsfailover.policy.CombinedProbe;
import io.dnsfailover.policy.ProbeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code type: all}, {@code any} and {@code at-least}: several checks as one. */
final class CombinedType implements ProbeType<CombinedProbe> {
    private static final Section PART = Section.of("a part of a combined probe", "weight", "probe");

    @Override
    public List<String> words() {
        return List.of("all", "any", "at-least");
    }

    @Override
    public List<Section> sections() {
        return List.of(Section.of("a combined probe", "type", "needed", "parts"), PART);
    }

    @Override
    public Class<CombinedProbe> spec() {
        return CombinedProbe.class;
    }

    @Override
    public CombinedProbe read(String word, ProbeFields fields) {
        fields.require("parts");
        List<CombinedProbe.Part> parts = new ArrayList<>();
        for (ProbeFields item : fields.mappings("parts")) {
            CombinedProbe.Part part = part(item);
            if (part != null) {
                parts.add(part);
            } else {
                fields.unread("parts");
            }
        }
        int weight = parts.stream().mapToInt(CombinedProbe.Part::weight).sum();
        return new CombinedProbe(needed(word, fields, weight), parts);
    }

    private static int needed(String word, ProbeFields fields, int weight) {
        if (word.equals("at-least")) {
            fields.require("needed");
            Integer needed = fields.number("needed", 1, Integer.MAX_VALUE);
            return needed == null ? 1 : needed;
        }
        if (fields.has("needed")) {
            fields.wrong("needed", "means nothing with the type " + word + ": write at-least");
        }
        return word.equals("all") ? weight : 1;
    }

    private static CombinedProbe.@Nullable Part part(ProbeFields item) {
        boolean isWeighted = item.has("probe") || item.has("weight");
        Integer weight = isWeighted ? item.number("weight", 1, 100) : null;
        ProbeFields inner = isWeighted ? item.inner("probe", PART) : item;
        ProbeSpec probe = inner == null ? null : inner.probe();
        return probe == null ? null : new CombinedProbe.Part(weight == null ? 1 : weight, probe);
    }

    @Override
    public void print(CombinedProbe spec, Map<String, Object> map) {
        if (spec.type().equals("at-least")) {
            map.put("needed", spec.needed());
        }
        map.put("parts", spec.parts().stream().map(CombinedType::printed).toList());
    }

    private static Map<String, Object> printed(CombinedProbe.Part part) {
        if (part.weight() == 1) {
            return ProbeTypes.effective(part.probe());
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("weight", part.weight());
        map.put("probe", ProbeTypes.effective(part.probe()));
        return map;
    }
}
