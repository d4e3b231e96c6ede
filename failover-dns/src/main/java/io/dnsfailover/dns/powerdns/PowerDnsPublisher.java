package io.dnsfailover.dns.powerdns;

import io.dnsfailover.dns.internal.batch.Batch;
import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.Replaced;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Publishes to one PowerDNS Authoritative Server by its HTTP API. Works with version 4.6 and newer.
 *
 * <pre>{@code
 * DnsPublisher powerDns = PowerDnsPublisher.to(new InetSocketAddress("127.0.0.1", 8081))
 *         .key(Secret.read(Path.of("/etc/failover/api.key")))
 *         .dns(new InetSocketAddress("192.0.2.53", 53))
 *         .build();
 * }</pre>
 *
 * <p><b>What it writes.</b> A record set and, beside it, its mark, in one transaction; the mark is the same that
 * {@link io.dnsfailover.dns.rfc2136.Rfc2136Publisher} writes, so both may serve one zone in turn. Comments stay; disabled records of
 * the set go. Nothing else is touched. A signed zone without {@code API-RECTIFY} is rectified after each write, which takes longer
 * the larger it is.
 *
 * <p><b>Who wins.</b> The API cannot compare: there is no {@link Capability#COMPARE_AND_SET}, and a change with an expectation is
 * refused. A change is refused with {@link PublishEffect#CONFLICT} when the mark that is read just before names another owner, a higher
 * fencing token, a higher generation, or the same generation with other records. What somebody else writes between that read and
 * our write - some milliseconds - is overwritten; if it is he who comes later, we see it when we look, and report CONFLICT. Where two
 * controllers may write at once, update PowerDNS by RFC 2136 instead.
 *
 * <p><b>When it has succeeded.</b> When the server took the change, has cleared its caches of the name, <em>and</em> answers it over DNS.
 * The first alone means little: PowerDNS without the fix of late 2025 (4.7.3 in Debian 12 is one) may go on answering from its caches
 * for 20 s. What the caches made from a wildcard is not found by its name: the answers below {@code *.example.com.} follow when
 * {@code cache-ttl} and {@code query-cache-ttl} have passed. The answers over DNS are not signed and believed by the server's address, our port and the message id; nothing that is
 * written depends on them.
 *
 * <p>Each request has a connection of its own, as PowerDNS wants it. Redirects are not followed, proxies not used. Safe for concurrent
 * use; owns no threads, and no sockets between calls. A call ends at its deadline, by default 10 s, within about a millisecond of an
 * interrupt, and when the publisher is closed.
 */
public final class PowerDnsPublisher implements DnsPublisher {
    private final String name;
    private final String owner;
    private final Duration timeout;
    private final int maxBatch;
    private final PowerDnsClient client;

    PowerDnsPublisher(String name, String owner, Duration timeout, int maxBatch, PowerDnsClient client) {
        this.name = name;
        this.owner = owner;
        this.timeout = timeout;
        this.maxBatch = maxBatch;
        this.client = client;
    }

    /**
     * Begins a publisher.
     *
     * @param api the address and port of the API: {@code webserver-address} and {@code webserver-port} of the server
     * @return a builder that states the defaults
     */
    public static PowerDnsPublisherBuilder to(InetSocketAddress api) {
        return new PowerDnsPublisherBuilder(api);
    }

    @Override
    public String name() {
        return name;
    }

    /** None: the API cannot compare. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    /**
     * Reads a record set and its mark as they stood at one moment in the server's database. A mark of another owner counts as none.
     * A time to live that {@link io.dnsfailover.model.Ttl} cannot hold is shown as the nearest that it can.
     */
    @Override
    public Published read(RecordSetKey key) throws PublishException, InterruptedException {
        PowerDnsLimits.check(key);
        return client.readAtOneMoment(key, Deadline.after(timeout)).asPublished(owner);
    }

    /**
     * Replaces a record set. Does not write when the server holds it already, with the same generation and token.
     *
     * @throws PublishException {@link PublishEffect#CONFLICT} as the class says; {@link PublishEffect#NONE} when the server could not
     *     be reached or refused, or the change has an expectation; {@link PublishEffect#UNKNOWN} when there was no reply that can be
     *     understood, or what it took cannot be seen over DNS by the deadline
     */
    @Override
    public void replace(Change change) throws PublishException, InterruptedException {
        batch().replace(change);
    }

    /** As the builder says, by default {@value PowerDnsPublisherBuilder#DEFAULT_MAX_BATCH}. */
    @Override
    public int maxBatch() {
        return maxBatch;
    }

    /**
     * Replaces several record sets by one request. When the server does not take it, it goes out by halves, down to the change that is
     * to blame. The deadline is for all of them together. A request that got no reply is {@link PublishEffect#UNKNOWN} for each of its
     * changes.
     *
     * @throws IllegalArgumentException when there are more than {@link #maxBatch()}, or of several zones, or two of one record set
     */
    @Override
    public List<Replaced> replaceAll(List<Change> changes) throws InterruptedException {
        return batch().replaceAll(changes, maxBatch);
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
