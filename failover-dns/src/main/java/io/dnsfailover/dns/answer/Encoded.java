package io.dnsfailover.dns.answer;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.Target;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * All records of one owner and type, ready to be copied into a response. Every owner is a pointer to the question's
 * name, right behind the header, which is where it nearly always stands.
 */
final class Encoded {
    private static final int OWNER = Wire.POINTER | Wire.HEADER;

    /** The records one after another; not changed after construction. */
    final byte[] records;

    final int count;

    private Encoded(int type, int ttl, List<byte[]> data) {
        int size = 0;
        for (byte[] one : data) {
            size += 2 + Wire.RECORD_FIXED + one.length;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        for (byte[] one : data) {
            out.putShort((short) OWNER).putShort((short) type).putShort((short) Wire.CLASS_IN);
            out.putInt(ttl).putShort((short) one.length).put(one);
        }
        records = out.array();
        count = data.size();
    }

    /**
     * Encodes a record set of the directory.
     *
     * @throws IllegalArgumentException when its data do not fit its type
     */
    static Encoded of(RecordSet set) {
        List<byte[]> data = new ArrayList<>(set.rdata().size());
        for (String text : set.rdata()) {
            Target target = Target.parse(text);
            if (!target.fits(set.key().type())) {
                throw new IllegalArgumentException("the record set " + set.key() + " holds " + target);
            }
            data.add(
                    target instanceof Target.Address address
                            ? address.address().getAddress()
                            : Wire.encode(target.rdata()));
        }
        int type = switch (set.key().type()) {
            case A -> Wire.TYPE_A;
            case AAAA -> Wire.TYPE_AAAA;
            case CNAME -> Wire.TYPE_CNAME;
            case ANAME -> throw new IllegalArgumentException("ANAME is no type on the wire: " + set.key());
        };
        return new Encoded(type, set.ttl().seconds(), data);
    }

    /** The NS records of a zone. */
    static Encoded nameServers(ZoneInfo zone) {
        List<byte[]> data = new ArrayList<>();
        for (DnsName server : zone.nameServers().keySet()) {
            data.add(Wire.encode(server.toString()));
        }
        return new Encoded(Wire.TYPE_NS, zone.ttl().seconds(), data);
    }

    /** The SOA record of a zone; the serial, which changes, is left zero. */
    static Encoded soa(ZoneInfo zone, int ttl) {
        byte[] primary = Wire.encode(zone.primary().toString());
        byte[] contact = Wire.encode(zone.contact().toString());
        ByteBuffer data = ByteBuffer.allocate(primary.length + contact.length + Zone.SOA_NUMBERS);
        data.put(primary).put(contact).putInt(0);
        data.putInt(Zone.REFRESH_SECONDS).putInt(Zone.RETRY_SECONDS).putInt(Zone.EXPIRE_SECONDS);
        data.putInt(zone.negativeTtl().seconds());
        return new Encoded(Wire.TYPE_SOA, ttl, List.of(data.array()));
    }
}
