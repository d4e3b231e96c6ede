package io.dnsfailover.dns.file;

import io.dnsfailover.dns.internal.DnsThreads;
import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Asks a name server over UDP until it serves a record set. */
final class AnswerCheck {
    private static final int PAYLOAD = 1232;
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final InetSocketAddress server;
    private final SecureRandom random = DnsThreads.unguessable();

    AnswerCheck(InetSocketAddress server) {
        this.server = server;
    }

    InetSocketAddress server() {
        return server;
    }

    /**
     * Returns when the server serves it.
     *
     * @param deadline until when, on the monotonic clock
     * @throws IOException when it does not by then; the message says what it serves instead
     */
    void await(RecordSet wanted, long deadline) throws IOException, InterruptedException {
        String served = "nothing yet";
        try (Selector selector = Selector.open();
                DatagramChannel channel = DatagramChannel.open()) {
            channel.configureBlocking(false);
            channel.connect(server);
            channel.register(selector, SelectionKey.OP_READ);
            while (true) {
                Message reply = ask(channel, selector, wanted.key(), deadline);
                if (reply != null && serves(reply, wanted)) {
                    return;
                }
                served = reply == null ? served : describe(reply, wanted.key());
                if (DnsThreads.nanoTime() - deadline >= 0) {
                    throw new IOException("does not serve " + wanted + ": " + served);
                }
                pause(selector, PAUSE, deadline);
            }
        }
    }

    private @Nullable Message ask(DatagramChannel channel, Selector selector, RecordSetKey key, long deadline)
            throws IOException, InterruptedException {
        Message query = new Message(random.nextInt(1 << 16));
        query.addRecord(
                Record.newRecord(ZoneRecords.name(key.owner()), ZoneRecords.type(key.type()), DClass.IN),
                Section.QUESTION);
        query.addRecord(new OPTRecord(PAYLOAD, 0, 0), Section.ADDITIONAL);
        try {
            channel.write(ByteBuffer.wrap(query.toWire()));
            long until = Math.min(deadline - DnsThreads.nanoTime(), PATIENCE.toNanos()) + DnsThreads.nanoTime();
            while (DnsThreads.nanoTime() - until < 0) {
                pause(selector, Duration.ofNanos(until - DnsThreads.nanoTime()), until);
                Message reply = receive(channel);
                if (reply != null
                        && reply.getHeader().getID() == query.getHeader().getID()) {
                    return reply;
                }
            }
        } catch (PortUnreachableException e) {
            // It may be starting.
            return null;
        }
        return null;
    }

    private static @Nullable Message receive(DatagramChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        if (channel.read(buffer) <= 0) {
            return null;
        }
        byte[] wire = new byte[buffer.flip().remaining()];
        buffer.get(wire);
        try {
            return new Message(wire);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static void pause(Selector selector, Duration atMost, long deadline)
            throws IOException, InterruptedException {
        long nanos = Math.min(atMost.toNanos(), deadline - DnsThreads.nanoTime());
        if (nanos > 0) {
            selector.select(Duration.ofNanos(nanos).toMillis() + 1);
            selector.selectedKeys().clear();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static List<Record> answer(Message reply, RecordSetKey key) {
        return reply.getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == ZoneRecords.type(key.type())
                        && record.getName().equals(ZoneRecords.name(key.owner())))
                .toList();
    }

    private static boolean serves(Message reply, RecordSet wanted) {
        RecordSet served = ZoneRecords.recordSet(wanted.key(), answer(reply, wanted.key()), 1);
        return reply.getRcode() == Rcode.NOERROR
                && reply.getHeader().getFlag(Flags.AA)
                && served != null
                && served.sameRecordsAs(wanted);
    }

    private static String describe(Message reply, RecordSetKey key) {
        return Rcode.string(reply.getRcode())
                + (reply.getHeader().getFlag(Flags.AA) ? "" : ", not authoritative") + " "
                + answer(reply, key).stream().map(ZoneRecords::datum).toList();
    }
}
