package io.dnsfailover.dns.internal.exchange;

import io.dnsfailover.dns.internal.Held;
import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.dns.tsig.TsigKey;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/**
 * What may arrive where the reply of a name server is awaited. Whatever it is: no exception, and without our key nothing is believed
 * that ends the wait for an update.
 */
public final class UpdateReplyFuzz {
    private static final RecordSetKey KEY =
            new RecordSetKey(DnsName.of("example.com."), DnsName.of("www.example.com."), RecordType.A);
    private static final Signer SIGNED =
            new Signer(TsigKey.of("ddns.", "c2VjcmV0IG9mIGEgdGVzdCB0aGF0IG5vYm9keSBrbm93cw=="));
    private static final Signer UNSIGNED = new Signer(null);
    private static final int ID = 0x1234;

    private UpdateReplyFuzz() {}

    /** Takes one input: the first octet chooses what was sent, the rest is what arrives behind the id, which is right. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] reply = new byte[input.length + 1];
        System.arraycopy(input, 1, reply, 2, input.length - 1);
        reply[0] = ID >> 8;
        reply[1] = ID & 0xff;
        boolean isUpdate = (input[0] & 1) != 0;
        Message believed = offer(UNSIGNED, isUpdate, reply);
        if (believed != null && !isUpdate) {
            Held.of(KEY, believed, believed).asPublished("failover");
            Signer.errorIn(believed);
        }
        if (offer(SIGNED, isUpdate, reply) != null && isUpdate) {
            throw new AssertionError("believed without the key: " + Arrays.toString(reply));
        }
    }

    private static @Nullable Message offer(Signer signer, boolean isUpdate, byte[] reply) {
        Message request = isUpdate
                ? new Update(ZoneRecords.name(KEY.zone()))
                : Message.newQuery(Record.newRecord(ZoneRecords.name(KEY.owner()), Type.A, DClass.IN));
        request.getHeader().setID(ID);
        Inbox inbox = new Inbox(signer.sign(request), signer, Deadline.after(Duration.ofSeconds(10)));
        Message taken = inbox.offer(reply);
        inbox.disappointment("nothing");
        return taken;
    }
}
