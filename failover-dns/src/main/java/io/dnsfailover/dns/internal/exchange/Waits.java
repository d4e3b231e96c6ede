package io.dnsfailover.dns.internal.exchange;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The waits of one publisher: an interrupt ends the one of its thread, closing ends them all. Safe for concurrent use. */
public final class Waits implements AutoCloseable {
    private static final String CLOSED = "the publisher is closed";

    private final Set<Selector> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Ends every wait, and all later ones at once. */
    @Override
    public void close() {
        closed.countDown();
        open.forEach(Selector::wakeup);
    }

    /**
     * Begins the wait for one socket.
     *
     * @return to be closed after use
     * @throws IOException when the system has no more of what it takes
     */
    public Wait open() throws IOException {
        return new Wait(Selector.open());
    }

    /**
     * Lets time pass.
     *
     * @param duration how long
     * @throws IOException when closed, before or meanwhile
     * @throws InterruptedException when interrupted
     */
    public void pause(Duration duration) throws IOException, InterruptedException {
        if (closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IOException(CLOSED);
        }
    }

    /** The wait for one socket. */
    public final class Wait implements AutoCloseable {
        private final Selector selector;

        private Wait(Selector selector) {
            this.selector = selector;
            open.add(selector);
        }

        /**
         * Says what to wait for.
         *
         * @param channel the socket, not blocking
         * @param operations as of {@link SelectionKey}
         * @return to change the operations by
         * @throws IOException when the socket is closed
         */
        public SelectionKey on(SelectableChannel channel, int operations) throws IOException {
            return channel.register(selector, operations);
        }

        /**
         * Waits.
         *
         * @param deadline until when
         * @return true when the socket is ready, false when the deadline has passed
         * @throws IOException when closed, before or meanwhile
         * @throws InterruptedException when interrupted
         */
        public boolean until(Deadline deadline) throws IOException, InterruptedException {
            while (true) {
                if (closed.getCount() == 0) {
                    throw new IOException(CLOSED);
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                long nanos = deadline.remainingNanos();
                if (nanos <= 0) {
                    return false;
                }
                selector.selectedKeys().clear();
                // Whole milliseconds, rounded up: zero would wait for ever.
                if (selector.select(nanos / 1_000_000 + 1) > 0) {
                    return true;
                }
            }
        }

        /** Ends it; the socket stays open. */
        @Override
        public void close() throws IOException {
            open.remove(selector);
            selector.close();
        }
    }
}
