package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.dns.alias.AliasResolver;
import io.dnsfailover.dns.alias.AliasResolverBuilder;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.RecordType;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** {@code aname}: how the targets of ANAME records are resolved. */
final class AnameSection {
    private static final int MAX_PER_SECOND = 10_000;

    private AnameSection() {}

    static AnameSettings read(@Nullable Value section) {
        Fields fields = section == null ? null : section.fields(Keys.ANAME);
        if (fields == null) {
            return AnameSettings.DEFAULT;
        }
        List<InetSocketAddress> resolvers = Items.servers(fields.get("resolvers"));
        List<RecordType> families = Items.families(fields.get("families"));
        List<String> allow = Items.networks(fields.get("allow"));
        Value rate = fields.get("per-second");
        Integer perSecond = rate == null ? null : rate.wholeNumber(1, MAX_PER_SECOND);
        AnameSettings usual = AnameSettings.DEFAULT;
        return new AnameSettings(
                resolvers,
                families.isEmpty() ? usual.families() : families,
                times(fields, usual.times()),
                perSecond == null ? usual.perSecond() : perSecond,
                allow);
    }

    private static AnameSettings.Times times(Fields fields, AnameSettings.Times usual) {
        Duration timeout = time(fields, "timeout", AliasResolverBuilder::timeout);
        Duration floor = time(fields, "floor", AliasResolverBuilder::floor);
        Duration ceiling = time(fields, "ceiling", AliasResolverBuilder::ceiling);
        Duration keep = time(fields, "keep-last-good", AliasResolverBuilder::keepLastGood);
        AnameSettings.Times times = new AnameSettings.Times(
                timeout == null ? usual.timeout() : timeout,
                floor == null ? usual.floor() : floor,
                ceiling == null ? usual.ceiling() : ceiling,
                keep);
        if (times.floor().compareTo(times.ceiling()) > 0) {
            fields.self()
                    .wrong("its floor (" + DurationText.of(times.floor()) + ") must not be over its ceiling ("
                            + DurationText.of(times.ceiling()) + ")");
        }
        return times;
    }

    /** The library itself knows its rules best. */
    private static @Nullable Duration time(
            Fields fields, String key, BiConsumer<AliasResolverBuilder, Duration> setter) {
        Value value = fields.get(key);
        return value == null
                ? null
                : value.read(text -> {
                    Duration duration = DurationText.parse(text);
                    setter.accept(AliasResolver.builder(), duration);
                    return duration;
                });
    }

    /** The section as the file would say it. */
    static Map<String, Object> effective(AnameSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (!settings.resolvers().isEmpty()) {
            map.put("resolvers", settings.resolvers().stream().map(Places::text).toList());
        }
        map.put("families", settings.families().stream().map(Enum::name).toList());
        map.put("floor", DurationText.of(settings.times().floor()));
        map.put("ceiling", DurationText.of(settings.times().ceiling()));
        map.put("timeout", DurationText.of(settings.times().timeout()));
        Duration keep = settings.times().keepLastGood();
        if (keep != null) {
            map.put("keep-last-good", DurationText.of(keep));
        }
        map.put("per-second", settings.perSecond());
        if (!settings.allow().isEmpty()) {
            map.put("allow", settings.allow());
        }
        return map;
    }
}
