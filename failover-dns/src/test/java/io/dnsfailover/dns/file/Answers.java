package io.dnsfailover.dns.file;

import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What a server answers to an ordinary query. */
final class Answers {
    private Answers() {}

    static @Nullable RecordSet of(InetSocketAddress server, RecordSetKey key) throws IOException {
        List<Record> records = ask(server, ZoneRecords.name(key.owner()), ZoneRecords.type(key.type()));
        return records.isEmpty()
                ? null
                : ZoneRecords.recordSet(key, records, records.get(0).getTTL());
    }

    static long serial(InetSocketAddress server) throws IOException {
        Name zone = ZoneRecords.name(DnsName.of("example.com."));
        return ((SOARecord) ask(server, zone, Type.SOA).get(0)).getSerial();
    }

    private static List<Record> ask(InetSocketAddress server, Name name, int type) throws IOException {
        byte[] query = Message.newQuery(Record.newRecord(name, type, DClass.IN)).toWire();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(5000);
            socket.send(new DatagramPacket(query, query.length, server));
            DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
            socket.receive(packet);
            return new Message(Arrays.copyOf(packet.getData(), packet.getLength()))
                    .getSection(Section.ANSWER).stream()
                            .filter(record -> record.getType() == type)
                            .toList();
        }
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(10));
    }
}
