package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.internal.DnsThreads;
import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.dns.tsig.TsigKey;
import java.nio.ByteBuffer;
import javax.crypto.Mac;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Signs the messages of one reply, each over the MAC of the one before it and the first over that of the request (RFC 8945 sections
 * 5.3 and 5.3.1). For one thread.
 */
final class ReplySigner {
    private static final int FUDGE_SECONDS = 300;
    private static final int FIXED = 10 + 6 + 2 + 2 + 2 + 2 + 2;

    private final Mac mac;
    private final byte[] keyName;
    private final byte[] algorithm;
    private final int macOctets;
    private byte[] prior;
    private boolean first = true;

    ReplySigner(TsigKey key, byte[] requestMac) {
        this.mac = key.mac();
        this.keyName = ZoneRecords.name(key.name()).toWireCanonical();
        this.algorithm = algorithmName(key);
        this.macOctets = key.algorithm().macOctets();
        this.prior = requestMac.clone();
    }

    private static byte[] algorithmName(TsigKey key) {
        try {
            return Name.fromString(key.algorithm() + ".").toWireCanonical();
        } catch (TextParseException e) {
            throw new IllegalStateException("the name of an algorithm does not parse", e);
        }
    }

    /** What a signature adds to a message, in octets. */
    int octets() {
        return keyName.length + algorithm.length + macOctets + FIXED;
    }

    /** Signs the message that stands in a buffer from an index to the position, and appends the signature. */
    void sign(ByteBuffer message, int start) {
        long seconds = DnsThreads.wallClock().instant().getEpochSecond();
        mac.update((byte) (prior.length >>> 8));
        mac.update((byte) prior.length);
        mac.update(prior);
        mac.update(message.duplicate().flip().position(start));
        if (first) {
            mac.update(keyName);
            mac.update(ByteBuffer.allocate(6)
                    .putShort((short) DClass.ANY)
                    .putInt(0)
                    .flip());
            mac.update(algorithm);
        }
        mac.update(timers(seconds));
        if (first) {
            mac.update(new byte[4]); // no error, no other data
        }
        prior = mac.doFinal();
        first = false;
        append(message, start, seconds);
    }

    private static ByteBuffer timers(long seconds) {
        return ByteBuffer.allocate(8)
                .putShort((short) (seconds >>> 32))
                .putInt((int) seconds)
                .putShort((short) FUDGE_SECONDS)
                .flip();
    }

    private void append(ByteBuffer message, int start, long seconds) {
        message.put(keyName)
                .putShort((short) Type.TSIG)
                .putShort((short) DClass.ANY)
                .putInt(0);
        message.putShort((short) (algorithm.length + macOctets + FIXED - 10));
        message.put(algorithm).put(timers(seconds)).putShort((short) macOctets).put(prior);
        message.putShort(message.getShort(start)); // the original id
        message.putInt(0);
        Reply.addToCount(message, start, Reply.ADDITIONALS);
    }
}
