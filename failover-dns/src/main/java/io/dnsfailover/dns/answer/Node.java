package io.dnsfailover.dns.answer;

import io.dnsfailover.model.RecordType;
import org.jspecify.annotations.Nullable;

/** A name that exists in one of the zones; without a slot it is an empty non-terminal. Filled by {@link NameIndex}. */
final class Node {
    /** The name in wire format, folded. */
    final byte[] name;
    /** The deepest zone that the name lies in. */
    final Zone zone;

    /** The wildcard directly below this name. Set while the index is built, as all below. */
    @Nullable
    Node wildcard;

    /** Whether the name is an apex. */
    boolean apex;
    /** For an apex: the zone of ours that it is cut out of. */
    @Nullable
    Zone parentZone;

    @Nullable
    Slot a;

    @Nullable
    Slot aaaa;

    @Nullable
    Slot cname;
    /** What is said of a managed record set. */
    @Nullable
    Slot txt;
    /** Whether the directory has an ANAME here. */
    boolean aname;

    Node(byte[] name, Zone zone) {
        this.name = name;
        this.zone = zone;
    }

    void put(RecordType type, Slot slot) {
        switch (type) {
            case A -> a = slot;
            case AAAA -> aaaa = slot;
            case CNAME -> cname = slot;
            case ANAME -> aname = true;
        }
    }

    /** The slot that a question for the type is answered from; for ANY the first there is (RFC 8482 section 4.1). */
    @Nullable
    Slot slot(int type) {
        return switch (type) {
            case Wire.TYPE_A -> a;
            case Wire.TYPE_AAAA -> aaaa;
            case Wire.TYPE_CNAME -> cname;
            case Wire.TYPE_TXT -> txt;
            case Wire.TYPE_ANY -> a != null ? a : aaaa != null ? aaaa : cname != null ? cname : txt;
            default -> null;
        };
    }

    /** Whether the addresses asked for are those of an ANAME, and the directory has none instead of it. */
    boolean needsFlattening(int type) {
        return aname
                && a == null
                && aaaa == null
                && (type == Wire.TYPE_A || type == Wire.TYPE_AAAA || type == Wire.TYPE_ANY);
    }

    /** Whether a managed record set answers a question for the type. */
    boolean manages(int type) {
        return slot(type) != null || cname != null || needsFlattening(type);
    }
}
