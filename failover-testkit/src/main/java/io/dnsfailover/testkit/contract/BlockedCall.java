package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A call that is expected to hang, on a thread of its own. */
final class BlockedCall {
    private final Thread thread;
    private final AtomicReference<@Nullable Throwable> thrown;

    private BlockedCall(Thread thread, AtomicReference<@Nullable Throwable> thrown) {
        this.thread = thread;
        this.thrown = thrown;
    }

    /** Starts a call and returns when its thread is about to make it. */
    static BlockedCall start(ThrowingCall call) throws InterruptedException {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        CountDownLatch running = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    running.countDown();
                    try {
                        call.run();
                    } catch (Throwable t) {
                        thrown.set(t);
                    }
                },
                "contract-blocked-call");
        thread.setDaemon(true);
        thread.start();
        assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();
        return new BlockedCall(thread, thrown);
    }

    /**
     * Lets the call hang for a moment, interrupts it, and waits for it to end.
     *
     * @param atMost how long it may take to end
     * @return what it threw; null when it returned
     */
    @Nullable
    Throwable interrupted(Duration atMost) throws InterruptedException {
        thread.join(200);
        assertThat(thread.isAlive()).as("the call hangs").isTrue();
        thread.interrupt();
        thread.join(atMost.toMillis());
        assertThat(thread.isAlive()).as("the call hangs after an interrupt").isFalse();
        return thrown.get();
    }

    /** What to call. */
    interface ThrowingCall {
        void run() throws Exception;
    }
}
