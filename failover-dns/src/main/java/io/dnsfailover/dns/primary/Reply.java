package io.dnsfailover.dns.primary;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Type;

/** Writes one message of a reply into a buffer: header, the question of the query, records, OPT, signature. For one thread. */
final class Reply {
    static final int HEADER = 12;
    static final int ANSWERS = 6;
    static final int AUTHORITIES = 8;
    static final int ADDITIONALS = 10;

    private static final int QR = 0x8000;
    private static final int AA = 0x0400;
    private static final int TC = 0x0200;
    private static final int OPCODE_AND_RD = 0x7900;
    private static final int OPT_OCTETS = 11;
    private static final int OUR_UDP_SIZE = 1232;

    private final ByteBuffer out;
    private final int start;
    private final @Nullable ReplySigner signer;
    private final boolean edns;

    private Reply(ByteBuffer out, @Nullable ReplySigner signer, boolean edns) {
        this.out = out;
        this.start = out.position();
        this.signer = signer;
        this.edns = edns;
    }

    /** Begins a reply with an authoritative answer. */
    static Reply to(PrimaryQuery query, ByteBuffer out, int rcode) {
        Reply reply = new Reply(out, query.signer(), query.hasEdns());
        byte[] question = query.question();
        out.putShort((short) query.id())
                .putShort((short) (QR | (rcode == 0 ? AA : 0) | (query.flags() & OPCODE_AND_RD) | rcode))
                .putShort((short) (question.length == 0 ? 0 : 1))
                .putShort((short) 0)
                .putInt(0)
                .put(question);
        return reply;
    }

    /** A reply that is a header alone, to who asked what cannot be read, or has no business to ask. */
    static int header(ByteBuffer query, ByteBuffer out, int rcode) {
        int at = query.position();
        out.putShort(query.getShort(at))
                .putShort((short) (QR | (query.getShort(at + 2) & OPCODE_AND_RD) | rcode))
                .putLong(0);
        return HEADER;
    }

    /** How long the message gets when it is finished as it is. */
    int length() {
        return out.position() - start + (edns ? OPT_OCTETS : 0) + (signer == null ? 0 : signer.octets());
    }

    /** Appends a record to a section; the sections come in their order. */
    void add(int section, byte[] record) {
        out.put(record);
        addToCount(out, start, section);
    }

    /** Completes the message, which has no records, and says that there would be some over TCP. */
    int truncate() {
        out.putShort(start + 2, (short) (out.getShort(start + 2) | TC));
        return finish();
    }

    /** Completes the message. */
    int finish() {
        if (edns) {
            out.put((byte) 0)
                    .putShort((short) Type.OPT)
                    .putShort((short) OUR_UDP_SIZE)
                    .putInt(0)
                    .putShort((short) 0);
            addToCount(out, start, ADDITIONALS);
        }
        if (signer != null) {
            signer.sign(out, start);
        }
        return out.position() - start;
    }

    static void addToCount(ByteBuffer message, int start, int section) {
        message.putShort(start + section, (short) (message.getShort(start + section) + 1));
    }
}
