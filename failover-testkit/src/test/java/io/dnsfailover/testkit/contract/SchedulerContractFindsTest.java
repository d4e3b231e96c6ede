package io.dnsfailover.testkit.contract;

import io.dnsfailover.internal.engine.SystemScheduler;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each of the schedulers below makes one mistake. */
class SchedulerContractFindsTest {
    @Test
    void runningAtOnce_onTheThreadOfTheCaller() {
        Found.by(Impatient.class, "delayOfZeroOrLess_isAsSoonAsPossible", "not at once on the thread of the caller");
        Found.by(Impatient.class, "task_runsWhenDue", "a task runs, and not before it is due");
    }

    @Test
    void runningEachTaskOnAnotherThread() {
        Found.by(Crowded.class, "tasks_runOneAtATime", "tasks of the loop run one at a time");
    }

    @Test
    @DisplayName("workers that share one thread")
    void sharingOneWorker() {
        Found.by(Shared.class, "workers_holdNobodyUp", "workers have threads of their own");
    }

    @Test
    void notHeedingACancel() {
        Found.by(Stubborn.class, "cancel_callsOff", "a task that was called off does not run");
    }

    @Test
    void goingOnAfterClose() {
        Found.by(Tireless.class, "close_dropsEverything", "after close() nothing runs any more");
    }

    /** Does what the good one does, but for what a subclass does wrong. */
    abstract static class Wrong extends SchedulerContract implements Scheduler {
        final SystemScheduler good = new SystemScheduler();

        @Override
        protected Scheduler scheduler() {
            return this;
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            return good.schedule(delay, task);
        }

        @Override
        public Executor worker(String name) {
            return good.worker(name);
        }

        @Override
        public void close() {
            good.close();
        }
    }

    static final class Impatient extends Wrong {
        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            task.run();
            return () -> {};
        }
    }

    static final class Crowded extends Wrong {
        private final ExecutorService threads = Executors.newFixedThreadPool(2);

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            return good.schedule(delay, () -> threads.execute(task));
        }

        @Override
        public void close() {
            threads.shutdownNow();
            super.close();
        }
    }

    static final class Shared extends Wrong {
        private final Executor only = good.worker("only");

        @Override
        public Executor worker(String name) {
            return only;
        }

        @Override
        protected void await(BooleanSupplier condition, Duration atMost) throws Exception {
            super.await(condition, Duration.ofMillis(300));
        }
    }

    static final class Stubborn extends Wrong {
        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            Cancellable unused = good.schedule(delay, task);
            return () -> {};
        }
    }

    static final class Tireless extends Wrong {
        @Override
        public void close() {
            // Somebody may still have something to do.
        }
    }
}
