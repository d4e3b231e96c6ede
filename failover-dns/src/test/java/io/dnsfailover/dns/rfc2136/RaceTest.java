package io.dnsfailover.dns.rfc2136;

import static io.dnsfailover.dns.rfc2136.Publishing.at;
import static io.dnsfailover.dns.rfc2136.Publishing.change;
import static io.dnsfailover.dns.rfc2136.Publishing.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.server.KnotServer;
import io.dnsfailover.dns.server.NamedServer;
import io.dnsfailover.dns.server.PowerDnsServer;
import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two controllers that write generations in the wrong order: the older one must never have the last word. */
@Timeout(300)
class RaceTest {
    private static final RecordSetKey WWW = at("www.example.com.", RecordType.A);

    @Test
    void newestSurvives_onNamed() throws Exception {
        try (RealServer server = NamedServer.start()) {
            race(server, 400);
        }
    }

    @Test
    void newestSurvives_onKnot() throws Exception {
        try (RealServer server = KnotServer.start()) {
            race(server, 100);
        }
    }

    @Test
    void newestSurvives_onPowerDns() throws Exception {
        try (RealServer server = PowerDnsServer.start()) {
            race(server, 100);
        }
    }

    @Test
    @DisplayName("a writer that was stopped between deciding and writing loses, whatever happened meanwhile")
    void lateWriter_loses_onNamed() throws Exception {
        try (RealServer server = NamedServer.start();
                Rfc2136Publisher late = Publishing.to(server).build();
                Rfc2136Publisher other = Publishing.to(server).build()) {
            other.replace(change(1, recordsOf(1)));
            Published believed = late.read(WWW);
            other.replace(change(2, recordsOf(2), believed));
            // The same records as before, as after a failback: only the mark tells that time has passed.
            other.replace(change(3, recordsOf(1)));

            Publishing.assertFails(PublishEffect.CONFLICT, late, change(2, recordsOf(9), believed));
            Publishing.assertFails(PublishEffect.CONFLICT, late, change(2, recordsOf(9)));

            assertThat(late.read(WWW)).isEqualTo(new Published(recordsOf(1), 3));
        }
    }

    /** Each trial writes two generations at once, and somebody reads all the time. */
    private static void race(RealServer server, int trials) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        AtomicBoolean over = new AtomicBoolean();
        try (Rfc2136Publisher older = Publishing.to(server).build();
                Rfc2136Publisher newer = Publishing.to(server).build();
                Rfc2136Publisher watcher = Publishing.to(server).build()) {
            newer.replace(change(1, recordsOf(1)));
            Future<Integer> watched = threads.submit(() -> watch(watcher, over));
            int lost = 0;
            for (int trial = 1; trial <= trials; trial++) {
                long generation = 2L * trial;
                CyclicBarrier start = new CyclicBarrier(2);
                Future<Boolean> first = threads.submit(() -> write(older, generation, start));
                Future<Boolean> second = threads.submit(() -> write(newer, generation + 1, start));

                lost += first.get() ? 0 : 1;
                assertThat(second.get())
                        .as("generation %s was published", generation + 1)
                        .isTrue();
                assertThat(newer.read(WWW)).isEqualTo(new Published(recordsOf(generation + 1), generation + 1));
            }
            over.set(true);
            // Else nothing was raced for, or nobody looked.
            assertThat(lost).isPositive();
            assertThat(watched.get()).isGreaterThan(trials);
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    /** Writes as the engine does: after a conflict it reads, and gives up when what is there is newer. */
    private static boolean write(Rfc2136Publisher publisher, long generation, CyclicBarrier start) throws Exception {
        start.await();
        while (true) {
            try {
                publisher.replace(change(generation, recordsOf(generation)));
                return true;
            } catch (PublishException e) {
                if (e.effect() != PublishEffect.CONFLICT) {
                    throw e;
                }
                if (publisher.read(WWW).generation() > generation) {
                    return false;
                }
            }
        }
    }

    /** Never nothing, never records of another generation than the mark says, never backwards. */
    private static int watch(Rfc2136Publisher watcher, AtomicBoolean over) throws Exception {
        int looks = 0;
        long newest = 0;
        while (!over.get()) {
            Published seen = watcher.read(WWW);
            assertThat(seen.recordSet()).isEqualTo(recordsOf(seen.generation()));
            assertThat(seen.generation()).isGreaterThanOrEqualTo(newest);
            newest = seen.generation();
            looks++;
        }
        return looks;
    }

    private static RecordSet recordsOf(long generation) {
        return set(WWW, "10.1." + generation / 250 + "." + generation % 250, "10.2.0." + generation % 250);
    }
}
