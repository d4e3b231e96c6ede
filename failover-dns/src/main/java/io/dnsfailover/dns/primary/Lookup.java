package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.answer.Transport;
import java.nio.ByteBuffer;
import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A plain answer from a zone: the records of a name that has some. What wildcards, delegations and names without records make of a
 * query is for the secondaries to say; here it is REFUSED, rather than answered wrongly.
 */
final class Lookup {
    private final ZoneVersion zone;
    private final PrimaryQuery query;

    Lookup(ZoneVersion zone, PrimaryQuery query) {
        this.zone = zone;
        this.query = query;
    }

    int answer(Transport transport, ByteBuffer response) {
        boolean apex = query.name().equals(zone.apex());
        List<Entry> here = zone.table().at(query.name());
        if (here.isEmpty() && !apex) {
            return Reply.to(query, response, Rcode.REFUSED).finish();
        }
        List<Record> found = apex && query.type() == Type.SOA
                ? List.of(zone.soa().record())
                : here.stream().map(Entry::record).filter(this::isAskedFor).toList();
        List<byte[]> wires =
                found.stream().map(record -> record.toWire(Section.ANSWER)).toList();
        Reply reply = Reply.to(query, response, Rcode.NOERROR);
        int octets = wires.stream().mapToInt(wire -> wire.length).sum();
        if (transport == Transport.UDP && reply.length() + octets > query.udpSize()) {
            return reply.truncate();
        }
        wires.forEach(wire -> reply.add(Reply.ANSWERS, wire));
        if (found.isEmpty()) {
            reply.add(Reply.AUTHORITIES, zone.soa().record().toWire(Section.AUTHORITY));
        }
        return reply.finish();
    }

    private boolean isAskedFor(Record record) {
        return record.getType() == query.type() || record.getType() == Type.CNAME || query.type() == Type.ANY;
    }
}
