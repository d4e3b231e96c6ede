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
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Two controllers that write generations in the wrong order: the older one must never have the last word.
 *
 * <p>{@code -Dfailover.race.trials=10000} makes it so many on each server.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class RaceTest {
    private static final int TRIALS = Integer.getInteger("failover.race.trials", 0);

    private static final RecordSetKey WWW = at("www.example.com.", RecordType.A);

    @Test
    void newestSurvives_onNamed() throws Exception {
        try (RealServer server = NamedServer.start()) {
            race("BIND", server, TRIALS == 0 ? 200 : TRIALS);
        }
    }

    @Test
    void newestSurvives_onKnot() throws Exception {
        try (RealServer server = KnotServer.start()) {
            race("Knot", server, TRIALS == 0 ? 60 : TRIALS);
        }
    }

    @Test
    void newestSurvives_onPowerDns() throws Exception {
        try (RealServer server = PowerDnsServer.start()) {
            race("PowerDNS", server, TRIALS == 0 ? 60 : TRIALS);
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

    /** Each trial writes two generations, at once or the newer one first, and two read all the time. */
    private static void race(String name, RealServer server, int trials) throws Exception {
        long start = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicBoolean over = new AtomicBoolean();
        try (Rfc2136Publisher older = Publishing.to(server).build();
                Rfc2136Publisher newer = Publishing.to(server).build();
                Rfc2136Publisher watcher = Publishing.to(server).build()) {
            newer.replace(change(1, recordsOf(1)));
            Future<Integer> watched = threads.submit(() -> watch(watcher, over));
            Future<Integer> polled = threads.submit(() -> poll(server, over));
            int lost = 0;
            for (int trial = 1; trial <= trials; trial++) {
                long generation = 2L * trial;
                lost += trial % 4 == 0
                        ? writeInTheWrongOrder(older, newer, generation)
                        : writeAtOnce(older, newer, generation, threads);
                assertThat(newer.read(WWW)).isEqualTo(new Published(recordsOf(generation + 1), generation + 1));
            }
            over.set(true);
            // Else nothing was raced for, or nobody looked.
            assertThat(lost).isGreaterThan(trials / 4);
            assertThat(watched.get()).isGreaterThan(trials);
            assertThat(polled.get()).isGreaterThan(trials);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d trials in %.0f s, the newer generation survived each; the older one lost %d times without having been"
                            + " there; %d reads and %d plain queries, none of them empty%n",
                    name,
                    trials,
                    (System.nanoTime() - start) / 1e9,
                    lost,
                    watched.get(),
                    polled.get());
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    /** Returns 1 when the older generation lost without having been there. */
    private static int writeAtOnce(
            Rfc2136Publisher older, Rfc2136Publisher newer, long generation, ExecutorService threads) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        Future<Boolean> first = threads.submit(() -> write(older, generation, start));
        Future<Boolean> second = threads.submit(() -> write(newer, generation + 1, start));
        boolean wasThere = first.get();
        assertThat(second.get())
                .as("generation %s was published", generation + 1)
                .isTrue();
        return wasThere ? 0 : 1;
    }

    private static int writeInTheWrongOrder(Rfc2136Publisher older, Rfc2136Publisher newer, long generation)
            throws Exception {
        newer.replace(change(generation + 1, recordsOf(generation + 1)));
        Publishing.assertFails(PublishEffect.CONFLICT, older, change(generation, recordsOf(generation)));
        return 1;
    }

    /** What anybody sees who asks: never nothing. */
    private static int poll(RealServer server, AtomicBoolean over) throws Exception {
        byte[] query = Message.newQuery(Record.newRecord(Rfc2136Records.name(WWW.owner()), Type.A, DClass.IN))
                .toWire();
        DatagramPacket answer = new DatagramPacket(new byte[512], 512);
        int looks = 0;
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server.address());
            socket.setSoTimeout(30_000);
            while (!over.get()) {
                socket.send(new DatagramPacket(query, query.length));
                socket.receive(answer);
                assertThat(new Message(Arrays.copyOf(answer.getData(), answer.getLength())).getSection(Section.ANSWER))
                        .hasSize(2);
                looks++;
            }
        }
        return looks;
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
