package io.dnsfailover.dns.alias;

import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.Published;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a name server holds at the owner of an ANAME.
 *
 * @param a its IPv4 addresses
 * @param aaaa its IPv6 addresses
 */
record Stand(Published a, Published aaaa) {
    /**
     * How many numbers of the other publisher make one generation of ours: room for that many changes of addresses. A publisher that
     * cannot compare refuses other records in the same generation, so each change of addresses needs a number of its own.
     */
    private static final long RENEWALS = 1_000_000;

    static final List<RecordType> FAMILIES = List.of(RecordType.A, RecordType.AAAA);

    Published of(RecordType type) {
        return type == RecordType.A ? a : aaaa;
    }

    Stand with(RecordType type, Published published) {
        return type == RecordType.A ? new Stand(published, aaaa) : new Stand(a, published);
    }

    /** The generation of the decision that wrote the newer family. */
    long generation() {
        return newestMark() / RENEWALS;
    }

    private long newestMark() {
        return Math.max(a.generation(), aaaa.generation());
    }

    /** The number in the next mark for a decision: grows with each decision, and with each change of addresses in between. */
    long nextMark(long generation) {
        long last = (generation + 1) * RENEWALS - 1;
        return generation() == generation ? Math.min(newestMark() + 1, last) : generation * RENEWALS;
    }

    boolean isEmpty() {
        return a.recordSet() == null && aaaa.recordSet() == null;
    }

    /** Whether these are the addresses, whatever their time to live; a family that is not wanted does not matter. */
    boolean hasAddressesOf(Flattened wanted) {
        return wanted.hasAddresses()
                && FAMILIES.stream().allMatch(type -> same(of(type).recordSet(), wanted.set(type)));
    }

    private static boolean same(@Nullable RecordSet there, @Nullable RecordSet wanted) {
        return wanted == null || (there != null && there.sameRecordsAs(wanted));
    }

    /**
     * This with every family that is wanted; those that stand here already, for the same decision, keep their mark.
     *
     * @param withdraws whether what is known to have no addresses can be taken away; else it stays
     */
    Stand holding(Flattened wanted, long generation, boolean withdraws) {
        Stand all = this;
        long mark = nextMark(generation);
        for (RecordType type : FAMILIES) {
            RecordSet set = wanted.set(type);
            boolean stands =
                    of(type).generation() / RENEWALS == generation && Objects.equals(of(type).recordSet(), set);
            all = set == null || stands ? all : all.with(type, new Published(set, mark));
        }
        for (RecordType type : withdraws && wanted.hasAddresses() ? leftOver(wanted) : List.<RecordType>of()) {
            all = all.with(type, new Published(null, mark));
        }
        return all;
    }

    /** The families that stand here and that what is wanted is known not to have. */
    List<RecordType> leftOver(Flattened wanted) {
        return FAMILIES.stream()
                .filter(type -> wanted.set(type) == null && wanted.isAbsent(type) && of(type).recordSet() != null)
                .toList();
    }
}
