package io.dnsfailover.dns.internal.exchange;

import io.dnsfailover.dns.internal.DnsThreads;
import io.dnsfailover.dns.internal.Held;
import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Asks one name server what it holds, without recursion. Safe for concurrent use. */
public final class ZoneReader {
    /** What fits into one packet on any path (the value of DNS Flag Day 2020). */
    private static final int UDP_PAYLOAD_OCTETS = 1232;

    private final String server;
    private final Signer signer;
    private final Transport transport;
    private final SecureRandom random = DnsThreads.unguessable();

    /**
     * Asks nothing yet.
     *
     * @param server what to call the server in messages
     * @param signer what signs questions and believes answers
     * @param transport the way to the server
     */
    public ZoneReader(String server, Signer signer, Transport transport) {
        this.server = server;
        this.signer = signer;
        this.transport = transport;
    }

    /**
     * Reads a record set and its mark, one after the other: a write may have come between, which a write that requires both
     * notices.
     *
     * @param key the record set
     * @param deadline until when
     * @return what the server answers
     * @throws PublishException with {@link PublishEffect#NONE} when it does not, or not with authority
     * @throws InterruptedException when interrupted
     */
    public Held read(RecordSetKey key, Deadline deadline) throws PublishException, InterruptedException {
        Message mark = askMark(key, deadline);
        return Held.of(key, askSet(key, deadline), mark);
    }

    /**
     * Reads a record set and its mark as they were at one moment. The mark is read before and after: each write by a publisher
     * changes it, so none came between two that are the same.
     *
     * @param key the record set
     * @param deadline until when
     * @return what the server answers
     * @throws PublishException with {@link PublishEffect#NONE} when it does not, or not with authority
     * @throws InterruptedException when interrupted
     */
    public Held readAtOneMoment(RecordSetKey key, Deadline deadline) throws PublishException, InterruptedException {
        Message before = askMark(key, deadline);
        while (true) {
            Message set = askSet(key, deadline);
            Message after = askMark(key, deadline);
            Held held = Held.of(key, set, after);
            if (held.sameAs(Held.of(key, set, before))) {
                return held;
            }
            before = after;
        }
    }

    /**
     * Reads a record set without its mark.
     *
     * @param key the record set
     * @param deadline until when
     * @return what the server answers; null when there is none
     * @throws PublishException with {@link PublishEffect#NONE} when it does not, or not with authority
     * @throws InterruptedException when interrupted
     */
    public @Nullable RecordSet readSet(RecordSetKey key, Deadline deadline)
            throws PublishException, InterruptedException {
        return Held.of(key, askSet(key, deadline), new Message()).recordSet();
    }

    private Message askMark(RecordSetKey key, Deadline deadline) throws PublishException, InterruptedException {
        return ask(ZoneRecords.name(OwnershipMark.nameFor(key)), Type.TXT, deadline);
    }

    private Message askSet(RecordSetKey key, Deadline deadline) throws PublishException, InterruptedException {
        return ask(ZoneRecords.name(key.owner()), ZoneRecords.type(key.type()), deadline);
    }

    private Message ask(Name name, int type, Deadline deadline) throws PublishException, InterruptedException {
        String what = server + ": cannot read " + name + " " + Type.string(type) + ": ";
        Message answer;
        try {
            answer = transport.overUdp(signer.sign(question(name, type)), deadline);
            if (answer.getHeader().getFlag(Flags.TC)) {
                answer = transport.overTcp(signer.sign(question(name, type)), deadline);
            }
        } catch (ExchangeException e) {
            throw new PublishException(PublishEffect.NONE, what + e.getMessage(), e);
        }
        int rcode = answer.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            throw new PublishException(PublishEffect.NONE, what + "the server says " + Signer.errorIn(answer));
        }
        if (!answer.getHeader().getFlag(Flags.AA)) {
            throw new PublishException(PublishEffect.NONE, what + "the server is not authoritative for it");
        }
        if (answer.getHeader().getFlag(Flags.TC)) {
            throw new PublishException(PublishEffect.NONE, what + "the answer is cut even over TCP");
        }
        return answer;
    }

    private Message question(Name name, int type) {
        Message query = new Message(random.nextInt(1 << 16));
        // A new message has no flags: recursion is not desired, the server is asked for what it holds itself.
        query.addRecord(Record.newRecord(name, type, DClass.IN), Section.QUESTION);
        query.addRecord(new OPTRecord(UDP_PAYLOAD_OCTETS, 0, 0), Section.ADDITIONAL);
        return query;
    }
}
