package io.dnsfailover.dns.alias;

import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.Published;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a name server holds at the owner of an ANAME.
 *
 * @param a its IPv4 addresses
 * @param aaaa its IPv6 addresses
 */
record Stand(Published a, Published aaaa) {
    static final List<RecordType> FAMILIES = List.of(RecordType.A, RecordType.AAAA);

    Published of(RecordType type) {
        return type == RecordType.A ? a : aaaa;
    }

    Stand with(RecordType type, Published published) {
        return type == RecordType.A ? new Stand(published, aaaa) : new Stand(a, published);
    }

    long generation() {
        return Math.max(a.generation(), aaaa.generation());
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

    /** This with every family that is wanted, in a generation. */
    Stand holding(Flattened wanted, long generation) {
        Stand all = this;
        for (RecordType type : FAMILIES) {
            RecordSet set = wanted.set(type);
            all = set == null ? all : all.with(type, new Published(set, generation));
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
