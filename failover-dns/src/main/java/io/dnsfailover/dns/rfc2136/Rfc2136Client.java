package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.internal.DnsThreads;
import io.dnsfailover.dns.internal.Held;
import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.dns.internal.batch.Hand;
import io.dnsfailover.dns.internal.batch.Write;
import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.dns.internal.exchange.ExchangeException;
import io.dnsfailover.dns.internal.exchange.Signer;
import io.dnsfailover.dns.internal.exchange.Transport;
import io.dnsfailover.dns.internal.exchange.ZoneReader;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Update;

/** Speaks to one name server, and says of every failure what it did to the zone. */
final class Rfc2136Client implements Hand, AutoCloseable {
    /** What every server takes over UDP without EDNS, which an update does not have (RFC 1035 section 4.2.1). */
    private static final int PLAIN_UDP_OCTETS = 512;

    private final String server;
    private final Signer signer;
    private final Transport transport;
    private final ZoneReader reader;
    private final SecureRandom random = DnsThreads.unguessable();

    Rfc2136Client(String server, Signer signer, Transport transport) {
        this.server = server;
        this.signer = signer;
        this.transport = transport;
        this.reader = new ZoneReader(server, signer, transport);
    }

    @Override
    public void close() {
        transport.close();
    }

    @Override
    public void check(Change change) throws PublishException {
        Rfc2136Limits.check(change);
    }

    @Override
    public void pause(Duration duration) throws PublishException, InterruptedException {
        try {
            transport.pause(duration);
        } catch (IOException e) {
            throw new PublishException(PublishEffect.UNKNOWN, server + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Held read(RecordSetKey key, Deadline deadline) throws PublishException, InterruptedException {
        return reader.read(key, deadline);
    }

    Held readAtOneMoment(RecordSetKey key, Deadline deadline) throws PublishException, InterruptedException {
        return reader.readAtOneMoment(key, deadline);
    }

    @Override
    public Held see(Write write, Deadline deadline) throws PublishException, InterruptedException {
        return reader.read(write.key(), deadline);
    }

    /** One message, on the condition that each record set and each mark is what was read. */
    @Override
    public @Nullable PublishException write(List<Write> writes, Deadline deadline)
            throws PublishException, InterruptedException {
        String what = writes.get(0).key() + (writes.size() == 1 ? "" : " and " + (writes.size() - 1) + " more");
        return send(Rfc2136Records.update(writes), writes.get(0).key(), what, deadline);
    }

    /** As {@link #write}: takes one record set away. */
    @Nullable
    PublishException withdraw(RecordSetKey key, OwnershipMark ours, Held before, Deadline deadline)
            throws PublishException, InterruptedException {
        return send(Rfc2136Records.withdrawal(key, ours, before), key, key.toString(), deadline);
    }

    private @Nullable PublishException send(Update update, RecordSetKey first, String what, Deadline deadline)
            throws PublishException, InterruptedException {
        update.getHeader().setID(random.nextInt(1 << 16));
        Signer.Request request = signer.sign(update);
        if (request.length() > Rfc2136Limits.MAX_MESSAGE_OCTETS) {
            return Rfc2136Limits.tooLarge(first, request.length());
        }
        Message reply;
        try {
            reply = request.length() > PLAIN_UDP_OCTETS
                    ? transport.overTcp(request, deadline)
                    : transport.overUdp(request, deadline);
        } catch (ExchangeException e) {
            PublishEffect effect = e.sent() ? PublishEffect.UNKNOWN : PublishEffect.NONE;
            throw new PublishException(effect, server + ": cannot write " + what + ": " + e.getMessage(), e);
        }
        return switch (reply.getRcode()) {
            case Rcode.NOERROR -> null;
            case Rcode.YXDOMAIN, Rcode.YXRRSET, Rcode.NXRRSET, Rcode.NXDOMAIN -> conflict(first);
            // Said before anything is written (RFC 2136 sections 3.1 to 3.4.1).
            case Rcode.FORMERR, Rcode.NOTIMP, Rcode.REFUSED, Rcode.NOTAUTH, Rcode.NOTZONE ->
                rejected(PublishEffect.NONE, what, reply);
            // It should mean that nothing was kept (section 3.4.2.1), but it is said by a server in trouble; BIND also
            // says it of a set of more than 100 records. To write the parts is safe: what is there already fails their
            // prerequisites.
            case Rcode.SERVFAIL -> rejected(PublishEffect.UNKNOWN, what, reply);
            default -> throw rejected(PublishEffect.UNKNOWN, what, reply);
        };
    }

    /**
     * After a failed prerequisite: what we wanted may be there, because a datagram was doubled; or nothing is there, and a wildcard
     * makes up what the server answers (RFC 4592). In the second case it writes on the condition that nothing is there, so that
     * nothing is overwritten.
     */
    @Override
    public @Nullable PublishException reconsider(Write write, PublishException refusal, Deadline deadline)
            throws PublishException, InterruptedException {
        if (refusal.effect() != PublishEffect.CONFLICT) {
            return refusal;
        }
        Held before = write.before();
        Held after = reader.read(write.key(), deadline);
        if (after.shows(write.change(), write.ours())) {
            return null;
        }
        if (!after.sameAs(before) || before.recordSet() == null || before.mark() != null) {
            return refusal;
        }
        return write(List.of(new Write(write.change(), write.ours(), Held.NOTHING)), deadline);
    }

    private PublishException conflict(RecordSetKey key) {
        String orAnotherType = switch (key.type()) {
            case CNAME -> ", or holds other types at a name that is to be an alias";
            default -> ", or the name is an alias, or something else stands where its mark belongs";
        };
        return new PublishException(
                PublishEffect.CONFLICT,
                server + ": did not write " + key + ": the zone no longer holds what was read" + orAnotherType);
    }

    private PublishException rejected(PublishEffect effect, String what, Message reply) {
        return new PublishException(
                effect, server + ": cannot write " + what + ": the server says " + Signer.errorIn(reply));
    }
}
