package io.dnsfailover.dns.alias;

import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an ANAME record set stands for: the addresses of all that it points at. Pure.
 *
 * @param a the IPv4 addresses at the owner; null when there are none or they are not known
 * @param aaaa the IPv6 addresses at the owner; null when there are none or they are not known
 * @param aAbsent whether it is known that there are no IPv4 addresses
 * @param aaaaAbsent whether it is known that there are no IPv6 addresses
 */
record Flattened(@Nullable RecordSet a, @Nullable RecordSet aaaa, boolean aAbsent, boolean aaaaAbsent) {
    static final Flattened NOTHING = new Flattened(null, null, false, false);

    /**
     * The addresses at the owner. They live no longer than the ANAME, nor than they were seen to live.
     *
     * @param aname the ANAME record set
     * @param targets what is known of each of its targets
     */
    static Flattened of(RecordSet aname, List<Resolved> targets) {
        return new Flattened(
                set(aname, RecordType.A, targets, Resolved::a),
                set(aname, RecordType.AAAA, targets, Resolved::aaaa),
                targets.stream().allMatch(target -> target.a().absent()),
                targets.stream().allMatch(target -> target.aaaa().absent()));
    }

    private static @Nullable RecordSet set(
            RecordSet aname, RecordType type, List<Resolved> targets, Function<Resolved, Family> family) {
        SortedSet<String> addresses = new TreeSet<>();
        long ttl = aname.ttl().seconds();
        for (Resolved target : targets) {
            Family known = family.apply(target);
            addresses.addAll(known.addresses());
            ttl = known.addresses().isEmpty() ? ttl : Math.min(ttl, known.ttlSeconds());
        }
        return addresses.isEmpty()
                ? null
                : new RecordSet(key(aname.key(), type), new Ttl((int) Math.max(1, ttl)), addresses);
    }

    /** The key of a family at the owner of an ANAME. */
    static RecordSetKey key(RecordSetKey aname, RecordType type) {
        return new RecordSetKey(aname.zone(), aname.owner(), type);
    }

    @Nullable
    RecordSet set(RecordType type) {
        return switch (type) {
            case A -> a;
            case AAAA -> aaaa;
            case CNAME, ANAME -> null;
        };
    }

    boolean isAbsent(RecordType type) {
        return type == RecordType.A ? aAbsent : aaaaAbsent;
    }

    boolean hasAddresses() {
        return a != null || aaaa != null;
    }

    /** The same with the very objects of another where they are equal: who has one may compare by identity. */
    Flattened reusing(Flattened other) {
        return new Flattened(
                a != null && a.equals(other.a) ? other.a : a,
                aaaa != null && aaaa.equals(other.aaaa) ? other.aaaa : aaaa,
                aAbsent,
                aaaaAbsent);
    }
}
