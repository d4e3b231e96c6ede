package io.dnsfailover.dns.alias;

import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.Withdrawal;
import io.dnsfailover.spi.WithdrawingPublisher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the addresses of ANAME records through a publisher, and remembers what it wrote. For one caller at a time. */
final class AddressWriter {
    private static final Logger LOG = LoggerFactory.getLogger(AliasPublisher.class);

    /**
     * What was decided last, and what stands for it.
     *
     * @param change the decision
     * @param left what was there when it had been written
     * @param tried what was to be there when new addresses were written last, which may have happened or not
     */
    private record Standing(Change change, Stand left, Stand tried) {
        boolean explains(Stand now) {
            return Stand.FAMILIES.stream()
                    .allMatch(type ->
                            now.of(type).equals(left.of(type)) || now.of(type).equals(tried.of(type)));
        }
    }

    private final DnsPublisher inner;
    private final boolean comparesAndSets;
    /** The same publisher, if it can take records away. */
    private final @Nullable WithdrawingPublisher withdrawing;

    private final Map<RecordSetKey, Standing> standings = new HashMap<>();

    AddressWriter(DnsPublisher inner) {
        this.inner = inner;
        this.withdrawing = inner instanceof WithdrawingPublisher can ? can : null;
        this.comparesAndSets = inner.capabilities().contains(Capability.COMPARE_AND_SET);
    }

    Stand read(RecordSetKey aname) throws PublishException, InterruptedException {
        return new Stand(
                inner.read(Flattened.key(aname, RecordType.A)), inner.read(Flattened.key(aname, RecordType.AAAA)));
    }

    /** The ANAME that was written and stands there still; null when it is something else or was not written here. */
    @Nullable
    Published remembered(RecordSetKey aname, Stand now) {
        Standing standing = standings.get(aname);
        return standing == null || !standing.explains(now)
                ? null
                : new Published(standing.change.desired(), now.generation());
    }

    /** The records that point at a name, as was decided last. */
    List<RecordSetKey> pointingAt(String name) {
        return standings.values().stream()
                .map(standing -> standing.change.desired())
                .filter(aname -> aname.rdata().contains(name))
                .map(RecordSet::key)
                .toList();
    }

    /** What was decided last; null when nothing was that is still to be kept up to date. */
    @Nullable
    Change decided(RecordSetKey aname) {
        Standing standing = standings.get(aname);
        return standing == null ? null : standing.change;
    }

    void forget(RecordSetKey aname) {
        standings.remove(aname);
    }

    /**
     * Writes what was decided.
     *
     * @param expectedFlat the addresses of what the change expects to be there
     */
    void decide(Change change, Flattened wanted, Flattened expectedFlat) throws PublishException, InterruptedException {
        RecordSetKey key = change.desired().key();
        if (!wanted.hasAddresses()) {
            throw new PublishException(
                    PublishEffect.NONE,
                    inner.name() + ": did not write " + key + ": no address of "
                            + change.desired().rdata() + " is known and allowed");
        }
        Stand now = read(key);
        refuseConflict(change, now, wanted, expectedFlat);
        standings.remove(key); // whatever comes of it, what was decided before must not be written any more
        Stand left = now.holding(wanted, change.generation(), withdrawing != null);
        for (RecordType type : Stand.FAMILIES) {
            if (wanted.set(type) != null) { // also where nothing changes: the mark may need another token
                write(change, type, now, left);
            }
        }
        withdraw(change, now, left);
        standings.put(key, new Standing(change, left, left));
        left.leftOver(wanted)
                .forEach(type -> LOG.warn(
                        "{}: {} has no {} addresses, and those of an earlier target stay: {}",
                        inner.name(),
                        key,
                        type,
                        left.of(type).recordSet()));
    }

    private void refuseConflict(Change change, Stand now, Flattened wanted, Flattened expectedFlat)
            throws PublishException {
        RecordSetKey key = change.desired().key();
        if (now.generation() > change.generation()) {
            throw conflict(key, "generation " + now.generation() + " is newer than " + change.generation());
        }
        Published expected = change.expected();
        boolean there = now.generation() == change.generation() && now.hasAddressesOf(wanted);
        if (expected != null && !there && !matches(expected, expectedFlat, key, now)) {
            throw conflict(key, "expected " + expected + ", found " + now);
        }
    }

    private boolean matches(Published expected, Flattened expectedFlat, RecordSetKey key, Stand now) {
        if (expected.generation() != now.generation()) {
            return false;
        }
        RecordSet records = expected.recordSet();
        Published known = remembered(key, now);
        RecordSet knownRecords = known == null ? null : known.recordSet();
        if (knownRecords != null) {
            return records != null && records.sameRecordsAs(knownRecords);
        }
        return records == null || now.hasAddressesOf(expectedFlat);
    }

    private void write(Change decision, RecordType type, Stand now, Stand goal)
            throws PublishException, InterruptedException {
        RecordSet set = goal.of(type).recordSet();
        if (set == null) {
            return;
        }
        Published before = comparesAndSets ? now.of(type) : null;
        try {
            inner.replace(new Change(set, before, goal.of(type).generation(), decision.fencingToken()));
        } catch (PublishException e) {
            boolean firstWritten = type == RecordType.AAAA && !now.a().equals(goal.a());
            throw firstWritten ? partly(e) : e;
        }
    }

    /** Last, when the other family is there. */
    private void withdraw(Change decision, Stand now, Stand goal) throws PublishException, InterruptedException {
        for (RecordType type : Stand.FAMILIES) {
            if (withdrawing != null
                    && now.of(type).recordSet() != null
                    && goal.of(type).recordSet() == null) {
                RecordSetKey key = Flattened.key(decision.desired().key(), type);
                try {
                    withdrawing.withdraw(
                            new Withdrawal(key, now.of(type), goal.of(type).generation(), decision.fencingToken()));
                } catch (PublishException e) {
                    throw partly(e);
                }
            }
        }
    }

    private static PublishException partly(PublishException second) {
        return new PublishException(
                PublishEffect.UNKNOWN, "one family was written, the other is not done: " + second.getMessage(), second);
    }

    /**
     * Writes other addresses for what was decided last, if they are others, and if the server holds what was written.
     *
     * @return whether there was something to write
     */
    boolean renew(Change change, Flattened wanted) throws PublishException, InterruptedException {
        RecordSetKey key = change.desired().key();
        Standing standing = standings.get(key);
        if (standing == null || !standing.change.equals(change) || !wanted.hasAddresses()) {
            return false;
        }
        Stand goal = standing.left.holding(wanted, change.generation(), withdrawing != null);
        if (goal.equals(standing.left)) {
            return false;
        }
        Stand now = read(key);
        if (now.generation() > change.generation()) {
            standings.remove(key);
            throw conflict(key, "generation " + now.generation() + " is newer than " + change.generation());
        }
        if (!standing.explains(now)) {
            throw conflict(key, "somebody else changed it: found " + now);
        }
        goal = now.holding(wanted, change.generation(), withdrawing != null);
        standings.put(key, new Standing(change, standing.left, goal));
        for (RecordType type : Stand.FAMILIES) {
            if (!goal.of(type).equals(now.of(type))) {
                write(change, type, now, goal);
            }
        }
        withdraw(change, now, goal);
        standings.put(key, new Standing(change, goal, goal));
        return true;
    }

    private PublishException conflict(RecordSetKey key, String why) {
        return new PublishException(PublishEffect.CONFLICT, inner.name() + ": did not write " + key + ": " + why);
    }
}
