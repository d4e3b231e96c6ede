package io.dnsfailover.dns.answer;

import java.nio.ByteBuffer;

/**
 * One query of a stranger, read strictly: one question without name compression, no answers, at most one OPT record
 * (RFC 6891), nothing behind the last record. One pass over the message; the other records of the authority and
 * additional sections are stepped over, whatever they are.
 */
final class Query {
    /** {@link #rcode} of a message that must not be answered: too short for a header, or a response. */
    static final int SILENCE = -1;

    private static final int OPT_DNSSEC_OK = 0x8000;

    private final ByteBuffer message;
    private final int start;
    private final int end;
    private int at;

    int id;
    int flags;
    /** What the reader has to say: NOERROR, {@link #SILENCE}, or the error to answer with. */
    int rcode;
    /** Whether the fields about the question are filled. */
    boolean hasQuestion;

    int nameLength;
    int labels;
    int type;
    int questionClass;
    /** Whether there is a well-formed OPT record. */
    boolean edns;

    int udpSize;
    boolean dnssecOk;
    private int ednsVersion;

    private Query(ByteBuffer message) {
        this.message = message;
        this.start = message.position();
        this.end = message.limit();
    }

    /** Reads from position to limit and leaves both alone. */
    static Query read(ByteBuffer message) {
        Query query = new Query(message);
        query.rcode = query.read();
        return query;
    }

    /** Where the name of the question stands in the buffer. */
    int nameAt() {
        return start + Wire.HEADER;
    }

    private int read() {
        if (end - start < Wire.HEADER) {
            return SILENCE;
        }
        id = Wire.u16(message, start);
        flags = Wire.u16(message, start + 2);
        if ((flags & Wire.FLAG_QR) != 0) {
            return SILENCE;
        }
        if ((flags & Wire.OPCODE_MASK) != 0) {
            return Wire.NOTIMP;
        }
        at = start + Wire.HEADER;
        if (Wire.u16(message, start + 4) != 1 || !readQuestion()) {
            return Wire.FORMERR;
        }
        hasQuestion = true;
        if (!readRecords()) {
            edns = false;
            return Wire.FORMERR;
        }
        return edns && ednsVersion != 0 ? Wire.BADVERS : Wire.NOERROR;
    }

    private boolean readQuestion() {
        int nameAt = at;
        while (at < end) {
            int length = Wire.u8(message, at++);
            if (length == 0) {
                nameLength = at - nameAt;
                return readTypeAndClass();
            }
            at += length;
            if (length > Wire.MAX_LABEL || at - nameAt >= Wire.MAX_NAME) {
                return false;
            }
            labels++;
        }
        return false;
    }

    private boolean readTypeAndClass() {
        if (end - at < 4) {
            return false;
        }
        type = Wire.u16(message, at);
        questionClass = Wire.u16(message, at + 2);
        at += 4;
        return true;
    }

    private boolean readRecords() {
        int answers = Wire.u16(message, start + 6);
        int authorities = Wire.u16(message, start + 8);
        int additionals = Wire.u16(message, start + 10);
        // Only a query for an incremental transfer carries a record there: the SOA it has (RFC 1995 section 3).
        if (answers != 0 || (authorities != 0 && type != Wire.TYPE_IXFR)) {
            return false;
        }
        for (int i = 0; i < authorities + additionals; i++) {
            if (!readRecord(i >= authorities)) {
                return false;
            }
        }
        return at == end;
    }

    private boolean readRecord(boolean additional) {
        int ownerAt = at;
        if (!skipName() || end - at < Wire.RECORD_FIXED) {
            return false;
        }
        boolean rootOwner = at == ownerAt + 1;
        int recordAt = at;
        int dataLength = Wire.u16(message, recordAt + 8);
        at += Wire.RECORD_FIXED;
        if (end - at < dataLength) {
            return false;
        }
        int dataAt = at;
        at += dataLength;
        if (Wire.u16(message, recordAt) != Wire.TYPE_OPT) {
            return true;
        }
        return additional && rootOwner && !edns && readOpt(recordAt, dataAt);
    }

    private boolean readOpt(int recordAt, int dataAt) {
        edns = true;
        udpSize = Wire.u16(message, recordAt + 2);
        ednsVersion = Wire.u16(message, recordAt + 4) & 0xFF;
        dnssecOk = (Wire.u16(message, recordAt + 6) & OPT_DNSSEC_OK) != 0;
        if (ednsVersion != 0) {
            // What its data look like is for that version to say.
            return true;
        }
        int option = dataAt;
        while (at - option >= 4) {
            option += 4 + Wire.u16(message, option + 2);
        }
        return option == at;
    }

    /** Steps over a name that may end in a pointer; where the pointer leads is nobody's business here. */
    private boolean skipName() {
        int nameAt = at;
        while (at < end && at - nameAt < Wire.MAX_NAME) {
            int length = Wire.u8(message, at++);
            if (length == 0) {
                return true;
            }
            if (length >= (Wire.POINTER >>> 8)) {
                at++;
                return at <= end && Wire.u16(message, at - 2) - Wire.POINTER < nameAt - start;
            }
            if (length > Wire.MAX_LABEL) {
                return false;
            }
            at += length;
        }
        return false;
    }
}
