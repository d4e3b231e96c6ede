package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.health.Damping;
import io.dnsfailover.health.Latency;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.Drift;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.MoveBudget;
import io.dnsfailover.quorum.Quorum;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The properties of a policy that are more than a number or a duration. */
final class PolicyParts {
    static final List<String> FAILBACK_MODES = List.of("automatic", "after", "manual", "never");
    static final List<String> ALL_DOWN_MODES = List.of("keep-last", "primary", "all");
    static final List<String> QUORUM_WORDS = List.of("majority", "all");

    private static final int USUAL_PERCENTILE = 90;
    private static final int MAX_LOCATIONS = 1000;

    private PolicyParts() {}

    static @Nullable Damping damping(Fields policy) {
        Fields damping = policy.merged("damping");
        if (damping == null) {
            return null;
        }
        damping.allow(Keys.DAMPING);
        Integer fall = threshold(damping, "fall", Damping.DEFAULT.fall());
        Integer ok = threshold(damping, "ok", Damping.DEFAULT.ok());
        Integer rise = threshold(damping, "rise", Damping.DEFAULT.rise());
        return fall == null || ok == null || rise == null ? null : new Damping(fall, ok, rise);
    }

    private static @Nullable Integer threshold(Fields damping, String key, int usual) {
        Value value = damping.get(key);
        return value == null ? Integer.valueOf(usual) : value.wholeNumber(1, Damping.MAX);
    }

    static @Nullable Drift drift(Value value) {
        String word = value.word(Stream.of(Drift.values()).map(Drift::toString).toList());
        return word == null ? null : Drift.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** A number that the locations can reach, or a word. */
    static @Nullable Quorum quorum(Value value, int failureDomains) {
        if (value.isWholeNumber()) {
            Integer needed = value.wholeNumber(1, MAX_LOCATIONS);
            if (needed != null && needed > failureDomains) {
                value.wrong("needs " + needed + " failure domains, but the locations form " + failureDomains);
                return null;
            }
            return needed == null ? null : Quorum.atLeast(needed);
        }
        String word = value.text();
        if (word == null) {
            return null;
        }
        if (!QUORUM_WORDS.contains(word)) {
            value.wrong("must be a number of failure domains, majority or all" + Spelling.hint(word, QUORUM_WORDS));
            return null;
        }
        return word.equals("all") ? Quorum.all() : Quorum.majority();
    }

    /** The mode alone, or with its dwell. A mapping with a mode of its own takes nothing from the defaults. */
    static @Nullable Failback failback(Fields policy) {
        Value value = policy.get("failback");
        if (value == null) {
            return null;
        }
        if (!value.isMapping()) {
            return failback(value, null);
        }
        Fields own = value.fields(Keys.FAILBACK);
        Fields parts = own == null || own.hasOwn("mode") ? own : policy.merged("failback");
        Value mode = parts == null ? null : parts.require("mode");
        return parts == null || mode == null ? null : failback(mode, parts.get("dwell"));
    }

    private static @Nullable Failback failback(Value mode, @Nullable Value dwell) {
        String word = mode.word(FAILBACK_MODES);
        if (word == null) {
            return null;
        }
        if (word.equals("after")) {
            if (dwell == null) {
                mode.wrong("needs a dwell: write {mode: after, dwell: 5m}");
                return null;
            }
            return dwell.read(text -> Failback.afterUpFor(DurationText.parse(text)));
        }
        if (dwell != null) {
            dwell.wrong("means nothing with the mode " + word);
            return null;
        }
        return switch (word) {
            case "automatic" -> Failback.automatic();
            case "manual" -> Failback.manual();
            default -> Failback.never();
        };
    }

    static @Nullable AllDown allDown(Value value) {
        if (value.isMapping()) {
            Fields fields = value.fields(Keys.ALL_DOWN);
            Value target = fields == null ? null : fields.require("last-resort");
            return target == null ? null : target.read(AllDown::lastResort);
        }
        String word = value.word(ALL_DOWN_MODES);
        if (word == null) {
            return null;
        }
        return switch (word) {
            case "keep-last" -> AllDown.keepLast();
            case "primary" -> AllDown.primary();
            default -> AllDown.all();
        };
    }

    static @Nullable MoveBudget moves(Fields policy) {
        Fields moves = policy.merged("moves");
        if (moves == null) {
            return null;
        }
        moves.allow(Keys.MOVES);
        Value maxValue = moves.get("max");
        Integer max = maxValue == null ? Integer.valueOf(MoveBudget.DEFAULT.moves()) : maxValue.wholeNumber(1, 1000);
        Value per = moves.get("per");
        Duration window = per == null
                ? MoveBudget.DEFAULT.window()
                : per.read(text -> new MoveBudget(1, DurationText.parse(text)).window());
        return max == null || window == null ? null : new MoveBudget(max, window);
    }

    static @Nullable Latency latency(Fields policy) {
        Fields fields = policy.merged("latency");
        if (fields == null) {
            return null;
        }
        fields.allow(Keys.LATENCY);
        Integer percentile = number(fields, "percentile", 100, USUAL_PERCENTILE);
        Integer of = number(fields, "of", 1000, Latency.DEFAULT_WINDOW);
        Value warn = fields.get("warn-above");
        Value fail = fields.get("fail-above");
        Duration warnAbove = warn == null ? null : limit(warn);
        Duration failAbove = fail == null ? null : limit(fail);
        boolean isUnread = (warn != null && warnAbove == null) || (fail != null && failAbove == null);
        if (percentile == null || of == null || isUnread) {
            return null;
        }
        if (warn != null && warnAbove != null && failAbove != null && warnAbove.compareTo(failAbove) > 0) {
            warn.wrong("must not be over fail-above");
            return null;
        }
        return new Latency(percentile, of, warnAbove, failAbove);
    }

    private static @Nullable Integer number(Fields fields, String key, int most, int usual) {
        Value value = fields.get(key);
        return value == null ? Integer.valueOf(usual) : value.wholeNumber(1, most);
    }

    private static @Nullable Duration limit(Value value) {
        return value.read(text ->
                Latency.percentile(1).failAbove(DurationText.parse(text)).failAbove());
    }
}
