package io.dnsfailover.dns.internal.lookup;

import io.dnsfailover.model.RecordType;
import java.util.EnumSet;
import java.util.Set;

/** Families of addresses, as hosts name them. */
public final class Families {
    private Families() {}

    /**
     * Checks what a host names.
     *
     * @param types A, AAAA or both
     * @return the same, each once
     * @throws IllegalArgumentException when there is none, or another type
     */
    public static Set<RecordType> of(RecordType... types) {
        Set<RecordType> families = EnumSet.noneOf(RecordType.class);
        for (RecordType type : types) {
            if (!type.holdsAddresses()) {
                throw new IllegalArgumentException("families are A and AAAA, not " + type);
            }
            families.add(type);
        }
        if (families.isEmpty()) {
            throw new IllegalArgumentException("families must be A, AAAA or both");
        }
        return families;
    }
}
