package io.dnsfailover.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.policy.Reconciliation;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.InMemoryStateStore;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.TimeSource;
import io.dnsfailover.status.RecordStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DirectoryTest {
    private static final DnsName WWW = DnsName.of("www.example.com.");

    private final Hand scheduler = new Hand();
    private final EngineParts parts = parts(scheduler);
    private final RecordCell v4 = cell("z-v4", "www.example.com.", RecordType.A, "192.0.2.1");
    private final RecordCell v6 = cell("a-v6", "www.example.com.", RecordType.AAAA, "2001:db8::1");
    private final RecordCell mail = cell("mail", "Mail.example.com.", RecordType.A, "192.0.2.2");
    private final Directory directory = Directory.of(List.of(v4, v6, mail));

    private RecordCell cell(String name, String owner, RecordType type, String primary) {
        FailoverPolicy policy = FailoverPolicy.named(name)
                .record("example.com.", owner, type)
                .primary(primary)
                .probe(new NamedProbe("own"))
                .build();
        return new RecordCell(parts, policy, null);
    }

    private void startAll() {
        for (RecordCell cell : List.of(v4, v6, mail)) {
            cell.start(null, 0, () -> {});
        }
        scheduler.run();
    }

    @Test
    void empty_knowsNothing() {
        assertThat(Directory.EMPTY.current(WWW, RecordType.A)).isNull();
        assertThat(Directory.EMPTY.keys()).isEmpty();
        assertThat(Directory.EMPTY.statuses()).isEmpty();
        assertThat(Directory.EMPTY.status("z-v4")).isNull();
    }

    @Test
    @DisplayName("a record that does not know yet what it holds has a key, and no answer and no status")
    void current_beforeTheStart_isNull() {
        assertThat(directory.current(WWW, RecordType.A)).isNull();
        assertThat(directory.statuses()).isEmpty();
        assertThat(directory.status("z-v4")).isNull();
        assertThat(directory.keys()).containsExactlyInAnyOrder(v4.key(), v6.key(), mail.key());
    }

    @Test
    void current_byOwnerAndType_whateverTheCase() {
        startAll();

        RecordSet held = directory.current(DnsName.of("WWW.Example.COM."), RecordType.A);
        assertThat(held).isEqualTo(RecordSet.of(v4.key(), v4.policy().ttl(), List.of("192.0.2.1")));
        assertThat(directory.current(WWW, RecordType.A)).isSameAs(held);
        assertThat(directory.current(WWW, RecordType.AAAA).rdata()).containsExactly("2001:db8::1");
        assertThat(directory
                        .current(DnsName.of("mail.example.com."), RecordType.A)
                        .rdata())
                .containsExactly("192.0.2.2");
    }

    @Test
    void current_ofWhatIsNotManaged_isNull() {
        startAll();

        assertThat(directory.current(WWW, RecordType.CNAME)).isNull();
        assertThat(directory.current(DnsName.of("example.com."), RecordType.A)).isNull();
        assertThat(directory.current(DnsName.of("a.www.example.com."), RecordType.A))
                .isNull();
    }

    @Test
    void status_byPolicy_inTheOrderOfThePolicies() {
        startAll();

        assertThat(directory.statuses()).extracting(RecordStatus::policy).containsExactly("z-v4", "a-v6", "mail");
        assertThat(directory.status("a-v6")).isSameAs(directory.statuses().get(1));
        assertThat(directory.status("nobody")).isNull();
    }

    @Test
    void keys_areTheSameObjectThatNobodyChanges() {
        assertThat(directory.keys()).isSameAs(directory.keys());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> directory.keys().add(new RecordSetKey(WWW, WWW, RecordType.A)));
    }

    @Test
    void current_afterTheRecordIsRemoved_isNull() {
        startAll();

        v4.remove();

        assertThat(directory.current(WWW, RecordType.A)).isNull();
    }

    private static EngineParts parts(Scheduler scheduler) {
        TimeSource time = new TimeSource() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public Instant instant() {
                return Instant.EPOCH;
            }
        };
        Loop loop = new Loop(time, scheduler, 1);
        Tally tally = new Tally();
        JournalLane journal = new JournalLane(loop, null, tally);
        StoreLane store = new StoreLane(loop, new InMemoryStateStore(), journal);
        Outbox outbox = new Outbox(tally, store, List.of());
        HostLog log = new HostLog(loop, outbox, "run");
        return new EngineParts(
                loop,
                tally,
                List.of(),
                store,
                NO_SERVERS,
                outbox,
                FirstReads.from(NO_SERVERS),
                journal,
                new SharedChecks(),
                new Asks(),
                new Vantages(loop, Doubt.DEFAULT, List.of(), log, Runnable::run),
                new MoveBrake(loop, Brake.DEFAULT, log, journal, Runnable::run),
                null,
                "run");
    }

    private static final Lanes NO_SERVERS = new Lanes(List.of(), Reconciliation.DEFAULT);

    /** Runs what is scheduled when told to; a worker works at once. */
    private static final class Hand implements Scheduler {
        private final Queue<Runnable> tasks = new ArrayDeque<>();

        void run() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            tasks.add(task);
            return () -> tasks.remove(task);
        }

        @Override
        public Executor worker(String name) {
            return Runnable::run;
        }

        @Override
        public void close() {
            tasks.clear();
        }
    }
}
