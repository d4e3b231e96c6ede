package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.tsig.TsigKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;

/**
 * What one secondary is told of one zone (RFC 1996): until it acknowledges, and again when the zone changes. At most one message is on
 * its way at a time, so that changes in quick succession are told at the pace of the acknowledgements.
 */
final class Notification {
    /** How long an unacknowledged message holds back the news of another change. */
    private static final long GAP_NANOS = Duration.ofMillis(250).toNanos();

    private static final long FIRST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long MAX_PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Name apex;
    private final InetSocketAddress address;
    private final @Nullable TsigKey key;
    private final DatagramChannel channel;
    private final AtomicBoolean news = new AtomicBoolean(true);
    // The rest belongs to the thread of the loop.
    private boolean pending;
    private long due;
    private long lastSent;
    private long pause = FIRST_PAUSE_NANOS;
    private int id;
    private @Nullable TSIGRecord signature;
    private boolean onItsWay;
    /** Whether the zone has changed since the message went out. */
    private boolean outdated;

    private @Nullable String refusal;

    Notification(Name apex, InetSocketAddress address, @Nullable TsigKey key, DatagramChannel channel) {
        this.apex = apex;
        this.address = address;
        this.key = key;
        this.channel = channel;
    }

    Name apex() {
        return apex;
    }

    InetSocketAddress address() {
        return address;
    }

    DatagramChannel channel() {
        return channel;
    }

    /** The zone has changed. From any thread. */
    void changed() {
        news.set(true);
    }

    /** Takes the news in, if there are any. */
    void look(long now) {
        if (!news.compareAndSet(true, false)) {
            return;
        }
        long earliest = onItsWay ? Math.max(now, lastSent + GAP_NANOS) : now;
        due = pending ? Math.min(due, earliest) : earliest;
        pending = true;
        outdated = onItsWay;
        pause = FIRST_PAUSE_NANOS;
    }

    /** How long until the next message; nothing is due for a very long time when all is acknowledged. */
    long nanosToNext(long now) {
        return pending ? Math.max(0, due - now) : MAX_PAUSE_NANOS;
    }

    boolean isDue(long now) {
        return pending && due - now <= 0;
    }

    /**
     * Sends the message, and waits for longer each time.
     *
     * @param newId an id that cannot be guessed
     * @param jitter from 0 to 1, so that secondaries that are down together are not told together
     */
    void send(ZoneVersion zone, int newId, double jitter, long now) throws IOException {
        lastSent = now;
        due = now + pause + (long) (pause * jitter / 10);
        pause = Math.min(2 * pause, MAX_PAUSE_NANOS);
        onItsWay = true;
        outdated = false;
        id = newId;
        Message message = new Message(newId);
        message.getHeader().setOpcode(Opcode.NOTIFY);
        message.getHeader().setFlag(Flags.AA);
        message.addRecord(Record.newRecord(apex, Type.SOA, DClass.IN), Section.QUESTION);
        message.addRecord(zone.soa().record(), Section.ANSWER);
        if (key != null) {
            key.signer().apply(message, null);
        }
        byte[] wire = message.toWire();
        signature = message.getTSIG();
        channel.send(ByteBuffer.wrap(wire), address);
    }

    /** Takes a reply that came from the secondary; true when it is the acknowledgement that was waited for. */
    boolean take(Message reply, byte[] wire, long now) {
        boolean ours = onItsWay
                && reply.getHeader().getID() == id
                && reply.getHeader().getFlag(Flags.QR)
                && reply.getHeader().getOpcode() == Opcode.NOTIFY
                && (key == null || Signatures.judge(key, reply, wire, signature) == Rcode.NOERROR);
        if (!ours) {
            return false;
        }
        onItsWay = false;
        refusal = reply.getRcode() == Rcode.NOERROR ? null : Rcode.string(reply.getRcode());
        if (refusal == null) {
            pending = outdated;
            due = now;
        }
        return refusal == null;
    }

    /** What the secondary said instead of an acknowledgement, once; null when it did not. */
    @Nullable
    String takeRefusal() {
        String said = refusal;
        refusal = null;
        return said;
    }
}
