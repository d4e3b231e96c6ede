package io.dnsfailover.dns.listen;

import io.dnsfailover.model.AddressPrefix;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Counts the answers of each network, in a table that never grows and without a lock. An entry is one number: a part of
 * the network's hash, how many answers above the limit there were lately, and when the network will have used up nothing
 * any more (the generic cell rate algorithm). The hash is keyed, so that nobody can choose networks that push each other out.
 */
final class RateTable {
    /** What to do with one more answer. */
    enum Judgement {
        SEND,
        /** Without records, and truncated. */
        SLIP,
        DROP
    }

    private static final int WAYS = 4;
    private static final int SETS = 1 << 14;
    private static final int TICK_SHIFT = 6; // a tick is 64 ns
    private static final long TICKS_PER_SECOND = 1_000_000_000L >>> TICK_SHIFT;
    private static final int TIME_BITS = 44; // of ticks, 13 days: half of it back, half of it ahead
    private static final int SLIP_BITS = 4;
    private static final long TIME_MASK = (1L << TIME_BITS) - 1;
    private static final long SLIP_MASK = (1L << SLIP_BITS) - 1;

    private final AtomicLongArray entries = new AtomicLongArray(WAYS * SETS);
    private final RateLimit limit;
    private final long ticksPerAnswer;
    private final long key;
    private final LongSupplier nanoTime;

    /**
     * Builds an empty table.
     *
     * @param key what strangers must not know
     * @param nanoTime the monotonic clock
     */
    RateTable(RateLimit limit, long key, LongSupplier nanoTime) {
        this.limit = limit;
        this.ticksPerAnswer = TICKS_PER_SECOND / limit.perSecond();
        this.key = key;
        this.nanoTime = nanoTime;
    }

    /** Counts one answer to a client, and says what to do with it. From any thread. */
    Judgement judge(InetAddress client) {
        for (AddressPrefix prefix : limit.exempt()) {
            if (prefix.contains(client)) {
                return Judgement.SEND;
            }
        }
        long hash = hash(client.getAddress());
        long tag = hash >>> (TIME_BITS + SLIP_BITS);
        int set = (int) (hash & (SETS - 1)) * WAYS;
        long now = (nanoTime.getAsLong() >>> TICK_SHIFT) & TIME_MASK;
        while (true) {
            int at = find(set, tag, now);
            long entry = entries.get(at);
            boolean known = entry >>> (TIME_BITS + SLIP_BITS) == tag;
            long debt = known ? debt(entry, now) : 0;
            boolean within = debt + ticksPerAnswer <= TICKS_PER_SECOND;
            long over = (known ? (entry >>> TIME_BITS) & SLIP_MASK : 0) + (within ? 0 : 1);
            boolean slips = !within && limit.slip() > 0 && over >= limit.slip();
            long until = now + debt + (within ? ticksPerAnswer : 0);
            long counted = slips || limit.slip() == 0 ? 0 : over;
            long after = (tag << (TIME_BITS + SLIP_BITS)) | (counted << TIME_BITS) | (until & TIME_MASK);
            if (entries.compareAndSet(at, entry, after)) {
                return within ? Judgement.SEND : slips ? Judgement.SLIP : Judgement.DROP;
            }
        }
    }

    /** The entry of the network; if it has none, that which was quiet for longest. */
    private int find(int set, long tag, long now) {
        int quietest = set;
        long least = Long.MAX_VALUE;
        for (int at = set; at < set + WAYS; at++) {
            long entry = entries.get(at);
            if (entry >>> (TIME_BITS + SLIP_BITS) == tag) {
                return at;
            }
            long standing = signed(entry - now);
            if (standing < least) {
                least = standing;
                quietest = at;
            }
        }
        return quietest;
    }

    /** How much of its second a network has used, in ticks; none when the entry is so old that its time has wrapped around. */
    private static long debt(long entry, long now) {
        long standing = signed(entry - now);
        return standing < 0 || standing > TICKS_PER_SECOND ? 0 : standing;
    }

    /** A difference of times, which are counted modulo {@code 2^TIME_BITS}. */
    private static long signed(long difference) {
        return (difference << (64 - TIME_BITS)) >> (64 - TIME_BITS);
    }

    private long hash(byte[] address) {
        boolean ipv4 = address.length == 4;
        int octets = Math.min(address.length, 8);
        long network = 0;
        for (int i = 0; i < octets; i++) {
            network = (network << 8) | (address[i] & 0xFF);
        }
        // No IPv6 network that is in use begins with zeros, so IPv4 ones have that place for themselves.
        int dropped = octets * 8 - (ipv4 ? limit.ipv4Bits() : limit.ipv6Bits());
        return mix(mix(((network >>> dropped) << dropped) ^ key) + key);
    }

    /** A bijection in which each bit of the one depends on each of the other (the finalizer of MurmurHash 3). */
    private static long mix(long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }
}
