package io.dnsfailover.probes.internal;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What to ask a name server.
 *
 * @param name an absolute name, in lower case
 * @param type the number of the type
 * @param recursion whether the server may ask others
 * @param tcp whether to ask over TCP from the start
 * @param rcodes the response codes that are well
 * @param judge whether the records that came, in canonical form, are well; asked for NOERROR only
 * @param wanted what the judge wants, for people
 */
public record DnsAsk(
        String name,
        int type,
        boolean recursion,
        boolean tcp,
        Set<Integer> rcodes,
        Predicate<Set<String>> judge,
        String wanted)
        implements Ask {
    private static final int HEAD_BYTES = 12;
    private static final int RECURSION_DESIRED = 0x0100;

    /** The class Internet. */
    static final int IN = 1;

    @Override
    public Conversation talk(Check check, Way way) {
        return new DnsConversation(check, this, way);
    }

    /** The query, from the beginning of a buffer. */
    ByteBuffer query(int id) {
        ByteBuffer message = ByteBuffer.allocate(HEAD_BYTES + name.length() + 1 + 4 + 1);
        message.putShort((short) id)
                .putShort((short) (recursion ? RECURSION_DESIRED : 0))
                .putShort((short) 1)
                .position(HEAD_BYTES);
        DnsNames.write(name, message);
        return message.putShort((short) type).putShort((short) IN).flip();
    }
}
