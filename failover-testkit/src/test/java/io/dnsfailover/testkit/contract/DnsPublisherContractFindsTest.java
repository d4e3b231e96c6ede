package io.dnsfailover.testkit.contract;

import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.testkit.InMemoryPublisher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each of the publishers below makes one mistake that somebody has made before. */
class DnsPublisherContractFindsTest {
    @Test
    void adding_insteadOfReplacing() {
        Found.by(Adding.class, "replace_replaces", "the next publish takes the place of the one before it");
    }

    @Test
    void forgettingTheGeneration() {
        Found.by(Unmarked.class, "replace_ofNothing_isReadBack", "is read back with its generation");
    }

    @Test
    void readingItsOwnMemory() {
        Found.by(Caching.class, "read_seesWhatAnotherPublisherWrote", "reads the server and not its memory");
    }

    @Test
    void ignoringACondition_thatItCannotKeep() {
        Found.by(
                Careless.class,
                "conditionalChange_withoutTheCapability_isRefused",
                "a change with a condition is refused, and nothing happens");
    }

    @Test
    void keepingQuiet_whenTheServerIsOut() {
        Found.by(Optimist.class, "unreachableServer_isReported", "a server that cannot be reached is reported");
    }

    @Test
    @DisplayName("a token in the message of an exception")
    void showingASecret() {
        Found.by(Talkative.class, "unreachableServer_isReported", "without secrets");
    }

    @Test
    void sittingOutAnInterrupt() {
        Found.by(Deaf.class, "interrupt_endsCall", "an interrupt ends a call");
    }

    @Test
    @DisplayName("comparing the records and not the generation")
    void comparingRecordsOnly() {
        Found.by(
                RecordsOnly.class,
                "staleWriter_loses_evenWithTheSameRecords",
                "a writer that is behind loses, even when the records look as it expects");
    }

    @Test
    @DisplayName("comparing first and writing then, with a gap between them")
    void comparingThenWriting() {
        Found.by(CheckThenAct.class, "twoWriters_atOnce_oneWins", "of two writers at the same time, exactly one wins");
    }

    static final class Adding extends PublisherOnAZone {
        @Override
        DnsPublisher wrong(InMemoryPublisher good) {
            return new PublisherOnAZone.Delegate(good) {
                @Override
                public void replace(Change change) throws PublishException {
                    RecordSet desired = change.desired();
                    List<String> all = new ArrayList<>(desired.rdata());
                    RecordSet there = good.zone().lookup(desired.key());
                    all.addAll(there == null ? Set.of() : there.rdata());
                    good.replace(
                            new Change(RecordSet.of(desired.key(), desired.ttl(), all), null, change.generation(), 0));
                }
            };
        }
    }

    static final class Unmarked extends PublisherOnAZone {
        @Override
        DnsPublisher wrong(InMemoryPublisher good) {
            return new PublisherOnAZone.Delegate(good) {
                @Override
                public Published read(RecordSetKey key) throws PublishException {
                    return new Published(good.read(key).recordSet(), 0);
                }
            };
        }
    }

    static final class Caching extends PublisherOnAZone {
        @Override
        DnsPublisher wrong(InMemoryPublisher good) {
            Map<RecordSetKey, Published> seen = new HashMap<>();
            return new PublisherOnAZone.Delegate(good) {
                @Override
                public Published read(RecordSetKey key) throws PublishException {
                    if (!seen.containsKey(key)) {
                        seen.put(key, good.read(key));
                    }
                    return seen.getOrDefault(key, Published.NOTHING);
                }
            };
        }
    }

    static final class Careless extends PublisherOnAZone {
        @Override
        DnsPublisher wrong(InMemoryPublisher good) {
            return new PublisherOnAZone.Delegate(good.capableOf()) {
                @Override
                public void replace(Change change) throws PublishException {
                    good.replace(new Change(change.desired(), null, change.generation(), change.fencingToken()));
                }
            };
        }
    }

    static final class Optimist extends PublisherOnAZone {
        @Override
        DnsPublisher wrong(InMemoryPublisher good) {
            return new PublisherOnAZone.Delegate(good) {
                @Override
                public void replace(Change change) {
                    try {
                        good.replace(change);
                    } catch (PublishException e) {
                        // It will work some other time.
                    }
                }
            };
        }
    }

    static final class Talkative extends PublisherOnAZone {
        @Override
        DnsPublisher wrong(InMemoryPublisher good) {
            return new PublisherOnAZone.Delegate(good) {
                @Override
                public Published read(RecordSetKey key) throws PublishException {
                    throw new PublishException(
                            PublishEffect.NONE,
                            "cannot be read",
                            new IllegalStateException("GET https://api.example.net/zones?token=s3cr3t"));
                }
            };
        }
    }

    static final class Deaf extends PublisherOnAZone {
        @Override
        DnsPublisher wrong(InMemoryPublisher good) {
            return new PublisherOnAZone.Delegate(good) {
                @Override
                public Published read(RecordSetKey key) {
                    while (true) {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            // The server may still answer.
                        }
                    }
                }
            };
        }
    }

    static final class RecordsOnly extends PublisherOnAZone {
        @Override
        DnsPublisher wrong(InMemoryPublisher good) {
            return new PublisherOnAZone.Delegate(good) {
                @Override
                public void replace(Change change) throws PublishException {
                    Published expected = change.expected();
                    RecordSet records = expected == null ? null : expected.recordSet();
                    RecordSet there = good.zone().lookup(change.desired().key());
                    if (records != null && (there == null || !there.sameRecordsAs(records))) {
                        throw new PublishException(PublishEffect.CONFLICT, "others wrote");
                    }
                    good.replace(new Change(change.desired(), null, change.generation(), 0));
                }
            };
        }
    }

    static final class CheckThenAct extends PublisherOnAZone {
        private final CyclicBarrier bothHaveRead = new CyclicBarrier(2);

        @Override
        DnsPublisher wrong(InMemoryPublisher good) {
            return new PublisherOnAZone.Delegate(good) {
                @Override
                public void replace(Change change) throws PublishException {
                    Published there = good.read(change.desired().key());
                    try {
                        bothHaveRead.await(5, TimeUnit.SECONDS);
                    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                        throw new PublishException(PublishEffect.UNKNOWN, "the other writer did not come", e);
                    }
                    if (!there.equals(change.expected())) {
                        throw new PublishException(PublishEffect.CONFLICT, "others wrote");
                    }
                    good.replace(new Change(change.desired(), null, change.generation(), 0));
                }
            };
        }
    }
}
