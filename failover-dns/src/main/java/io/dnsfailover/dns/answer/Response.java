package io.dnsfailover.dns.answer;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One response in the making: header, the question as it was asked, what is added to it, and OPT at the end. */
final class Response {
    /** The size that is offered in OPT, and the most that goes into a datagram: no path fragments it. */
    static final int MAX_DATAGRAM = 1232;

    static final int MAX_STREAM = 65_535;
    private static final int MIN_DATAGRAM = 512;
    private static final int OPT_LENGTH = 11;
    /** Where the TTL of a record stands, whose owner is a pointer. */
    private static final int TTL_AT = 6;

    private static final int OPT_DNSSEC_OK = 0x8000;

    private final ByteBuffer out;
    private final Query query;
    /** Where the message starts in the buffer; all other places are counted from there. */
    private final int start;

    private final int limit;
    private int questionEnd = Wire.HEADER;
    private int at = Wire.HEADER;
    private int answers;
    private int authorities;
    private boolean authoritative;
    private boolean truncated;

    private Response(ByteBuffer out, Query query, Transport transport) {
        this.out = out;
        this.query = query;
        this.start = out.position();
        int most = transport == Transport.TCP ? MAX_STREAM : MIN_DATAGRAM;
        if (transport == Transport.UDP && query.edns) {
            most = Math.min(Math.max(query.udpSize, MIN_DATAGRAM), MAX_DATAGRAM);
        }
        this.limit = Math.min(most, out.remaining()) - (query.edns ? OPT_LENGTH : 0);
    }

    /**
     * Begins a response with the question of the query, as far as it could be read.
     *
     * @return null when the buffer does not even take header, question and OPT
     */
    static @Nullable Response to(Query query, ByteBuffer message, Transport transport, ByteBuffer out) {
        Response response = new Response(out, query, transport);
        int length = query.hasQuestion ? query.nameLength + 4 : 0;
        if (response.limit < Wire.HEADER + length) {
            return null;
        }
        out.put(response.start + Wire.HEADER, message, query.nameAt(), length);
        response.questionEnd += length;
        response.at += length;
        return response;
    }

    void authoritative() {
        authoritative = true;
    }

    boolean isTruncated() {
        return truncated;
    }

    /** Where the last record that was added has its data, from the start of the message. */
    int lastDataAt(int dataLength) {
        return at - dataLength;
    }

    /** The buffer position of a place in the message. */
    int position(int place) {
        return start + place;
    }

    ByteBuffer buffer() {
        return out;
    }

    /** Adds records to the answer section, or gives the whole answer up as too long. */
    void answer(Encoded records, int ownerAt) {
        if (append(records, ownerAt)) {
            answers += records.count;
        }
    }

    /** Gives records that were just added a shorter TTL. */
    void shorten(Encoded records, int ttl) {
        if (truncated || ttl >= records.ttl) {
            return;
        }
        int record = at - records.records.length;
        while (record < at) {
            Wire.putU32(out, start + record + TTL_AT, ttl);
            record += 2 + Wire.RECORD_FIXED + dataLength(record);
        }
    }

    /** Adds the SOA record of a zone, to the answer or to the authority section. */
    void soa(Encoded soa, int apexAt, int serial, boolean asAnswer) {
        if (append(soa, apexAt)) {
            Wire.putU32(out, start + at - Zone.SOA_NUMBERS, serial);
            answers += asAnswer ? 1 : 0;
            authorities += asAnswer ? 0 : 1;
        }
    }

    private boolean append(Encoded records, int ownerAt) {
        int length = records.records.length;
        if (truncated || length > limit - at) {
            truncated = true;
            return false;
        }
        out.put(start + at, records.records, 0, length);
        if (ownerAt != Wire.HEADER) {
            for (int record = at; record < at + length; record += 2 + Wire.RECORD_FIXED + dataLength(record)) {
                Wire.putU16(out, start + record, Wire.POINTER | ownerAt);
            }
        }
        at += length;
        return true;
    }

    private int dataLength(int record) {
        return Wire.u16(out, start + record + Wire.RECORD_FIXED);
    }

    /** Writes header and OPT and moves the buffer's position behind them; returns the length. */
    int finish(int rcode) {
        if (truncated || (rcode != Wire.NOERROR && rcode != Wire.NXDOMAIN)) {
            // A part of an answer is worse than none: it would be cached as the whole (RFC 2181 section 9).
            at = questionEnd;
            answers = 0;
            authorities = 0;
        }
        int flags = Wire.FLAG_QR | (query.flags & (Wire.OPCODE_MASK | Wire.FLAG_RD)) | (rcode & 0xF);
        flags |= authoritative && (rcode == Wire.NOERROR || rcode == Wire.NXDOMAIN) ? Wire.FLAG_AA : 0;
        flags |= truncated ? Wire.FLAG_TC : 0;
        Wire.putU16(out, start, query.id);
        Wire.putU16(out, start + 2, flags);
        Wire.putU16(out, start + 4, query.hasQuestion ? 1 : 0);
        Wire.putU16(out, start + 6, answers);
        Wire.putU16(out, start + 8, authorities);
        Wire.putU16(out, start + 10, query.edns ? 1 : 0);
        if (query.edns) {
            putOpt(rcode);
        }
        out.position(start + at);
        return at;
    }

    private void putOpt(int rcode) {
        out.put(start + at, (byte) 0);
        Wire.putU16(out, start + at + 1, Wire.TYPE_OPT);
        Wire.putU16(out, start + at + 3, MAX_DATAGRAM);
        // Extended RCODE and version 0, then the flags.
        Wire.putU16(out, start + at + 5, (rcode >>> 4) << 8);
        Wire.putU16(out, start + at + 7, query.dnssecOk ? OPT_DNSSEC_OK : 0);
        Wire.putU16(out, start + at + 9, 0);
        at += OPT_LENGTH;
    }
}
