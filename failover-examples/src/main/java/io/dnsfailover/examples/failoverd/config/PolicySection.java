package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.FailoverPolicyBuilder;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One item of {@code policies}, with {@code defaults} behind it. */
final class PolicySection {
    private static final List<String> TYPES =
            Stream.of(RecordType.values()).map(Enum::name).toList();

    private final Fields fields;
    private final String name;
    private final int failureDomains;
    private final EndpointsSection endpoints;
    private final FailoverPolicyBuilder builder;

    /** The properties that could not be read: rules about them would only repeat that. */
    private final Set<String> unread = new HashSet<>();

    private @Nullable Value ttl;
    private @Nullable DnsName owner;
    private @Nullable RecordType type;

    private PolicySection(Fields fields, String name, int failureDomains) {
        this.fields = fields;
        this.name = name;
        this.failureDomains = failureDomains;
        this.builder = FailoverPolicy.named(name);
        this.endpoints = new EndpointsSection(builder);
    }

    /**
     * Reads a policy as far as it can be read.
     *
     * @param failureDomains how many the locations form
     */
    static @Nullable PolicySection read(Value item, @Nullable Fields defaults, int failureDomains) {
        Fields own = item.calledByIts("name").fields(Keys.POLICY);
        if (own == null) {
            return null;
        }
        Fields fields = own.over(defaults);
        Value nameValue = fields.require("name");
        String name = nameValue == null ? null : nameValue.text();
        PolicySection section = new PolicySection(fields, name == null ? "unnamed" : name, failureDomains);
        if (name == null) {
            section.unread.add("name");
        }
        section.collect();
        return section;
    }

    /** Reads the defaults alone, so that their mistakes show even where every policy says something else. */
    static void check(Fields defaults, int failureDomains) {
        defaults.allow(Keys.POLICY);
        new PolicySection(defaults, "defaults", failureDomains).parts();
        Fields record = defaults.merged("record");
        if (record != null) {
            record.allow(Keys.RECORD);
        }
        Fields probe = defaults.merged("probe");
        if (probe != null) {
            probe.require("type");
        }
    }

    private void collect() {
        Fields record = fields.merged("record");
        if (record != null) {
            record(record);
        } else if (fields.get("record") != null) {
            unread.add("record");
        }
        parts();
    }

    private void parts() {
        ttl();
        keep("endpoints", endpoints::read, ignored -> {});
        keep("probe", value -> ProbeSection.read(fields, unread), builder::probe);
        keep("interval", Value::duration, builder::every);
        keep("timeout", Value::duration, builder::timeout);
        keep("confirm-after", Value::duration, builder::confirmAfter);
        keep("damping", value -> PolicyParts.damping(fields), builder::damping);
        keep("quorum", value -> PolicyParts.quorum(value, failureDomains), builder::quorum);
        keep("failback", value -> PolicyParts.failback(fields), builder::failback);
        keep("all-down", PolicyParts::allDown, builder::whenAllDown);
        keep("moves", value -> PolicyParts.moves(fields), builder::moves);
        keep("latency", value -> PolicyParts.latency(fields), builder::latency);
        keep("readiness", value -> value.wholeNumber(0, 100), builder::readiness);
        keep("drift", PolicyParts::drift, builder::drift);
    }

    private <T> void keep(String key, Function<Value, @Nullable T> reader, Consumer<T> setter) {
        Value value = fields.get(key);
        T read = value == null ? null : reader.apply(value);
        if (read != null) {
            setter.accept(read);
        } else if (value != null) {
            unread.add(key);
        }
    }

    private void record(Fields record) {
        record.allow(Keys.RECORD);
        Value zoneValue = record.require("zone");
        Value nameValue = record.require("name");
        Value typeValue = record.require("type");
        DnsName zone = zoneValue == null ? null : zoneValue.name();
        owner = nameValue == null ? null : nameValue.name();
        String word = typeValue == null ? null : typeValue.word(TYPES);
        type = word == null ? null : RecordType.valueOf(word);
        if (zone == null || owner == null || type == null) {
            unread.add("record");
        } else {
            builder.record(zone.toString(), owner.toString(), type);
        }
    }

    private void ttl() {
        ttl = chosenTtl();
        Duration duration = ttl == null ? null : ttl.duration();
        if (duration != null) {
            builder.ttl(duration);
        } else if (ttl != null) {
            unread.add("ttl");
        }
    }

    /** The TTL stands in the policy or in its record; what the policy itself says comes before the defaults. */
    private @Nullable Value chosenTtl() {
        Value own = oneOf(fields.getOwn("record"), fields.getOwn("ttl"));
        return own != null ? own : oneOf(fields.getDefault("record"), fields.getDefault("ttl"));
    }

    private static @Nullable Value oneOf(@Nullable Value record, @Nullable Value besideRecord) {
        Fields inRecord = record == null || !record.isMapping() ? null : record.fields();
        Value ofRecord = inRecord == null ? null : inRecord.getOwn("ttl");
        if (ofRecord != null && besideRecord != null) {
            besideRecord.wrong("is set as record.ttl too: one of them is enough");
        }
        return ofRecord != null ? ofRecord : besideRecord;
    }

    String name() {
        return name;
    }

    /** The owner of the record, as far as it can be read. */
    @Nullable
    DnsName owner() {
        return owner;
    }

    /** The type of the record, as far as it can be read. */
    @Nullable
    RecordType type() {
        return type;
    }

    /** The policy as a whole. */
    Value self() {
        return fields.self();
    }

    /** The policy; null when it has mistakes, which are then collected. */
    @Nullable
    FailoverPolicy build() {
        return new PolicyRuleReport(name, fields, endpoints, ttl, unread).build(builder);
    }
}
