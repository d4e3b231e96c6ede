package io.dnsfailover.examples.hostserver;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.model.DnsName;
import java.io.IOException;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SetResponse;
import org.xbill.DNS.Zone;

/** What the host's server did before it knew of failover: it answers from a zone of its own. */
final class OwnZone {
    private final Zone zone;
    private final Answerer managed;

    /**
     * @param managed knows which names exist beside those of the zone
     */
    OwnZone(Zone zone, Answerer managed) {
        this.zone = zone;
        this.managed = managed;
    }

    byte[] respond(byte[] query) throws IOException {
        Message asked = new Message(query);
        Message response = new Message(asked.getHeader().getID());
        response.getHeader().setFlag(Flags.QR);
        Record question = asked.getQuestion();
        if (question == null) {
            response.getHeader().setRcode(Rcode.FORMERR);
            return response.toWire();
        }
        response.addRecord(question, Section.QUESTION);
        if (question.getDClass() != DClass.IN || !question.getName().subdomain(zone.getOrigin())) {
            response.getHeader().setRcode(Rcode.REFUSED);
        } else {
            answer(question, response);
        }
        return response.toWire();
    }

    private void answer(Record question, Message response) {
        response.getHeader().setFlag(Flags.AA);
        SetResponse found = zone.findRecords(question.getName(), question.getType());
        if (found.isSuccessful()) {
            found.answers().forEach(set -> set.rrs().forEach(record -> response.addRecord(record, Section.ANSWER)));
            return;
        }
        if (found.isCNAME()) {
            response.addRecord(found.getCNAME(), Section.ANSWER);
            return;
        }
        if (found.isNXDOMAIN() && !isManaged(question)) {
            response.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        response.addRecord(zone.getSOA(), Section.AUTHORITY);
    }

    /**
     * A name that fails over exists, although the zone does not have it: NXDOMAIN for another of its types would make
     * resolvers forget the type that is there (RFC 8020).
     */
    private boolean isManaged(Record question) {
        try {
            return managed.exists(DnsName.of(question.getName().toString()));
        } catch (IllegalArgumentException e) {
            // A name with characters that no managed record has.
            return false;
        }
    }
}
