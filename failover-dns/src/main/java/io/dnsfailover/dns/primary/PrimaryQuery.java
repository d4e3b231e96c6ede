package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.tsig.TsigKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIGRecord;

/** A query of somebody who may ask, read. */
final class PrimaryQuery {
    private final Message message;
    private final byte[] wire;
    private final Record question;
    private @Nullable ReplySigner signer;

    private PrimaryQuery(Message message, byte[] wire, Record question) {
        this.message = message;
        this.wire = wire;
        this.question = question;
    }

    /** Reads from position to limit; null when it is no query with one question. */
    static @Nullable PrimaryQuery read(ByteBuffer query) {
        byte[] wire = new byte[query.remaining()];
        query.get(query.position(), wire);
        try {
            Message message = new Message(wire);
            Record question = message.getQuestion();
            boolean one = question != null && message.getHeader().getCount(Section.QUESTION) == 1;
            return one && question != null && isPlain(question.getName(), wire)
                    ? new PrimaryQuery(message, wire, question)
                    : null;
        } catch (IOException | RuntimeException e) {
            // Whatever its octets did to the parser: it is malformed.
            return null;
        }
    }

    /** Tells whether the name of the question is not compressed: it stands first, and can only point at nonsense. */
    private static boolean isPlain(Name name, byte[] wire) {
        byte[] plain = name.toWire();
        int end = Reply.HEADER + plain.length;
        return end + 4 <= wire.length && Arrays.equals(plain, 0, plain.length, wire, Reply.HEADER, end);
    }

    /** The replies to it are signed with this key from now on. */
    void signedBy(TsigKey key, TSIGRecord signature) {
        signer = new ReplySigner(key, signature.getSignature());
    }

    @Nullable
    ReplySigner signer() {
        return signer;
    }

    int id() {
        return message.getHeader().getID();
    }

    int flags() {
        return ((wire[2] & 0xFF) << 8) | (wire[3] & 0xFF);
    }

    boolean isStandardQuery() {
        return message.getHeader().getOpcode() == Opcode.QUERY;
    }

    Name name() {
        return question.getName();
    }

    int type() {
        return question.getType();
    }

    int questionClass() {
        return question.getDClass();
    }

    /** The question as it came: its name stands first in the message, so that there is nothing before it to point to. */
    byte[] question() {
        byte[] octets = new byte[name().length() + 4];
        System.arraycopy(wire, Reply.HEADER, octets, 0, octets.length);
        return octets;
    }

    Message message() {
        return message;
    }

    byte[] wire() {
        return wire;
    }

    @Nullable
    TSIGRecord signature() {
        return message.getTSIG();
    }

    boolean hasEdns() {
        return message.getOPT() != null;
    }

    /** The largest datagram that the client takes. */
    int udpSize() {
        OPTRecord opt = message.getOPT();
        return opt == null ? 512 : Math.max(512, Math.min(opt.getPayloadSize(), 1232));
    }

    /** The serial that the client has, in a query for an incremental transfer (RFC 1995 section 3); null when it says none. */
    @Nullable
    Long serial() {
        for (Record record : message.getSection(Section.AUTHORITY)) {
            if (record instanceof SOARecord soa && soa.getName().equals(name())) {
                return soa.getSerial();
            }
        }
        return null;
    }
}
