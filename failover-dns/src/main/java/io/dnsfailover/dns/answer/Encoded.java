package io.dnsfailover.dns.answer;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All records of one owner and type, ready to be copied into a response. Every owner is a pointer to the question's
 * name, right behind the header, which is where it nearly always stands.
 */
final class Encoded {
    private static final int MAX_STRING = 255;
    private static final int OWNER = Wire.POINTER | Wire.HEADER;

    /** The records one after another; not changed after construction. */
    final byte[] records;

    final int count;
    final int ttl;

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
        this.records = out.array();
        this.count = data.size();
        this.ttl = ttl;
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

    /** One TXT record, in strings of at most 255 octets; it lives for no second. */
    static Encoded text(String text) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer data = ByteBuffer.allocate(octets.length + octets.length / MAX_STRING + 1);
        int at = 0;
        do {
            int length = Math.min(MAX_STRING, octets.length - at);
            data.put((byte) length).put(octets, at, length);
            at += length;
        } while (at < octets.length);
        return new Encoded(Wire.TYPE_TXT, 0, List.of(Arrays.copyOf(data.array(), data.position())));
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
