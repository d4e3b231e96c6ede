package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.internal.batch.Batch;
import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.Replaced;
import io.dnsfailover.spi.Withdrawal;
import io.dnsfailover.spi.WithdrawingPublisher;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Publishes to one name server by dynamic update (RFC 2136), signed with TSIG (RFC 8945). Works with BIND, Knot and PowerDNS.
 *
 * <pre>{@code
 * DnsPublisher bind = Rfc2136Publisher.to(new InetSocketAddress("192.0.2.53", 53))
 *         .key(TsigKey.read(Path.of("/etc/failover/ddns.key")))
 *         .build();
 * }</pre>
 *
 * <p><b>What it writes.</b> A record set and, beside it, its <em>mark</em>: a TXT record that says who owns the record set, of
 * which generation it is, and the fencing token of the controller. The mark of {@code www.example.com. A} stands at
 * {@code _failover-a.www.example.com.}, that of the apex at {@code _failover-a.example.com.}, that of {@code *.example.com.} at
 * {@code _failover-a-wildcard.example.com.}; it reads {@code v=1 owner=failover generation=57 token=3}. The key must be allowed to
 * write both, such as with {@code grant ddns. subdomain www.example.com. A TXT;} in BIND's {@code update-policy}, and to ask
 * queries. Nothing else in the zone is touched.
 *
 * <p><b>Who wins.</b> Record set and mark go out in one message, on the condition that the zone still holds the record set and
 * the mark that were read just before. The server checks and writes in one step, so of two writers one loses, with
 * {@link PublishEffect#CONFLICT}. A change is refused the same way when the mark names another owner, a higher fencing token, a
 * higher generation, or - for a change without an expectation - the same generation with other records. A record set without a
 * mark is adopted by the first change.
 *
 * <p><b>When it has succeeded.</b> When the server's signed reply confirms it <em>and</em> a signed read shows the new records and
 * the new mark. PowerDNS without the fix of late 2025 (4.7.3 in Debian 12 is one) goes on serving the old answer for as long as its caches live (20 s by default) after an
 * update of a name that is being asked for: set {@code cache-ttl=0} or {@code query-cache-ttl=0} there, or changes end with
 * {@link PublishEffect#UNKNOWN}. PowerDNS guards an update only against other updates: what its API or its database changes in the
 * same instant may be overwritten.
 *
 * <p><b>What is believed.</b> A reply counts when it comes from the server's address to the port that asked, with the id that was
 * sent, and with a full-length MAC of our key. An unsigned or wrongly signed reply is never a success and never proves that
 * nothing was written: it makes a write {@link PublishEffect#UNKNOWN}. Response codes are a hint: servers choose different ones for
 * the same fault. Queries are signed as well, so a wrong key or clock shows before anything is written.
 *
 * <p>Updates go over UDP, or over TCP when they take more than 512 octets. Safe for concurrent use; owns no threads, and no
 * sockets between calls. A call ends at its deadline, by default 10 s, within about a millisecond of an interrupt, and when the
 * publisher is closed.
 */
public final class Rfc2136Publisher implements WithdrawingPublisher {
    private final String name;
    private final String owner;
    private final Duration timeout;
    private final int maxBatch;
    private final Rfc2136Client client;

    Rfc2136Publisher(String name, String owner, Duration timeout, int maxBatch, Rfc2136Client client) {
        this.name = name;
        this.owner = owner;
        this.timeout = timeout;
        this.maxBatch = maxBatch;
        this.client = client;
    }

    /**
     * Begins a publisher.
     *
     * @param server the address and port of the server that takes the updates: the primary
     * @return a builder that states the defaults
     */
    public static Rfc2136PublisherBuilder to(InetSocketAddress server) {
        return new Rfc2136PublisherBuilder(server);
    }

    @Override
    public String name() {
        return name;
    }

    /** {@link Capability#COMPARE_AND_SET}. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.COMPARE_AND_SET);
    }

    /**
     * Reads a record set and its mark as they stood at one moment, without recursion. A mark of another owner counts as none. A
     * time to live that {@link io.dnsfailover.model.Ttl} cannot hold is shown as the nearest that it can.
     */
    @Override
    public Published read(RecordSetKey key) throws PublishException, InterruptedException {
        Rfc2136Limits.check(key);
        return client.readAtOneMoment(key, Deadline.after(timeout)).asPublished(owner);
    }

    /**
     * Replaces a record set. Does not write when the server holds it already, with the same generation and token.
     *
     * @throws PublishException {@link PublishEffect#CONFLICT} as the class says; {@link PublishEffect#NONE} when the server could not
     *     be reached or, in a signed reply, refused; {@link PublishEffect#UNKNOWN} when there was no reply to believe, or what it
     *     confirmed cannot be seen by the deadline
     */
    @Override
    public void replace(Change change) throws PublishException, InterruptedException {
        batch().replace(change);
    }

    /** As the builder says, by default {@value Rfc2136PublisherBuilder#DEFAULT_MAX_BATCH}. */
    @Override
    public int maxBatch() {
        return maxBatch;
    }

    /**
     * Replaces several record sets by one update, which requires that each of them and of their marks is what was read. When the
     * server does not take it, or it would be longer than a DNS message can be, it goes out by halves, down to the change that is
     * to blame. The deadline is for all of them together. An update that got no reply to believe is {@link PublishEffect#UNKNOWN} for
     * each of its changes.
     *
     * @throws IllegalArgumentException when there are more than {@link #maxBatch()}, or of several zones, or two of one record set
     */
    @Override
    public List<Replaced> replaceAll(List<Change> changes) throws InterruptedException {
        return batch().replaceAll(changes, maxBatch);
    }

    /**
     * Takes a record set away in one update, which requires that it and its mark are what was read. A record set that a wildcard makes up
     * does not go, and is a {@link PublishEffect#CONFLICT}.
     */
    @Override
    public void withdraw(Withdrawal withdrawal) throws PublishException, InterruptedException {
        new Rfc2136Withdrawal(name, owner, client, Deadline.after(timeout)).run(withdrawal);
    }

    private Batch batch() {
        return new Batch(name, owner, client, Deadline.after(timeout));
    }

    /** Ends the calls in progress; later ones fail with {@link PublishEffect#NONE}. */
    @Override
    public void close() {
        client.close();
    }

    /** The {@link #name()}. */
    @Override
    public String toString() {
        return name;
    }
}
