package io.dnsfailover.dns.alias;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.Replaced;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Another publisher that can hold ANAME records: it is given the addresses of what they point at, as A and AAAA record sets of the
 * owner, which may be the apex of a zone. All other changes go through as they are.
 *
 * <p><b>When addresses change</b> they are written without being asked, with the generation and token of the decision that stands, on
 * condition that the server holds what was written before, for as long as {@link AliasResolver#follow} names the record. What fails
 * is tried again after a pause that grows from 1 s to a minute; after a {@link PublishEffect#CONFLICT}, 30 s at least.
 *
 * <p><b>Marks.</b> To the other publisher each change of addresses is a generation of its own: that of the decision times a million, and one
 * more for each change since. Reading takes it back.
 *
 * <p><b>Never nothing.</b> A target without any address that is known and allowed is not published ({@link PublishEffect#NONE}): what
 * stands there stays. Of a target that has one family only, that one is written, and then the addresses of the other
 * family, which an earlier target had, are taken away where the other publisher is a {@link io.dnsfailover.spi.WithdrawingPublisher} and
 * has marked them. Else they stay, and the log warns of them: let {@link AliasResolverBuilder#families} name the families that all
 * targets have.
 *
 * <p><b>Reading</b> finds the ANAME in what was written last; after a restart in the first name of the policy whose addresses are those
 * that stand there. Its TTL is then not known and shown as the longest there is, so that a decision is written once more. The
 * generation is that of the newer mark. Addresses that fit no name, such as somebody else's, are shown as no record set.
 *
 * <p><b>Partly written.</b> The two families are two changes. When the second fails after the first was written, the effect is {@link
 * PublishEffect#UNKNOWN}.
 *
 * <p>The other publisher is called by one thread at a time, the caller's or the one that writes new addresses, in turn. An ANAME whose
 * target was never looked up waits for that first, up to the timeout of the resolver for each name.
 */
public final class AliasPublisher implements DnsPublisher {
    private final DnsPublisher inner;
    private final AliasResolver resolver;
    private final Set<Capability> capabilities;
    private final ReentrantLock turn = new ReentrantLock(true); // fair: a decision waits for one write at most
    private final AddressWriter writer; // in turn only
    private final Map<RecordSetKey, Object> holders = new ConcurrentHashMap<>();
    private final Republisher republisher;
    private final Consumer<DnsName> listener;

    /** What has to be done in turn. */
    private interface Call<T> {
        T make() throws PublishException, InterruptedException;
    }

    /** What was read, and the ANAME that it is if that was written here. */
    private record Seen(Stand now, @Nullable Published known) {}

    private record Decided(@Nullable Change change) {}

    private AliasPublisher(DnsPublisher inner, AliasResolver resolver) {
        this.inner = inner;
        this.resolver = resolver;
        this.writer = new AddressWriter(inner);
        Set<Capability> more = EnumSet.of(Capability.ANAME);
        more.addAll(inner.capabilities());
        this.capabilities = Set.copyOf(more);
        this.republisher = new Republisher(resolver.scheduler(), this::pointingAt, this::renew);
        this.listener = name -> republisher.changed(name.folded());
        resolver.listen(listener);
    }

    /**
     * A publisher with {@link Capability#ANAME} and all that the other one can.
     *
     * @param inner writes the addresses; closed with this one
     * @param resolver finds them; stays open. Several publishers can share one
     * @return the publisher
     */
    public static AliasPublisher around(DnsPublisher inner, AliasResolver resolver) {
        return new AliasPublisher(inner, resolver);
    }

    /** That of the other publisher. */
    @Override
    public String name() {
        return inner.name();
    }

    /** Those of the other publisher, and {@link Capability#ANAME}. */
    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    /** That of the other publisher. ANAME records in a batch are written one after the other, until the server fails. */
    @Override
    public int maxBatch() {
        return inner.maxBatch();
    }

    @Override
    public Published read(RecordSetKey key) throws PublishException, InterruptedException {
        if (key.type() != RecordType.ANAME) {
            return inTurn(() -> inner.read(key));
        }
        Seen seen = inTurn(() -> {
            Stand there = writer.read(key);
            return new Seen(there, writer.remembered(key, there));
        });
        Stand now = seen.now;
        if (seen.known != null || now.isEmpty()) {
            return seen.known != null ? seen.known : new Published(null, now.generation());
        }
        for (DnsName name : resolver.candidates(key)) {
            RecordSet candidate = RecordSet.of(key, new Ttl(Ttl.MAX_SECONDS), List.of(name.folded()));
            if (now.hasAddressesOf(resolver.flatten(candidate))) {
                return new Published(candidate, now.generation());
            }
        }
        return new Published(null, now.generation());
    }

    @Override
    public void replace(Change change) throws PublishException, InterruptedException {
        if (change.desired().key().type() != RecordType.ANAME) {
            inTurn(() -> {
                inner.replace(change);
                return true;
            });
            return;
        }
        RecordSetKey key = change.desired().key();
        resolver.hold(holders.computeIfAbsent(key, k -> new Object()), AliasResolver.names(change.desired()));
        Flattened wanted = resolver.flatten(change.desired());
        Published expected = change.expected();
        RecordSet expectedSet = expected == null ? null : expected.recordSet();
        Flattened expectedFlat = expectedSet == null ? Flattened.NOTHING : resolver.flatten(expectedSet);
        inTurn(() -> {
            writer.decide(change, wanted, expectedFlat);
            return true;
        });
        // What has changed since it was looked at was told when nobody knew of this decision yet.
        change.desired().rdata().forEach(republisher::changed);
    }

    @Override
    public List<Replaced> replaceAll(List<Change> changes) throws InterruptedException {
        List<Change> others = changes.stream()
                .filter(change -> change.desired().key().type() != RecordType.ANAME)
                .toList();
        Map<Change, Replaced> ended = new HashMap<>();
        if (!others.isEmpty()) {
            turn.lockInterruptibly();
            try {
                inner.replaceAll(others).forEach(one -> ended.put(one.change(), one));
            } finally {
                turn.unlock();
            }
        }
        PublishException trouble = null;
        for (Change change : changes) {
            if (change.desired().key().type() == RecordType.ANAME) {
                PublishException failure = trouble == null ? failureOf(change) : notTried(change, trouble);
                ended.put(change, new Replaced(change, failure));
                trouble = isOfTheServer(change, failure) ? failure : trouble;
            }
        }
        return new ArrayList<>(changes.stream().map(ended::get).toList());
    }

    private @Nullable PublishException failureOf(Change change) throws InterruptedException {
        try {
            replace(change);
            return null;
        } catch (PublishException e) {
            return e;
        }
    }

    /** Not that of the record: each of the others would wait for it as long. */
    private boolean isOfTheServer(Change change, @Nullable PublishException failure) throws InterruptedException {
        return failure != null
                && failure.effect() != PublishEffect.CONFLICT
                && resolver.flatten(change.desired()).hasAddresses();
    }

    private static PublishException notTried(Change change, PublishException trouble) {
        return new PublishException(
                PublishEffect.NONE,
                "did not try to write " + change.desired().key() + " after: " + trouble.getMessage(),
                trouble);
    }

    /** On the worker; the records of policies that are gone are left alone from then on. */
    private List<RecordSetKey> pointingAt(String name) {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is being closed
            return List.of();
        }
        try {
            List<RecordSetKey> all = writer.pointingAt(name);
            all.stream().filter(key -> !resolver.isFollowed(key)).forEach(key -> {
                writer.forget(key);
                release(key);
            });
            return all;
        } finally {
            turn.unlock();
        }
    }

    private boolean renew(RecordSetKey key) throws PublishException, InterruptedException {
        Decided decided = inTurn(() -> new Decided(writer.decided(key)));
        Change change = decided.change;
        if (change == null) {
            return false;
        }
        Flattened wanted = resolver.flatten(change.desired());
        return inTurn(() -> writer.renew(change, wanted));
    }

    private void release(RecordSetKey key) {
        Object holder = holders.remove(key);
        if (holder != null) {
            resolver.hold(holder, List.of());
        }
    }

    private <T> T inTurn(Call<T> call) throws PublishException, InterruptedException {
        turn.lockInterruptibly();
        try {
            return call.make();
        } finally {
            turn.unlock();
        }
    }

    /** Closes the other publisher, and ends the writing of new addresses. Idempotent. */
    @Override
    public void close() {
        republisher.close();
        resolver.ignore(listener);
        List.copyOf(holders.keySet()).forEach(this::release);
        inner.close();
    }

    /** The {@link #name()}. */
    @Override
    public String toString() {
        return name();
    }
}
