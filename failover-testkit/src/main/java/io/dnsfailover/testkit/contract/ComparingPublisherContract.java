package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What a {@link DnsPublisher} with {@link Capability#COMPARE_AND_SET} must do besides {@link DnsPublisherContract}: of two
 * writers who believe the same, one wins and the other learns that it lost.
 */
public abstract class ComparingPublisherContract extends DnsPublisherContract {
    private static final int ROUNDS = 10;

    /** For subclasses. */
    protected ComparingPublisherContract() {}

    @Test
    @DisplayName("the publisher says that it can compare")
    void capabilities_haveCompareAndSet() throws Exception {
        assertThat(open().capabilities()).contains(Capability.COMPARE_AND_SET);
    }

    @Test
    @DisplayName("a change whose expectation holds happens")
    void expectationThatHolds_isWritten() throws Exception {
        DnsPublisher publisher = open();
        RecordSet first = addresses("www", "192.0.2.10");
        RecordSet second = addresses("www", "192.0.2.20");

        publisher.replace(new Change(first, Published.NOTHING, 1, 0));
        publisher.replace(new Change(second, new Published(first, 1), 2, 0));

        assertThat(lookup(second.key())).isEqualTo(second);
        assertThat(publisher.read(second.key())).isEqualTo(new Published(second, 2));
    }

    @Test
    @DisplayName("a change that expects other records is a conflict, and the zone stays as it is")
    void expectationOfOtherRecords_isAConflict() throws Exception {
        DnsPublisher publisher = open();
        RecordSet there = addresses("www", "192.0.2.10");
        publisher.replace(unconditional(there, 1));

        assertConflict(
                publisher,
                new Change(addresses("www", "192.0.2.30"), new Published(addresses("www", "192.0.2.20"), 1), 2, 0));

        assertHolds(publisher, there, 1);
    }

    @Test
    @DisplayName("a change that expects some of the records is a conflict")
    void expectationOfSomeRecords_isAConflict() throws Exception {
        DnsPublisher publisher = open();
        RecordSet there = addresses("www", "192.0.2.10", "192.0.2.20");
        publisher.replace(unconditional(there, 1));

        assertConflict(
                publisher,
                new Change(addresses("www", "192.0.2.30"), new Published(addresses("www", "192.0.2.10"), 1), 2, 0));

        assertHolds(publisher, there, 1);
    }

    @Test
    @DisplayName("a change that expects nothing where there is something is a conflict")
    void expectationOfNothing_whereThereIsSomething_isAConflict() throws Exception {
        DnsPublisher publisher = open();
        RecordSet there = addresses("www", "192.0.2.10");
        publisher.replace(unconditional(there, 1));

        assertConflict(publisher, new Change(addresses("www", "192.0.2.20"), Published.NOTHING, 2, 0));

        assertHolds(publisher, there, 1);
    }

    @Test
    @DisplayName("a change that expects something where there is nothing is a conflict")
    void expectationOfSomething_whereThereIsNothing_isAConflict() throws Exception {
        DnsPublisher publisher = open();
        RecordSet desired = addresses("www", "192.0.2.20");

        assertConflict(publisher, new Change(desired, new Published(addresses("www", "192.0.2.10"), 1), 2, 0));

        assertThat(lookup(desired.key())).isNull();
        assertThat(publisher.read(desired.key())).isEqualTo(Published.NOTHING);
    }

    @Test
    @DisplayName("what somebody else wrote stays when we did not expect it")
    void foreignRecords_areNotOverwritten() throws Exception {
        DnsPublisher publisher = open();
        RecordSet ours = addresses("www", "192.0.2.10");
        RecordSet foreign = addresses("www", "203.0.113.1");
        publisher.replace(unconditional(ours, 1));
        writeOutOfBand(foreign);

        assertConflict(publisher, new Change(addresses("www", "192.0.2.20"), new Published(ours, 1), 2, 0));

        assertThat(lookup(foreign.key())).isEqualTo(foreign);
    }

    @Test
    @DisplayName("foreign records are taken over by a change that expects them")
    void foreignRecords_canBeTakenOver() throws Exception {
        DnsPublisher publisher = open();
        RecordSet foreign = addresses("www", "203.0.113.1");
        RecordSet desired = addresses("www", "192.0.2.10");
        writeOutOfBand(foreign);

        publisher.replace(new Change(desired, publisher.read(foreign.key()), 1, 0));

        assertHolds(publisher, desired, 1);
    }

    @Test
    @DisplayName("a writer that is behind loses, even when the records look as it expects")
    void staleWriter_loses_evenWithTheSameRecords() throws Exception {
        DnsPublisher behind = open();
        DnsPublisher ahead = open();
        RecordSet primary = addresses("www", "192.0.2.10");
        RecordSet backup = addresses("www", "192.0.2.20");
        ahead.replace(unconditional(primary, 1));
        Published believed = behind.read(primary.key());
        ahead.replace(new Change(backup, new Published(primary, 1), 2, 0));
        ahead.replace(new Change(primary, new Published(backup, 2), 3, 0));

        assertConflict(behind, new Change(backup, believed, 2, 0));

        assertHolds(ahead, primary, 3);
    }

    @Test
    @DisplayName("a conditional change twice is at most a conflict, and never another zone")
    void conditionalChange_twice_isOnce() throws Exception {
        DnsPublisher publisher = open();
        RecordSet desired = addresses("www", "192.0.2.10");
        Change change = new Change(desired, Published.NOTHING, 1, 0);
        publisher.replace(change);

        PublishException again = failureOf(publisher, change);

        assertThat(again == null ? PublishEffect.CONFLICT : again.effect()).isEqualTo(PublishEffect.CONFLICT);
        assertHolds(publisher, desired, 1);
    }

    @Test
    @DisplayName("an expectation is about the records and the generation, not about the time to live")
    void expectation_ignoresTheTtl() throws Exception {
        DnsPublisher publisher = open();
        RecordSet there = addresses("www", "192.0.2.10");
        RecordSet believed = RecordSet.of(there.key(), new Ttl(599), there.rdata());
        RecordSet desired = addresses("www", "192.0.2.20");
        publisher.replace(unconditional(there, 1));

        publisher.replace(new Change(desired, new Published(believed, 1), 2, 0));

        assertHolds(publisher, desired, 2);
    }

    @Test
    @DisplayName("of two writers at the same time, exactly one wins")
    void twoWriters_atOnce_oneWins() throws Exception {
        List<DnsPublisher> writers = List.of(open(), open());
        Published believed = Published.NOTHING;
        for (int round = 1; round <= ROUNDS; round++) {
            List<RecordSet> wanted =
                    List.of(addresses("www", "192.0.2." + round), addresses("www", "198.51.100." + round));

            List<@Nullable PublishException> failures = race(writers, wanted, believed, round);

            int winner = failures.indexOf(null);
            assertThat(failures).as("round %s", round).containsOnlyOnce((PublishException) null);
            PublishException lost = failures.get(1 - winner);
            assertThat(lost == null ? null : lost.effect()).isEqualTo(PublishEffect.CONFLICT);
            assertHolds(writers.get(0), wanted.get(winner), round);
            believed = new Published(wanted.get(winner), round);
        }
    }

    private static List<@Nullable PublishException> race(
            List<DnsPublisher> writers, List<RecordSet> wanted, Published believed, long generation) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(writers.size());
        try {
            List<Callable<@Nullable PublishException>> calls = new ArrayList<>();
            for (int i = 0; i < writers.size(); i++) {
                DnsPublisher writer = writers.get(i);
                Change change = new Change(wanted.get(i), believed, generation, 0);
                calls.add(() -> failureOf(writer, change));
            }
            List<@Nullable PublishException> failures = new ArrayList<>();
            for (Future<@Nullable PublishException> call : threads.invokeAll(calls)) {
                failures.add(call.get());
            }
            return failures;
        } finally {
            threads.shutdownNow();
        }
    }

    private static @Nullable PublishException failureOf(DnsPublisher publisher, Change change)
            throws InterruptedException {
        try {
            publisher.replace(change);
            return null;
        } catch (PublishException e) {
            return e;
        }
    }

    private void assertConflict(DnsPublisher publisher, Change change) {
        assertFails(() -> publisher.replace(change), PublishEffect.CONFLICT);
    }

    private void assertHolds(DnsPublisher publisher, RecordSet recordSet, long generation) throws Exception {
        assertThat(lookup(recordSet.key())).isEqualTo(recordSet);
        assertThat(publisher.read(recordSet.key())).isEqualTo(new Published(recordSet, generation));
    }
}
