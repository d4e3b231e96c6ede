package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.answer.QueryHandler;
import io.dnsfailover.dns.answer.Transport;
import io.dnsfailover.dns.internal.DnsThreads;
import io.dnsfailover.dns.listen.MessageStream;
import io.dnsfailover.dns.listen.StreamHandler;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;

/**
 * Answers the secondaries: transfers over TCP, and over either transport what they ask before one. Nothing that comes from an address
 * without any business here is read beyond its header.
 */
final class PrimaryHandler implements QueryHandler, StreamHandler {
    private final Zones zones;
    private final Access access;
    private final Tally tally;
    private final Semaphore transfers;
    private final Duration transferLimit;

    PrimaryHandler(Zones zones, Access access, Tally tally, int transfers, Duration transferLimit) {
        this.zones = zones;
        this.access = access;
        this.tally = tally;
        this.transfers = new Semaphore(transfers);
        this.transferLimit = transferLimit;
    }

    @Override
    public int handle(ByteBuffer query, InetSocketAddress client, Transport transport, ByteBuffer response) {
        if (!access.admits(client.getAddress())) {
            tally.refused.increment();
            return Reply.header(query, response, Rcode.REFUSED);
        }
        PrimaryQuery read = PrimaryQuery.read(query);
        if (read == null) {
            return Reply.header(query, response, Rcode.FORMERR);
        }
        Access.Judgement judgement = access.judge(read, client.getAddress());
        if (judgement.rcode() != Rcode.NOERROR) {
            tally.refused.increment();
            return refuse(read, judgement, response);
        }
        return answer(read, transport, response);
    }

    private int answer(PrimaryQuery query, Transport transport, ByteBuffer response) {
        if (!query.isStandardQuery()) {
            return Reply.to(query, response, Rcode.NOTIMP).finish();
        }
        ZoneVersion zone = zones.around(query.name());
        if (zone == null || query.questionClass() != DClass.IN) {
            return Reply.to(query, response, Rcode.REFUSED).finish();
        }
        if (query.type() == Type.IXFR
                && transport == Transport.UDP
                && zone.apex().equals(query.name())) {
            return incremental(query, zone, response);
        }
        if (query.type() == Type.AXFR || query.type() == Type.IXFR) {
            // A full transfer is for TCP (RFC 5936 section 4.2).
            return Reply.to(query, response, Rcode.FORMERR).finish();
        }
        return new Lookup(zone, query).answer(transport, response);
    }

    /** An incremental transfer in one datagram; where it does not fit, the SOA record alone sends the client to TCP (RFC 1995 section 2). */
    private static int incremental(PrimaryQuery query, ZoneVersion zone, ByteBuffer response) {
        Long serial = query.serial();
        List<Entry> entries = serial == null ? null : zone.since(serial);
        Reply reply = Reply.to(query, response, Rcode.NOERROR);
        boolean fits = entries != null && reply.length() + RecordTable.octets(entries) <= query.udpSize();
        (fits && entries != null ? entries : List.of(zone.soa()))
                .forEach(entry -> reply.add(Reply.ANSWERS, entry.wire()));
        return reply.finish();
    }

    @Override
    public @Nullable MessageStream open(ByteBuffer query, InetSocketAddress client) {
        if (!access.admits(client.getAddress())) {
            return null;
        }
        PrimaryQuery read = PrimaryQuery.read(query);
        boolean isTransfer = read != null
                && read.isStandardQuery()
                && (read.type() == Type.AXFR || read.type() == Type.IXFR)
                && read.questionClass() == DClass.IN;
        if (!isTransfer || read == null) {
            return null;
        }
        Access.Judgement judgement = access.judge(read, client.getAddress());
        if (judgement.rcode() != Rcode.NOERROR) {
            tally.refused.increment();
            return new SingleMessage(response -> refuse(read, judgement, response));
        }
        ZoneVersion zone = zones.at(read.name());
        if (zone == null) {
            return new SingleMessage(
                    response -> Reply.to(read, response, Rcode.NOTAUTH).finish());
        }
        if (!transfers.tryAcquire()) {
            tally.overLimit.increment();
            return new SingleMessage(
                    response -> Reply.to(read, response, Rcode.SERVFAIL).finish());
        }
        return begin(read, zone);
    }

    private MessageStream begin(PrimaryQuery query, ZoneVersion zone) {
        Long serial = query.type() == Type.IXFR ? query.serial() : null;
        List<Entry> steps = serial == null ? null : zone.since(serial);
        boolean current = steps != null && steps.size() == 1;
        LongAdder counter = steps == null ? tally.fullTransfers : current ? tally.upToDate : tally.incrementalTransfers;
        Iterator<Entry> entries = steps == null ? zone.full() : steps.iterator();
        return new Transfer(query, entries, transferLimit.toNanos(), complete -> {
            transfers.release();
            (complete ? counter : tally.brokenOff).increment();
        });
    }

    /** Says what is wrong with the signature (RFC 8945 section 5.2); only a wrong clock is told in a signed reply. */
    private static int refuse(PrimaryQuery query, Access.Judgement judgement, ByteBuffer response) {
        TSIGRecord signature = query.signature();
        if (signature == null || judgement.error() == Rcode.NOERROR) {
            return Reply.to(query, response, judgement.rcode()).finish();
        }
        Message reply = new Message(query.id());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setRcode(judgement.rcode());
        reply.addRecord(query.message().getQuestion(), Section.QUESTION);
        if (judgement.error() == Rcode.BADTIME && judgement.key() != null) {
            judgement.key().signer().apply(reply, Rcode.BADTIME, signature);
        } else {
            reply.addRecord(unsigned(signature, query.id(), judgement.error()), Section.ADDITIONAL);
        }
        byte[] wire = reply.toWire();
        response.put(wire);
        return wire.length;
    }

    private static TSIGRecord unsigned(TSIGRecord signature, int id, int error) {
        Instant now = DnsThreads.wallClock().instant();
        return new TSIGRecord(
                signature.getName(),
                DClass.ANY,
                0,
                signature.getAlgorithm(),
                now,
                TSIG.FUDGE,
                new byte[0],
                id,
                error,
                new byte[0]);
    }
}
