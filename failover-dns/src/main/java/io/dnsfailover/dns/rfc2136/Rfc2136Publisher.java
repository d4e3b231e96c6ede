package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
public final class Rfc2136Publisher implements DnsPublisher {
    /** The first pause before a write that does not show yet is looked for again; it doubles up to {@link #MAX_PAUSE}. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private static final Duration MAX_PAUSE = Duration.ofMillis(500);

    private final String name;
    private final String owner;
    private final Duration timeout;
    private final Rfc2136Client client;

    Rfc2136Publisher(String name, String owner, Duration timeout, Rfc2136Client client) {
        this.name = name;
        this.owner = owner;
        this.timeout = timeout;
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
        Rfc2136Limits.check(change);
        Deadline deadline = Deadline.after(timeout);
        RecordSetKey key = change.desired().key();
        OwnershipMark ours = new OwnershipMark(owner, change.generation(), change.fencingToken());
        Held before = client.read(key, deadline);
        if (before.shows(change, ours)) {
            return;
        }
        refuseConflict(change, before);
        boolean written = client.write(key, Rfc2136Records.update(change, ours, before), deadline);
        if (!written) {
            Held after = client.read(key, deadline);
            if (after.shows(change, ours)) {
                return;
            }
            written = after.sameAs(before) && writeOverNothing(change, ours, before, deadline);
        }
        if (!written) {
            throw conflict(key, "the zone no longer holds what was read" + orAnotherType(key));
        }
        awaitVisible(change, ours, deadline);
    }

    /**
     * Tries once more when the server keeps answering what it says is not there: a wildcard makes it up. Nothing is overwritten,
     * because this requires that nothing is there.
     */
    private boolean writeOverNothing(Change change, OwnershipMark ours, Held before, Deadline deadline)
            throws PublishException, InterruptedException {
        if (before.recordSet() == null || before.mark() != null) {
            return false;
        }
        return client.write(change.desired().key(), Rfc2136Records.update(change, ours, Held.NOTHING), deadline);
    }

    private void refuseConflict(Change change, Held held) throws PublishException {
        RecordSetKey key = change.desired().key();
        OwnershipMark mark = held.mark();
        if (held.foreignText() != null && OwnershipMark.looksLikeOne(held.foreignText())) {
            throw conflict(key, "its mark cannot be read: " + held.foreignText());
        }
        if (mark != null && !held.isOwnedBy(owner)) {
            throw conflict(key, "it belongs to '" + mark.owner() + "', and this publisher writes for '" + owner + "'");
        }
        if (mark != null && mark.token() > change.fencingToken()) {
            throw conflict(
                    key, "the controller with token " + mark.token() + " has taken over from " + change.fencingToken());
        }
        if (mark != null && mark.generation() > change.generation()) {
            throw conflict(key, "generation " + mark.generation() + " is newer than " + change.generation());
        }
        boolean sameDecision = mark != null && mark.generation() == change.generation() && held.showsRecordsOf(change);
        Published expected = change.expected();
        if (expected != null && !sameDecision && !matches(expected, held)) {
            throw conflict(key, "expected " + expected + ", found " + held.asPublished(owner));
        }
        if (expected == null && !sameDecision && mark != null && mark.generation() == change.generation()) {
            throw conflict(
                    key, "generation " + mark.generation() + " is there with other records: " + held.recordSet());
        }
    }

    /** Compares records and generation, not the time to live: no prerequisite of RFC 2136 can. */
    private boolean matches(Published expected, Held held) {
        Published found = held.asPublished(owner);
        return found.generation() == expected.generation() && sameRecords(found.recordSet(), expected.recordSet());
    }

    private static boolean sameRecords(@Nullable RecordSet one, @Nullable RecordSet other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.sameRecordsAs(other);
    }

    private void awaitVisible(Change change, OwnershipMark ours, Deadline deadline)
            throws PublishException, InterruptedException {
        RecordSetKey key = change.desired().key();
        Duration pause = FIRST_PAUSE;
        while (true) {
            Held held = readBack(key, deadline);
            if (held.shows(change, ours)) {
                return;
            }
            OwnershipMark mark = held.mark();
            if (mark != null && (mark.generation() > ours.generation() || mark.token() > ours.token())) {
                throw conflict(key, "it was written, and by now overwritten: " + mark.text());
            }
            if (deadline.remainingNanos() <= pause.toNanos()) {
                throw new PublishException(
                        PublishEffect.UNKNOWN,
                        name + ": confirmed the write of " + key + " and does not show it: " + held.recordSet() + ", "
                                + (mark == null ? "no mark" : mark.text()));
            }
            client.pause(pause);
            pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
        }
    }

    private Held readBack(RecordSetKey key, Deadline deadline) throws PublishException, InterruptedException {
        try {
            return client.read(key, deadline);
        } catch (PublishException e) {
            throw new PublishException(
                    PublishEffect.UNKNOWN, name + ": confirmed the write of " + key + ", then: " + e.getMessage(), e);
        }
    }

    private static String orAnotherType(RecordSetKey key) {
        return switch (key.type()) {
            case CNAME -> ", or holds other types at a name that is to be an alias";
            default -> ", or the name is an alias, or something else stands where its mark belongs";
        };
    }

    private PublishException conflict(RecordSetKey key, String why) {
        return new PublishException(PublishEffect.CONFLICT, name + ": did not write " + key + ": " + why);
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
