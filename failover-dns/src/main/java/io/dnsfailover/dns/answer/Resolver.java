package io.dnsfailover.dns.answer;

import io.dnsfailover.spi.RecordDirectory;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Finds what a question is answered with: RFC 1034 section 4.3.2 with the wildcards of RFC 4592, without referrals. */
final class Resolver {
    /** The most aliases that one answer follows; more are a loop or a mistake. */
    private static final int MAX_ALIASES = 8;

    private final RecordDirectory directory;
    private final Scope scope;
    private final @Nullable CountDown countDown;
    private final AtomicInteger serial;

    /**
     * Builds a resolver.
     *
     * @param countDown shortens TTLs; null to leave them alone
     * @param firstSerial of the SOA records
     */
    Resolver(RecordDirectory directory, Scope scope, @Nullable CountDown countDown, int firstSerial) {
        this.directory = directory;
        this.scope = scope;
        this.countDown = countDown;
        this.serial = new AtomicInteger(firstSerial);
    }

    /** Tells that the zones are others than before. */
    void countChange() {
        serial.incrementAndGet();
    }

    /** Whether the answerer speaks for the question. */
    boolean isOurs(@Nullable Node closest, int nameLength, int type) {
        if (scope == Scope.ZONES || closest == null) {
            return closest != null;
        }
        return closest.name.length == nameLength && closest.manages(type);
    }

    /** Fills the response to a well-formed question of class IN that is ours; returns the RCODE. */
    int resolve(NameIndex index, Node closest, Query query, Response response) {
        int type = query.type;
        if (type == Wire.TYPE_AXFR || type == Wire.TYPE_IXFR) {
            return Wire.REFUSED;
        }
        response.authoritative();
        Node found = closest;
        int nameAt = Wire.HEADER;
        int nameLength = query.nameLength;
        for (int aliases = 0; aliases <= MAX_ALIASES; aliases++) {
            Node owner = found.name.length == nameLength ? found : found.wildcard;
            if (owner == null) {
                negative(found.zone, response, nameAt + nameLength);
                return Wire.NXDOMAIN;
            }
            if (owner.apex && apexAnswer(owner, type, response, nameAt)) {
                return Wire.NOERROR;
            }
            Slot slot = owner.slot(type);
            if (slot == null && owner.cname == null) {
                return nothing(owner, type, response, nameAt + nameLength);
            }
            Slot source = slot == null ? owner.cname : slot;
            Encoded records = source == null ? null : source.now(index, directory, serial);
            if (records == null) {
                return Wire.SERVFAIL;
            }
            response.answer(records, nameAt);
            if (countDown != null && source instanceof ManagedSlot managed) {
                response.shorten(records, countDown.seconds(managed.key, records.ttl));
            }
            if (slot != null || response.isTruncated()) {
                return Wire.NOERROR;
            }
            nameLength = records.records.length - 2 - Wire.RECORD_FIXED;
            nameAt = response.lastDataAt(nameLength);
            found = target(index, response, nameAt, nameLength);
            if (found == null || !isOurs(found, nameLength, type)) {
                // The rest of the way is somebody else's; the one who asked goes on from there.
                return Wire.NOERROR;
            }
        }
        return Wire.SERVFAIL;
    }

    private static @Nullable Node target(NameIndex index, Response response, int nameAt, int nameLength) {
        ByteBuffer message = response.buffer();
        int at = response.position(nameAt);
        int labels = 0;
        for (int label = at; message.get(label) != 0; label += message.get(label) + 1) {
            labels++;
        }
        return index.closest(message, at, nameLength, labels);
    }

    private boolean apexAnswer(Node owner, int type, Response response, int nameAt) {
        if (scope == Scope.RECORDS) {
            return false;
        }
        Zone zone = owner.zone;
        if (type == Wire.TYPE_SOA || (type == Wire.TYPE_ANY && !owner.manages(type))) {
            response.soa(zone.soa, nameAt, serial.get(), true);
            return true;
        }
        if (type == Wire.TYPE_NS && zone.nameServers != null) {
            response.answer(zone.nameServers, nameAt);
            return true;
        }
        return false;
    }

    /** A name that exists but has no records of the type. */
    private int nothing(Node owner, int type, Response response, int nameEnd) {
        if (owner.needsFlattening(type)) {
            // There are addresses, but nobody here knows them: "no data" would be wrong and would be remembered.
            return Wire.SERVFAIL;
        }
        // What belongs to the parent's side of a zone cut is answered from the parent (RFC 4035 section 3.1.4.1).
        Zone above = type == Wire.TYPE_DS && owner.apex ? owner.parentZone : null;
        negative(above == null ? owner.zone : above, response, nameEnd);
        return Wire.NOERROR;
    }

    /** The apex is the end of the name in question, so its owner field points into that name. */
    private void negative(Zone zone, Response response, int nameEnd) {
        response.soa(zone.negativeSoa, nameEnd - zone.apexLength, serial.get(), false);
    }
}
