package io.dnsfailover.dns.answer;

import io.dnsfailover.dns.internal.DnsThreads;
import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Printable;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.RecordDirectory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers DNS queries with what the managed records hold at this moment: wire format in, wire format out. The unit
 * that a host's own DNS server embeds.
 *
 * <p>A DNS server that keeps its zones and lets the managed records in them fail over asks the answerer first:
 *
 * <pre>{@code
 * Answerer managed = Answerer.over(directory).scope(Scope.RECORDS).build();
 *
 * byte[] respond(byte[] query) {
 *     return managed.answerIfOurs(query, Transport.UDP).orElseGet(() -> ownZones(query));
 * }
 * }</pre>
 *
 * <p>Where the managed records are all that a delegated zone has, the answerer is the whole server:
 *
 * <pre>{@code
 * Answerer answerer = Answerer.over(directory)
 *         .zone(ZoneInfo.at("failover.example.com.")
 *                 .nameServer("ns1.example.com.")
 *                 .nameServer("ns2.example.net.")
 *                 .build())
 *         .build();
 * DnsListener listener = DnsListener.start(new InetSocketAddress("192.0.2.53", 53), answerer);
 * }</pre>
 *
 * <p><b>What it answers.</b> A, AAAA and CNAME from the directory, with the chain of aliases as far as its names are
 * managed here (at most 8); wildcard owners (RFC 4592); SOA and NS at the apex; NXDOMAIN and NODATA with the SOA record
 * (RFC 2308), where every name between an owner and its apex exists; ANY with one of the record sets (RFC 8482). The
 * case of the question is kept, EDNS is version 0 with 1,232 octets (RFC 6891), TTLs are those of the record sets, or
 * {@linkplain Builder#countDown count down} while a change is pending. What stands beside a record set as TXT, if the host wants
 * it: the {@linkplain Builder#marks mark of its ownership} and its {@linkplain Builder#status status}.
 *
 * <p><b>What it does not answer.</b> Names outside its zones, other classes than IN, and zone transfers are REFUSED,
 * other opcodes NOTIMP, an EDNS version above 0 BADVERS. FORMERR is everything that is not one plain question: none or
 * several, name compression or octets above 63 in it, records in the answer or (save for IXFR) authority section, two or
 * malformed OPT records, anything behind the last record. Messages that are shorter than a header, or responses, are
 * dropped. A managed record whose value is not known yet is SERVFAIL, and so are the addresses of an ANAME, unless the
 * directory has them as A and AAAA record sets of its owner, as an {@code AliasDirectory} does, and a loop of aliases: the one
 * who asked shall try another server, not remember that there is nothing.
 *
 * <p><b>SOA serial.</b> Starts at the seconds of the wall clock and grows by one with every change that the answerer
 * notices, and it notices a change when it first answers with it; one count for all zones. So it grows over a restart
 * as long as there is less than one change a second. It is not a promise to secondaries, which do not exist here.
 *
 * <p><b>Threads.</b> Safe for any number of them; takes no lock and waits for nothing. When policies come or go, one of
 * the threads builds the new index of names, and the others go on with the old one until it is there. No query can make
 * it throw, whatever the directory does: what goes wrong inside is SERVFAIL, or "not ours", and counted in
 * {@link #failures()}. The buffer methods make a few small objects per query and copy the rest.
 */
public final class Answerer implements QueryHandler {
    /** What {@link #answerIfOurs(ByteBuffer, Transport, ByteBuffer)} returns when the query is not for the answerer. */
    public static final int NOT_OURS = -1;

    private final Responder responder;

    private Answerer(Responder responder) {
        this.responder = responder;
    }

    /**
     * Begins an answerer.
     *
     * @param directory what the records hold
     * @return a builder
     */
    public static Builder over(RecordDirectory directory) {
        return new Builder(directory);
    }

    /**
     * Answers a query; one that is not for this answerer is REFUSED.
     *
     * @param query the message, from position to limit; neither is moved
     * @param transport what the query came over
     * @param response takes the response from its position on, and its position is moved behind it. With 512 octets
     *     (1,232 with EDNS, 65,535 over TCP) there is always enough room; with less, an answer is truncated earlier
     * @return the length of the response in octets; {@link #DROPPED} when there must be none, or when the buffer does
     *     not even take the question, and then the position is where it was
     */
    public int answer(ByteBuffer query, Transport transport, ByteBuffer response) {
        return responder.answer(query, transport, response, false);
    }

    /**
     * Answers a query if it is for this answerer (see {@link Scope}), so that a host answers all others from its own
     * zones. Everything but a standard query with one readable question of class IN is the host's, other opcodes and
     * malformed messages included; so is every query if something goes wrong in here.
     *
     * @param query the message, from position to limit; neither is moved
     * @param transport what the query came over
     * @param response takes the response as in {@link #answer(ByteBuffer, Transport, ByteBuffer)}; left where it was
     *     when the query is not ours
     * @return the length of the response in octets; {@link #NOT_OURS}, or {@link #DROPPED} when the buffer does not even
     *     take the question
     */
    public int answerIfOurs(ByteBuffer query, Transport transport, ByteBuffer response) {
        return responder.answer(query, transport, response, true);
    }

    /**
     * Answers a query; one that is not for this answerer is REFUSED.
     *
     * @param query the message
     * @param transport what the query came over
     * @return the response, or null when there must be none
     */
    public byte @Nullable [] answer(byte[] query, Transport transport) {
        return inArray(query, transport, false);
    }

    /**
     * Answers a query if it is for this answerer, as {@link #answerIfOurs(ByteBuffer, Transport, ByteBuffer)} does.
     *
     * @param query the message
     * @param transport what the query came over
     * @return the response; empty when the query is the host's to answer
     */
    public Optional<byte[]> answerIfOurs(byte[] query, Transport transport) {
        return Optional.ofNullable(inArray(query, transport, true));
    }

    /** As {@link #answer(ByteBuffer, Transport, ByteBuffer)}, whoever the client is. */
    @Override
    public int handle(ByteBuffer query, InetSocketAddress client, Transport transport, ByteBuffer response) {
        return responder.answer(query, transport, response, false);
    }

    /**
     * A handler that answers what is for this answerer and hands all else on.
     *
     * @param others answers the rest, such as the host's own zones
     * @return the two as one
     */
    public QueryHandler orElse(QueryHandler others) {
        return (query, client, transport, response) -> {
            int length = answerIfOurs(query, transport, response);
            return length == NOT_OURS ? others.handle(query, client, transport, response) : length;
        };
    }

    /**
     * Whether a name is the owner of a managed record, or lies between one and its apex, or is a name server with an
     * address, or an apex. A host that keeps the zone itself must never answer NXDOMAIN for such a name, whatever the
     * type: resolvers conclude that it has no managed record either (RFC 8020).
     *
     * @param name the name; a wildcard counts as itself only
     * @return true when it exists
     */
    public boolean exists(DnsName name) {
        return responder.exists(name);
    }

    /**
     * The zones that the answerer speaks for: those that were described and those of the managed records. With
     * {@link Scope#RECORDS} they are the host's, and only the managed records in them are spoken for.
     *
     * @return the apexes as they are now
     */
    public Set<DnsName> zones() {
        return responder.zones();
    }

    /**
     * How many queries met a fault in here or in the directory since the start. The 1st, 2nd, 4th, 8th and so on is
     * logged with its cause.
     *
     * @return the count
     */
    public long failures() {
        return responder.failures();
    }

    private byte @Nullable [] inArray(byte[] query, Transport transport, boolean onlyOurs) {
        byte[] small = new byte[Response.MAX_DATAGRAM];
        ByteBuffer response = ByteBuffer.wrap(small);
        int length = responder.answer(ByteBuffer.wrap(query), transport, response, onlyOurs);
        boolean truncated = length > DROPPED && (Wire.u16(response, 2) & Wire.FLAG_TC) != 0;
        if (transport == Transport.UDP || !truncated) {
            return length > DROPPED ? Arrays.copyOf(small, length) : null;
        }
        // Rare enough that most answers over TCP should not pay for the 64 KiB.
        byte[] large = new byte[Response.MAX_STREAM];
        length = responder.answer(ByteBuffer.wrap(query), transport, ByteBuffer.wrap(large), onlyOurs);
        return length > DROPPED ? Arrays.copyOf(large, length) : null;
    }

    /**
     * Builds an {@link Answerer}. Defaults: {@link Scope#ZONES}; the zones of the managed records, each as
     * {@link ZoneInfo#of} makes it; the TTLs of the record sets; no TXT records; the system's wall clock. For one thread.
     */
    public static final class Builder {
        private final RecordDirectory directory;
        private final Map<DnsName, ZoneInfo> zones = new LinkedHashMap<>();
        private @Nullable Scope scope;
        private @Nullable Ttl floor;
        private @Nullable String markOwner;
        private long markToken;
        private boolean status;
        private @Nullable InstantSource clock;

        private Builder(RecordDirectory directory) {
            this.directory = directory;
        }

        /**
         * Describes a zone. One that holds no managed record is answered too, with nothing but what is said here.
         *
         * @param zone the zone
         * @return this builder
         * @throws IllegalStateException when the zone is already described
         */
        public Builder zone(ZoneInfo zone) {
            if (zones.putIfAbsent(zone.apex(), zone) != null) {
                throw new IllegalStateException("zone " + zone.apex() + " is already described");
            }
            return this;
        }

        /**
         * What the answerer speaks for.
         *
         * @param value the scope, default {@link Scope#ZONES}
         * @return this builder
         * @throws IllegalStateException when it is already set
         */
        public Builder scope(Scope value) {
            if (scope != null) {
                throw new IllegalStateException("scope is already set to " + scope);
            }
            scope = value;
            return this;
        }

        /**
         * Lets TTLs count down while a change is pending: the TTL of a record set is then what is left until its
         * {@linkplain io.dnsfailover.spi.RecordOutlook#soonestChange() soonest change}, so that caches let go of it in time. Where the
         * directory knows nothing of that, TTLs stay as they are.
         *
         * @param least the TTL that is never gone below, 1 s to 7 days; a record set with less keeps its own. Default: no
         *     counting down
         * @return this builder
         * @throws IllegalArgumentException when it is no TTL
         * @throws IllegalStateException when it is already set
         */
        public Builder countDown(Duration least) {
            if (floor != null) {
                throw new IllegalStateException("countDown is already set to " + floor);
            }
            floor = Ttl.of(least);
            return this;
        }

        /**
         * Answers TXT beside each record set with the mark that a publisher would write there, such as
         * {@code v=1 owner=failover generation=57 token=0} at {@code _failover-a.www.example.com.} for {@code www.example.com. A}, at
         * {@code _failover-a-wildcard.example.com.} for {@code *.example.com. A}. TTL 0. SERVFAIL where the directory does not know the
         * generation.
         *
         * @param owner the name of the ownership: 1 to 63 letters, digits, dots, hyphens and underscores. Default: no marks
         * @param fencingToken the token that the {@code Failover} has, 0 when it has none
         * @return this builder
         * @throws IllegalArgumentException when one of them is none
         * @throws IllegalStateException when they are already set
         */
        public Builder marks(String owner, long fencingToken) {
            if (markOwner != null) {
                throw new IllegalStateException("marks are already set to " + markOwner);
            }
            if (!OwnershipMark.isOwner(owner) || fencingToken < 0) {
                throw new IllegalArgumentException(
                        "marks have an owner of 1 to 63 letters, digits, '.', '-' and '_', and a token"
                                + " from 0, not '" + Printable.of(owner) + "' and " + fencingToken);
            }
            markOwner = owner;
            markToken = fencingToken;
            return this;
        }

        /**
         * Answers TXT at {@code _failover-status-a.www.example.com.} (and so on, as for {@link #marks}) with the status of the record
         * set: {@code v=1 generation=57 soonest-change=none holding=web1 192.0.2.10}, where {@code soonest-change} is
         * {@code none} or a time such as {@code 2026-11-27T01:02:03Z}. TTL 0. Anybody who can ask can read it: it tells how the endpoints
         * are called.
         *
         * @return this builder
         */
        public Builder status() {
            status = true;
            return this;
        }

        /**
         * The clock that the SOA serial starts from, and that TTLs count down by.
         *
         * @param value the clock, default the system's
         * @return this builder
         * @throws IllegalStateException when it is already set
         */
        public Builder clock(InstantSource value) {
            if (clock != null) {
                throw new IllegalStateException("clock is already set");
            }
            clock = value;
            return this;
        }

        /**
         * Builds the answerer, with the index of the names that are managed now.
         *
         * @return the answerer
         * @throws IllegalArgumentException when zones are described but the scope is {@link Scope#RECORDS}, which has no
         *     zones
         */
        public Answerer build() {
            Scope what = scope == null ? Scope.ZONES : scope;
            if (what == Scope.RECORDS && !zones.isEmpty()) {
                throw new IllegalArgumentException("zone: " + zones.keySet() + " are the host's when scope is RECORDS");
            }
            InstantSource from = clock == null ? DnsThreads.wallClock() : clock;
            int firstSerial = (int) from.instant().getEpochSecond();
            CountDown countDown = floor == null ? null : new CountDown(floor, directory, from);
            Resolver resolver = new Resolver(directory, what, countDown, firstSerial);
            Remarks remarks = new Remarks(markOwner, markToken, status);
            return new Answerer(new Responder(directory, List.copyOf(zones.values()), remarks, resolver));
        }
    }
}
