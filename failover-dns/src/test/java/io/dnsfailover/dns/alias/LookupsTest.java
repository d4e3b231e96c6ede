package io.dnsfailover.dns.alias;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.internal.DnsThreads;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupsTest {
    private static final DnsName NAME = DnsName.of("a.test.");
    private static final AliasLimits LIMITS = new AliasLimits(Duration.ofSeconds(10), Duration.ofHours(1), null);

    private final SimulatedTime time = new SimulatedTime();
    private final ScriptedUpstream upstream = new ScriptedUpstream(time);
    private final Lookups lookups = new Lookups(upstream, LIMITS, time);

    @ParameterizedTest
    @CsvSource({"0, 10", "9, 10", "60, 60", "3600, 3600", "2147483647, 3600"})
    @DisplayName("a lookup is known for as long as its TTL says, between floor and ceiling")
    void get_again_asksWhenTheTtlIsOver(long ttl, int seconds) throws Exception {
        upstream.put("a.test.", ttl, "192.0.2.1");

        assertThat(lookups.get(NAME).ttlSeconds()).isEqualTo(seconds);
        time.advance(Duration.ofSeconds(seconds).minusNanos(1));
        lookups.get(NAME);
        assertThat(upstream.asked("a.test.")).hasSize(1);

        time.advance(Duration.ofNanos(2));
        lookups.get(NAME);
        assertThat(upstream.asked("a.test.")).hasSize(2);
    }

    @Test
    void get_afterAFailure_asksWhenTheFloorIsOver() throws Exception {
        upstream.fail("a.test.");
        lookups.get(NAME);
        time.advance(Duration.ofSeconds(9));
        lookups.get(NAME);
        assertThat(upstream.asked("a.test.")).hasSize(1);

        time.advance(Duration.ofSeconds(2));
        upstream.put("a.test.", 60, "192.0.2.1");
        assertThat(lookups.get(NAME).isGood()).isTrue();
    }

    @Test
    void renew_alwaysAsks_andIsKnownFromThenOn() throws Exception {
        upstream.put("a.test.", 60, "192.0.2.1");
        lookups.get(NAME);
        time.advance(Duration.ofSeconds(50));
        upstream.put("a.test.", 60, "192.0.2.2");

        lookups.renew(NAME);
        time.advance(Duration.ofSeconds(50));

        assertThat(lookups.get(NAME).a().addresses()).containsExactly("192.0.2.2");
        assertThat(upstream.asked("a.test.")).hasSize(2);
    }

    @Test
    void ask_thatBreaks_isAFailure() throws Exception {
        Lookups broken = new Lookups(
                name -> {
                    throw new IllegalStateException("a fault of the test");
                },
                LIMITS,
                time);

        assertThat(broken.get(NAME).note()).contains("a fault of the test");
    }

    @Test
    @DisplayName("however many ask at the same time, one lookup is made, and all have its answer")
    void get_fromManyThreads_asksOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        Lookups slow = new Lookups(
                name -> {
                    asked.incrementAndGet();
                    go.await();
                    return Lookup.failed("slow");
                },
                LIMITS,
                new DnsThreads.Clocks());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Lookup>> all = java.util.stream.IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> i % 2 == 0 ? slow.get(NAME) : slow.renew(NAME)))
                    .toList();
            while (asked.get() == 0) {
                Thread.onSpinWait();
            }
            go.countDown();
            for (Future<Lookup> one : all) {
                assertThat(one.get(10, TimeUnit.SECONDS).note()).isEqualTo("slow");
            }
        } finally {
            threads.shutdownNow();
        }
        // Those that came when it was over, and wanted it anew, asked again.
        assertThat(asked.get()).isLessThanOrEqualTo(5);
    }

    @Test
    @DisplayName("when the one that asks is interrupted, whoever joined does not wait for ever")
    void get_interrupted_frees() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Lookups blocking = new Lookups(
                name -> {
                    if (asked.incrementAndGet() == 1) {
                        inside.countDown();
                        new CountDownLatch(1).await();
                    }
                    return Lookup.failed("second");
                },
                LIMITS,
                new DnsThreads.Clocks());
        Thread first = new Thread(() -> {
            try {
                blocking.get(NAME);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        first.start();
        inside.await();

        first.interrupt();
        first.join(10_000);

        assertThat(blocking.get(NAME).note()).isEqualTo("second");
    }
}
