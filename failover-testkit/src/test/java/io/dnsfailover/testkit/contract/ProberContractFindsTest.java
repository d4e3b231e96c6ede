package io.dnsfailover.testkit.contract;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedProberContract;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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

    /** A fixture in simulated time; what is wrong is what the subclass makes of the good prober. */
    abstract static class Simulated extends SimulatedProberContract {
        abstract Prober wrong(ScriptedProber good);

        @Override
        protected Prober prober() {
            return wrong(scripted(time));
        }

        @Override
        protected Duration slack() {
            return Duration.ofSeconds(10);
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
