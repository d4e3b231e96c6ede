package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.Target;
import io.dnsfailover.model.Ttl;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
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

    void replace(RecordSet recordSet) throws IOException {
        RecordSetKey key = recordSet.key();
        Name owner = Rfc2136Records.name(key.owner());
        int type = Rfc2136Records.type(key.type());
        Update update = new Update(Name.fromString(RealServer.ZONE));
        update.delete(owner, type);
        for (String datum : recordSet.rdata()) {
            update.add(owner, type, recordSet.ttl().seconds(), datum);
        }
        send(update);
    }

    /** What the server answers to an ordinary query; null when there is none. */
    RecordSet read(RecordSetKey key) throws IOException {
        int type = Rfc2136Records.type(key.type());
        Message query = Message.newQuery(Record.newRecord(Rfc2136Records.name(key.owner()), type, DClass.IN));
        List<Record> records = ask(query).getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == type)
                .toList();
        return records.isEmpty()
                ? null
                : RecordSet.of(
                        key,
                        new Ttl((int) records.get(0).getTTL()),
                        records.stream().map(HandEdit::datum).toList());
    }

    private static String datum(Record record) {
        return record instanceof ARecord || record instanceof AAAARecord
                ? Target.parse(record.rdataToString()).rdata()
                : record.rdataToString();
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
        Message reply = ask(message);
        if (reply.getRcode() != Rcode.NOERROR) {
            throw new IOException("the server says " + Rcode.string(reply.getRcode()));
        }
        return reply;
    }

    private Message ask(Message message) throws IOException {
        SimpleResolver resolver = new SimpleResolver(server.address());
        resolver.setTSIGKey(Publishing.key(server.key()).signer());
        resolver.setTimeout(Duration.ofSeconds(20));
        return resolver.send(message);
    }
}
