package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import io.dnsfailover.quorum.Doubt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code brake}, {@code doubt} and {@code control-targets}. */
final class GuardsSection {
    private static final int MOST = 1_000_000;
    private static final int MAX_CONTROLS = 16;

    private GuardsSection() {}

    /** What the file says, the library's defaults where it says nothing. */
    static GuardSettings read(Fields file) {
        Value brake = file.get("brake");
        Value doubt = file.get("doubt");
        Value controls = file.get("control-targets");
        return new GuardSettings(
                brake == null ? Brake.DEFAULT : brake(brake),
                doubt == null ? Doubt.DEFAULT : doubt(doubt),
                controls == null ? List.of() : controls(controls));
    }

    private static Brake brake(Value section) {
        Fields fields = section.fields(Keys.BRAKE);
        if (fields == null) {
            return Brake.DEFAULT;
        }
        Integer share = number(fields, "share", 1, 100, Brake.DEFAULT.share());
        Integer minimum = number(fields, "minimum", 1, MOST, Brake.DEFAULT.minimum());
        Value value = fields.get("window");
        Duration window = value == null
                ? Brake.DEFAULT.window()
                : value.read(text -> new Brake(1, 1, DurationText.parse(text)).window());
        return share == null || minimum == null || window == null ? Brake.DEFAULT : new Brake(share, minimum, window);
    }

    private static Doubt doubt(Value section) {
        Fields fields = section.fields(Keys.DOUBT);
        if (fields == null) {
            return Doubt.DEFAULT;
        }
        Integer share = number(fields, "share", 51, 100, Doubt.DEFAULT.share());
        Integer minimum = number(fields, "minimum", 2, MOST, Doubt.DEFAULT.minimum());
        return share == null || minimum == null ? Doubt.DEFAULT : new Doubt(share, minimum);
    }

    private static @Nullable Integer number(Fields fields, String key, int least, int most, int usual) {
        Value value = fields.get(key);
        return value == null ? Integer.valueOf(usual) : value.wholeNumber(least, most);
    }

    private static List<GuardSettings.Control> controls(Value section) {
        List<Value> items = section.items();
        if (items == null) {
            return List.of();
        }
        if (items.size() < 2 || items.size() > MAX_CONTROLS) {
            section.wrong("must have 2 to " + MAX_CONTROLS
                    + " targets, or be left out: the failure of one thing is no evidence of a cut");
        }
        List<GuardSettings.Control> found = new ArrayList<>();
        Map<String, Value> ids = new HashMap<>();
        for (Value item : items) {
            Endpoint target = EndpointsSection.mapping(item, Keys.CONTROL);
            ProbeSpec probe = probe(item);
            Value first = target == null ? null : ids.putIfAbsent(target.id(), item);
            if (first != null) {
                item.wrong(
                        "has the id of the target in line " + first.position().line() + ": ids must be unique");
            }
            if (target != null && probe != null) {
                found.add(new GuardSettings.Control(target, probe));
            }
        }
        return found;
    }

    private static @Nullable ProbeSpec probe(Value item) {
        Fields fields = item.fields();
        Value section = fields == null ? null : fields.require("probe");
        Fields parts = section == null ? null : section.fields();
        if (fields == null || section == null || parts == null) {
            return null;
        }
        Set<String> unread = new HashSet<>();
        ProbeSpec probe = ProbeSection.read(fields, unread);
        if (probe == null || !unread.isEmpty()) {
            return null;
        }
        for (Violation violation : probe.violations()) {
            Value part = parts.get(violation.property());
            Value where = part == null ? section : part;
            where.wrong(violation.rule());
        }
        return probe.violations().isEmpty() ? probe : null;
    }
}
