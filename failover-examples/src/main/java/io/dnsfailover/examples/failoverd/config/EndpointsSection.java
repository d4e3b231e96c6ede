package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.FailoverPolicyBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code endpoints} of a policy: the first is the primary, the others are backups in the order of preference. */
final class EndpointsSection {
    private final FailoverPolicyBuilder builder;

    /** Where each endpoint stands, by its id; of two with the same id the later one, which is the one that is wrong. */
    private final Map<String, Value> places = new HashMap<>();

    EndpointsSection(FailoverPolicyBuilder builder) {
        this.builder = builder;
    }

    /** Gives the builder all endpoints that can be read, and returns how many; null when one of them cannot. */
    @Nullable
    Integer read(Value section) {
        List<Value> items = section.items();
        if (items == null) {
            return null;
        }
        if (items.isEmpty()) {
            section.wrong("must have at least one endpoint");
            return null;
        }
        int read = 0;
        for (Value item : items) {
            Endpoint endpoint = item.isMapping() ? mapping(item, Keys.ENDPOINT) : item.read(Endpoint::of);
            if (endpoint == null) {
                continue;
            }
            places.put(endpoint.id(), item);
            if (read++ == 0) {
                builder.primary(endpoint);
            } else {
                builder.backup(endpoint);
            }
        }
        return read == items.size() ? read : null;
    }

    /** Where the endpoint stands that a rule calls {@code endpoint 'id'}. */
    @Nullable
    Value place(String property) {
        int quote = property.indexOf('\'');
        return quote < 0 ? null : places.get(property.substring(quote + 1, property.length() - 1));
    }

    /** An endpoint with its keys, which may be among others; null when it cannot be read. */
    static @Nullable Endpoint mapping(Value item, Keys keys) {
        Fields fields = item.fields(keys);
        if (fields == null) {
            return null;
        }
        Target target = target(fields);
        Value portValue = fields.get("port");
        Integer port = portValue == null ? Integer.valueOf(0) : portValue.wholeNumber(1, 65535);
        Value idValue = fields.get("id");
        if (idValue == null) {
            return target == null || port == null ? null : new Endpoint(target.toString(), target, port);
        }
        Target readable = target == null ? Target.parse("127.0.0.1") : target;
        Endpoint named = idValue.read(id -> new Endpoint(id, readable, 0));
        return named == null || target == null || port == null ? null : named.onPort(port);
    }

    private static @Nullable Target target(Fields fields) {
        Value address = fields.get("address");
        Value target = fields.get("target");
        if (address != null && target != null) {
            target.wrong("is set besides address: one of them is enough");
            return null;
        }
        if (address != null) {
            return address.read(text -> new Target.Address(Places.address(text)));
        }
        if (target != null) {
            return target.read(Target::parse);
        }
        fields.self().wrong("must have an address or a target");
        return null;
    }
}
