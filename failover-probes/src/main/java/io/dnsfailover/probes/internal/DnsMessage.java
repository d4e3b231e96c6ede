package io.dnsfailover.probes.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a DNS response that a check looks at (RFC 1035 section 4.1): the head, the question, and the records of the answer
 * section. Reads what anybody may have sent: never throws anything but {@link DnsFormatException}, and its work is bounded by
 * the length of the message.
 *
 * @param id the number of the question
 * @param flags the second word of the head
 * @param question null when there is none
 * @param answers the answer section
 */
record DnsMessage(int id, int flags, @Nullable Question question, List<Answer> answers) {
    /**
     * What was asked.
     *
     * @param name in presentation form, in lower case
     * @param type the number of the type
     * @param dnsClass the number of the class
     */
    record Question(String name, int type, int dnsClass) {}

    /**
     * A record.
     *
     * @param name its owner, in presentation form, in lower case
     * @param type the number of its type
     * @param dnsClass the number of its class
     * @param data its data in the canonical form of {@link DnsData}
     */
    record Answer(String name, int type, int dnsClass, String data) {}

    /** More records than this are refused. */
    private static final int MAX_ANSWERS = 1000;

    private static final int RESPONSE = 0x8000;
    private static final int OPCODE = 0x7800;
    private static final int TRUNCATED = 0x0200;
    private static final int RCODE = 0x000f;

    static DnsMessage parse(ByteBuffer packet) throws DnsFormatException {
        ByteBuffer message = packet.slice();
        try {
            int id = message.getShort() & 0xffff;
            int flags = message.getShort() & 0xffff;
            int questions = message.getShort() & 0xffff;
            int count = message.getShort() & 0xffff;
            message.position(12);
            if ((flags & RESPONSE) == 0 || (flags & OPCODE) != 0) {
                throw new DnsFormatException("no response to a query");
            }
            if (questions > 1 || count > MAX_ANSWERS) {
                throw new DnsFormatException(questions + " questions and " + count + " answers");
            }
            Question question = questions == 0 ? null : question(message);
            List<Answer> answers = new ArrayList<>();
            if ((flags & TRUNCATED) == 0) {
                for (int i = 0; i < count; i++) {
                    answers.add(answer(message));
                }
            }
            return new DnsMessage(id, flags, question, List.copyOf(answers));
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DnsFormatException("ends too early");
        }
    }

    private static Question question(ByteBuffer message) throws DnsFormatException {
        String name = DnsNames.read(message).toLowerCase(Locale.ROOT);
        return new Question(name, message.getShort() & 0xffff, message.getShort() & 0xffff);
    }

    private static Answer answer(ByteBuffer message) throws DnsFormatException {
        String owner = DnsNames.read(message).toLowerCase(Locale.ROOT);
        int type = message.getShort() & 0xffff;
        int dnsClass = message.getShort() & 0xffff;
        message.getInt(); // the TTL
        int length = message.getShort() & 0xffff;
        int end = message.position() + length;
        if (end > message.limit()) {
            throw new DnsFormatException("a record goes beyond the message");
        }
        String data = DnsData.read(type, message, end);
        message.position(end);
        return new Answer(owner, type, dnsClass, data);
    }

    boolean isTruncated() {
        return (flags & TRUNCATED) != 0;
    }

    int rcode() {
        return flags & RCODE;
    }
}
