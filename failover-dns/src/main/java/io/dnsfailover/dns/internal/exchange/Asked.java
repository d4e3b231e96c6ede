package io.dnsfailover.dns.internal.exchange;

import java.util.Arrays;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * A question as it goes out, and what tells responses to it from everything else that may arrive. Looks at the id, the flags and the
 * octets of the question, and at nothing behind them. Immutable.
 */
public final class Asked {
    /** The largest response over UDP, as each question says: what fits into one packet on any path (DNS Flag Day 2020). */
    public static final int MAX_DATAGRAM = 1232;

    private static final int HEADER = 12;
    private static final int FLAG_QR = 0x80;
    private static final int FLAG_TC = 0x02;
    private static final int OPCODE = 0x78;

    private final byte[] wire;

    private Asked(byte[] wire) {
        this.wire = wire;
    }

    /**
     * A question.
     *
     * @param name the name to ask for
     * @param type the type to ask for
     * @param recursive whether the server is to ask others
     * @param id an id that cannot be guessed
     * @return the question
     */
    public static Asked of(Name name, int type, boolean recursive, int id) {
        Message query = new Message(id);
        if (recursive) {
            query.getHeader().setFlag(Flags.RD);
        }
        query.addRecord(Record.newRecord(name, type, DClass.IN), Section.QUESTION);
        query.addRecord(new OPTRecord(MAX_DATAGRAM, 0, 0), Section.ADDITIONAL);
        return new Asked(query.toWire());
    }

    /**
     * Its octets.
     *
     * @return a copy
     */
    public byte[] wire() {
        return wire.clone();
    }

    /**
     * Tells whether octets that arrived are a response to this question.
     *
     * @param response what arrived
     * @return true when id, opcode and question are those of this one
     */
    public boolean isAnsweredBy(byte[] response) {
        return response.length >= HEADER
                && response[0] == wire[0]
                && response[1] == wire[1]
                && (response[2] & FLAG_QR) != 0
                && (response[2] & OPCODE) == 0
                && repeatsQuestion(response);
    }

    /**
     * Tells whether a response was cut.
     *
     * @param response one that {@link #isAnsweredBy}
     * @return true when it says so
     */
    public static boolean isTruncated(byte[] response) {
        return (response[2] & FLAG_TC) != 0;
    }

    private boolean repeatsQuestion(byte[] response) {
        int end = questionEnd();
        return response.length >= end
                && Arrays.equals(response, 4, 6, wire, 4, 6)
                && Arrays.equals(response, HEADER, end, wire, HEADER, end);
    }

    private int questionEnd() {
        int at = HEADER;
        while (wire[at] != 0) {
            at += wire[at] + 1;
        }
        return at + 1 + 4;
    }
}
