package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.model.RecordSetKey;
import java.io.IOException;
import java.time.Duration;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/** Somebody else with the same key, who knows nothing of marks: dnsjava's own resolver. */
final class HandEdit {
    private final RealServer server;

    private HandEdit(RealServer server) {
        this.server = server;
    }

    static HandEdit of(RealServer server) {
        return new HandEdit(server);
    }

    void replace(RecordSetKey key, int ttl, String datum) throws IOException {
        Update update = new Update(Name.fromString(RealServer.ZONE));
        update.replace(Rfc2136Records.name(key.owner()), Rfc2136Records.type(key.type()), ttl, datum);
        send(update);
    }

    void delete(RecordSetKey key) throws IOException {
        Update update = new Update(Name.fromString(RealServer.ZONE));
        update.delete(Rfc2136Records.name(key.owner()), Rfc2136Records.type(key.type()));
        send(update);
    }

    long serial() throws IOException {
        Message query = Message.newQuery(Record.newRecord(Name.fromString(RealServer.ZONE), Type.SOA, DClass.IN));
        return ((SOARecord) send(query).getSection(Section.ANSWER).get(0)).getSerial();
    }

    private Message send(Message message) throws IOException {
        SimpleResolver resolver = new SimpleResolver(server.address());
        resolver.setTSIGKey(Publishing.key(server.key()).signer());
        resolver.setTimeout(Duration.ofSeconds(20));
        Message reply = resolver.send(message);
        if (reply.getRcode() != Rcode.NOERROR) {
            throw new IOException("the server says " + Rcode.string(reply.getRcode()));
        }
        return reply;
    }
}
