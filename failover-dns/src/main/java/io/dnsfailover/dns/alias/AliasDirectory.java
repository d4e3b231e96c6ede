package io.dnsfailover.dns.alias;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.RecordDirectory;
import io.dnsfailover.spi.RecordOutlook;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Another directory with the addresses of its ANAME records: where that has an ANAME, this one has an A and an AAAA record set, so
 * that an answerer needs to know nothing of ANAME. Everything else is as it is there.
 *
 * <p>While nothing is known of what an ANAME points at, its addresses are those of what it pointed at before; at the very start they
 * are unknown, never empty. A family that the target is known not to have has no key, so that the answer is "no data"; {@link #keys} is
 * therefore another object not only when policies come or go, but also when a family does: a quarter of a second later at most, and
 * in the meantime the family is unknown.
 *
 * <p>Reads take no lock, but for the moment in which one takes in what has changed, and never wait for the network. Safe from any
 * thread; has none.
 */
public final class AliasDirectory implements RecordDirectory {
    private static final long REBUILD_NANOS = 250_000_000;

    private final RecordDirectory inner;
    private final AliasResolver resolver;
    private final AtomicLong shape = new AtomicLong(); // grows whenever the families of an owner may be others
    private final AtomicBoolean rebuilding = new AtomicBoolean();
    private volatile Names names;

    /**
     * The names as they were at some time.
     *
     * @param source the keys that they were made from
     * @param shape the shape that they were made at
     * @param builtNanos when that was
     * @param keys what this directory says
     * @param owners what has an ANAME
     */
    private record Names(
            Set<RecordSetKey> source, long shape, long builtNanos, Set<RecordSetKey> keys, Map<DnsName, Owner> owners) {
        // The directory below promises the very same object until policies change.
        @SuppressWarnings("ReferenceEquality")
        boolean isFrom(Set<RecordSetKey> present) {
            return source == present;
        }
    }

    private AliasDirectory(RecordDirectory inner, AliasResolver resolver) {
        this.inner = inner;
        this.resolver = resolver;
        this.names = build(inner.keys(), Map.of());
        resolver.listen(changed -> shape.incrementAndGet());
    }

    /**
     * A directory over another.
     *
     * @param inner the other, such as a {@code Failover}
     * @param resolver what it asks; stays open
     * @return the directory
     */
    public static AliasDirectory over(RecordDirectory inner, AliasResolver resolver) {
        return new AliasDirectory(inner, resolver);
    }

    @Override
    public @Nullable RecordSet current(DnsName owner, RecordType type) {
        Owner aname = present().owners.get(owner);
        return aname == null ? inner.current(owner, type) : aname.current(type);
    }

    /** That of the ANAME for its addresses. */
    @Override
    public @Nullable RecordOutlook outlook(DnsName owner, RecordType type) {
        return inner.outlook(owner, present().owners.containsKey(owner) ? RecordType.ANAME : type);
    }

    @Override
    public Set<RecordSetKey> keys() {
        return present().keys;
    }

    private Names present() {
        Names now = names;
        Set<RecordSetKey> source = inner.keys();
        boolean samePolicies = now.isFrom(source);
        if (samePolicies && (now.shape == shape.get() || isYoung(now))) {
            return now;
        }
        if (!rebuilding.compareAndSet(false, true)) {
            return now;
        }
        try {
            Names fresh = build(source, names.owners);
            // The very same object as long as it says the same.
            names = fresh.keys.equals(names.keys)
                    ? new Names(fresh.source, fresh.shape, fresh.builtNanos, names.keys, fresh.owners)
                    : fresh;
            return names;
        } finally {
            rebuilding.set(false);
        }
    }

    private boolean isYoung(Names made) {
        return resolver.time().nanoTime() - made.builtNanos < REBUILD_NANOS;
    }

    private Names build(Set<RecordSetKey> source, Map<DnsName, Owner> before) {
        long from = shape.get();
        Set<RecordSetKey> keys = new HashSet<>(source.size() * 2);
        Map<DnsName, Owner> owners = new HashMap<>();
        for (RecordSetKey key : source) {
            if (key.type() == RecordType.ANAME) {
                Owner known = before.get(key.owner());
                Owner owner = known != null && known.key.equals(key) ? known : new Owner(key);
                owners.put(key.owner(), owner);
                owner.addKeys(keys);
            } else {
                keys.add(key);
            }
        }
        before.forEach((name, owner) -> {
            if (owners.get(name) != owner) {
                owner.forget();
            }
        });
        return new Names(source, from, resolver.time().nanoTime(), Set.copyOf(keys), Map.copyOf(owners));
    }

    /** The owner of an ANAME. */
    private final class Owner {
        private final RecordSetKey key;
        private volatile View view = View.NONE; // written under the lock of this

        Owner(RecordSetKey key) {
            this.key = key;
        }

        @Nullable
        RecordSet current(RecordType type) {
            return type.holdsAddresses() ? flattened().set(type) : null;
        }

        void addKeys(Collection<RecordSetKey> keys) {
            Flattened now = flattened();
            for (RecordType type : List.of(RecordType.A, RecordType.AAAA)) {
                // Without any address nothing is known: a name that has neither would seem not to exist.
                if (!now.hasAddresses() || now.set(type) != null || !now.isAbsent(type)) {
                    keys.add(Flattened.key(key, type));
                }
            }
        }

        void forget() {
            resolver.hold(this, List.of());
        }

        private Flattened flattened() {
            View before = view;
            RecordSet source = inner.current(key.owner(), RecordType.ANAME);
            return source == null || before.isOf(source) ? before.flat : renewed();
        }

        private synchronized Flattened renewed() {
            View before = view;
            RecordSet source = inner.current(key.owner(), RecordType.ANAME);
            if (source != null && !before.isOf(source)) {
                view = after(before, source);
                if (!sameFamilies(before.flat, view.flat)) {
                    shape.incrementAndGet();
                }
            }
            return view.flat;
        }

        private View after(View before, RecordSet source) {
            List<Alias> targets =
                    before.source == null || !before.source.rdata().equals(source.rdata())
                            ? resolver.hold(this, AliasResolver.names(source))
                            : before.targets;
            List<Resolved> seen = targets.stream().map(Alias::now).toList();
            Flattened flat = Flattened.of(source, seen).reusing(before.flat);
            return new View(source, targets, seen, flat.hasAddresses() ? flat : before.flat);
        }

        private static boolean sameFamilies(Flattened one, Flattened other) {
            return (one.a() == null) == (other.a() == null) && (one.aaaa() == null) == (other.aaaa() == null);
        }
    }

    /**
     * What an owner has.
     *
     * @param source the ANAME that it was made from; null before the first
     * @param targets what that points at
     * @param seen what was known of each
     * @param flat the addresses
     */
    private record View(@Nullable RecordSet source, List<Alias> targets, List<Resolved> seen, Flattened flat) {
        static final View NONE = new View(null, List.of(), List.of(), Flattened.NOTHING);

        // Both sides are the very same object until they change; equals would compare all data at every query.
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(RecordSet present) {
            if (source != present) {
                return false;
            }
            for (int i = 0; i < targets.size(); i++) {
                if (targets.get(i).now() != seen.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
