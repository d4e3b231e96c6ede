package io.dnsfailover.dns.remotebackend;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.answer.Transport;
import io.dnsfailover.model.DnsName;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** The records of one name, asked of the answerer in the wire format: what it answers to a resolver is what PowerDNS gets. */
final class Lookup {
    /** What an answerer can have at a name; the first one shows whether the name is there at all. */
    private static final List<Integer> TYPES = List.of(Type.A, Type.AAAA, Type.CNAME, Type.TXT, Type.NS, Type.SOA);

    private final Answerer answerer;

    Lookup(Answerer answerer) {
        this.answerer = answerer;
    }

    /**
     * Finds records.
     *
     * @param qname an absolute name, with octets that are no letters escaped
     * @param qtype the name of a type, or ANY
     * @return the records of the name itself; null when what it has is not known now
     * @throws ProtocolException when it is no name
     */
    @Nullable
    List<Record> records(String qname, String qtype) throws IOException {
        Name name = name(qname);
        int type = Type.value(qtype, true);
        List<Record> found = new ArrayList<>();
        for (int asked : type == Type.ANY ? TYPES : List.of(type)) {
            Message response = ask(name, asked);
            int rcode = response == null ? Rcode.REFUSED : response.getRcode();
            if (rcode == Rcode.SERVFAIL) {
                return null;
            }
            if (response == null || rcode == Rcode.REFUSED) {
                return List.of();
            }
            for (Record record : response.getSection(Section.ANSWER)) {
                // The rest of a chain of aliases is for PowerDNS to follow.
                if (record.getType() == asked && record.getName().equals(name)) {
                    found.add(record);
                }
            }
        }
        return found;
    }

    private static Name name(String qname) throws ProtocolException {
        try {
            return Name.fromString(qname, Name.root);
        } catch (TextParseException e) {
            throw new ProtocolException("no name");
        }
    }

    private @Nullable Message ask(Name name, int type) throws IOException {
        if (type <= 0) {
            return null;
        }
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        byte[] response = answerer.answer(query.toWire(), Transport.TCP);
        return response == null ? null : new Message(response);
    }

    /** Whether a name has no records of its own, but there is one below it. */
    boolean isEmptyNonTerminal(String qname) {
        try {
            return answerer.exists(DnsName.of(qname));
        } catch (IllegalArgumentException e) {
            // A name with characters that no managed record has.
            return false;
        }
    }
}
