package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.dns.internal.exchange.ExchangeException;
import io.dnsfailover.dns.internal.exchange.Signer;
import io.dnsfailover.dns.internal.exchange.Transport;
import io.dnsfailover.dns.internal.DnsThreads;
import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/** Speaks to one name server, and says of every failure what it did to the zone. */
final class Rfc2136Client implements AutoCloseable {
    /** What fits into one packet on any path (the value of DNS Flag Day 2020). */
    private static final int UDP_PAYLOAD_OCTETS = 1232;

    /** What every server takes over UDP without EDNS, which an update does not have (RFC 1035 section 4.2.1). */
    private static final int PLAIN_UDP_OCTETS = 512;

    private final String server;
    private final Signer signer;
    private final Transport transport;
    private final SecureRandom random = DnsThreads.unguessable();

    Rfc2136Client(String server, Signer signer, Transport transport) {
        this.server = server;
        this.signer = signer;
        this.transport = transport;
    }

    @Override
    public void close() {
        transport.close();
    }

    /** Waits, and ends early with an exception when closed. */
    void pause(Duration duration) throws PublishException, InterruptedException {
        try {
            transport.pause(duration);
        } catch (IOException e) {
            throw new PublishException(PublishEffect.UNKNOWN, server + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a record set and its mark, one after the other: a write may have come between, which a write that requires both
     * notices.
     */
    Held read(RecordSetKey key, Deadline deadline) throws PublishException, InterruptedException {
        Message mark = askMark(key, deadline);
        return Rfc2136Records.held(key, askSet(key, deadline), mark);
    }

    /**
     * Reads a record set and its mark as they were at one moment. The mark is read before and after: each write by a publisher
     * changes it, so none came between two that are the same.
     */
    Held readAtOneMoment(RecordSetKey key, Deadline deadline) throws PublishException, InterruptedException {
        Message before = askMark(key, deadline);
        while (true) {
            Message set = askSet(key, deadline);
            Message after = askMark(key, deadline);
            Held held = Rfc2136Records.held(key, set, after);
            if (held.sameAs(Rfc2136Records.held(key, set, before))) {
                return held;
            }
            before = after;
        }
    }

    private Message askMark(RecordSetKey key, Deadline deadline) throws PublishException, InterruptedException {
        return ask(Rfc2136Records.name(OwnershipMark.nameFor(key)), Type.TXT, deadline);
    }

    private Message askSet(RecordSetKey key, Deadline deadline) throws PublishException, InterruptedException {
        return ask(Rfc2136Records.name(key.owner()), Rfc2136Records.type(key.type()), deadline);
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
        Message query = new Message(messageId());
        // A new message has no flags: recursion is not desired, the server is asked for what it holds itself.
        query.addRecord(Record.newRecord(name, type, DClass.IN), Section.QUESTION);
        query.addRecord(new OPTRecord(UDP_PAYLOAD_OCTETS, 0, 0), Section.ADDITIONAL);
        return query;
    }

    /**
     * Sends an update.
     *
     * @return true when the server confirmed it, false when it confirmed that a prerequisite failed; a reply that cannot be
     *     believed is neither
     */
    boolean write(RecordSetKey key, Update update, Deadline deadline) throws PublishException, InterruptedException {
        update.getHeader().setID(messageId());
        Signer.Request request = signer.sign(update);
        Rfc2136Limits.checkSize(key, request.length());
        Message reply;
        try {
            reply = request.length() > PLAIN_UDP_OCTETS
                    ? transport.overTcp(request, deadline)
                    : transport.overUdp(request, deadline);
        } catch (ExchangeException e) {
            PublishEffect effect = e.sent() ? PublishEffect.UNKNOWN : PublishEffect.NONE;
            throw new PublishException(effect, server + ": cannot write " + key + ": " + e.getMessage(), e);
        }
        return switch (reply.getRcode()) {
            case Rcode.NOERROR -> true;
            case Rcode.YXDOMAIN, Rcode.YXRRSET, Rcode.NXRRSET, Rcode.NXDOMAIN -> false;
            // Said before anything is written (RFC 2136 sections 3.1 to 3.4.1).
            case Rcode.FORMERR, Rcode.NOTIMP, Rcode.REFUSED, Rcode.NOTAUTH, Rcode.NOTZONE ->
                throw rejected(PublishEffect.NONE, key, reply);
            // SERVFAIL should mean that nothing was kept (section 3.4.2.1), but it is said by a server in trouble.
            default -> throw rejected(PublishEffect.UNKNOWN, key, reply);
        };
    }

    private PublishException rejected(PublishEffect effect, RecordSetKey key, Message reply) {
        return new PublishException(
                effect, server + ": cannot write " + key + ": the server says " + Signer.errorIn(reply));
    }

    private int messageId() {
        return random.nextInt(1 << 16);
    }
}
