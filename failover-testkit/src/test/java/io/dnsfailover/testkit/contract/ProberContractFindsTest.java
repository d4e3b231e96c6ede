package io.dnsfailover.testkit.contract;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Each of the probers below makes one mistake. */
class ProberContractFindsTest {
    @Test
    void leavingAThread() {
        Found.by(Threaded.class, "close_leavesNoThread", "no thread is left after close");
        Threaded.END.countDown();
    }

    @Test
    void acceptingWhatItCannotDo() {
        Found.by(
                Yes.class,
                "unsupportedSpec_isRefused",
                "a check that a prober cannot make is refused before it is used");
    }

    @Test
    void forgettingTheChecksThatRun() {
        Found.by(Careless.class, "close_endsChecksInFlight", "without evidence against anybody");
    }

    @Test
    void goingOnAfterClose() {
        Found.by(Careless.class, "probe_afterClose_isInconclusive", "says nothing about the endpoint");
    }

    /** A fixture in simulated time. */
    abstract static class Simulated extends ProberContract {
        private final SimulatedTime time = new SimulatedTime();

        abstract Prober wrong(ScriptedProber good);

        @Override
        protected Prober prober() {
            ScriptedProber prober = new ScriptedProber(time);
            prober.endpoint("192.0.2.2").goesDown();
            prober.endpoint("192.0.2.3").goesSilent();
            return wrong(prober);
        }

        @Override
        protected ProbeSpec spec() {
            return new NamedProbe("any");
        }

        @Override
        protected Endpoint passing() {
            return Endpoint.of("192.0.2.1");
        }

        @Override
        protected Endpoint failing() {
            return Endpoint.of("192.0.2.2");
        }

        @Override
        protected Optional<Endpoint> silent() {
            return Optional.of(Endpoint.of("192.0.2.3"));
        }

        @Override
        protected Duration slack() {
            return Duration.ofSeconds(10);
        }

        @Override
        protected long nanoTime() {
            return time.nanoTime();
        }

        @Override
        protected ProbeResult await(CompletionStage<ProbeResult> check, Duration atMost)
                throws ExecutionException, TimeoutException, InterruptedException {
            CompletableFuture<ProbeResult> future = check.toCompletableFuture();
            time.advanceUntil(future::isDone, atMost);
            return future.get(0, TimeUnit.NANOSECONDS);
        }
    }

    private record Wrapped(Prober good, Runnable whenClosed) implements Prober {
        @Override
        public boolean supports(ProbeSpec spec) {
            return true;
        }

        @Override
        public Probe prepare(ProbeSpec spec) {
            return good.prepare(spec);
        }

        @Override
        public void close() {
            whenClosed.run();
        }
    }

    static final class Threaded extends Simulated {
        static final CountDownLatch END = new CountDownLatch(1);

        @Override
        Prober wrong(ScriptedProber good) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            END.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "left-behind");
            thread.setDaemon(true);
            thread.start();
            return new Wrapped(good, good::close);
        }
    }

    static final class Yes extends Simulated {
        @Override
        Prober wrong(ScriptedProber good) {
            return new Wrapped(good, good::close);
        }
    }

    static final class Careless extends Simulated {
        @Override
        Prober wrong(ScriptedProber good) {
            return new Wrapped(good, () -> {});
        }
    }
}
