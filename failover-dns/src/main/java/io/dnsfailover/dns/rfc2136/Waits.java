package io.dnsfailover.dns.rfc2136;

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
final class Waits implements AutoCloseable {
    private static final String CLOSED = "the publisher is closed";

    private final Set<Selector> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public void close() {
        closed.countDown();
        open.forEach(Selector::wakeup);
    }

    Wait open() throws IOException {
        return new Wait(Selector.open());
    }

    void pause(Duration duration) throws IOException, InterruptedException {
        if (closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IOException(CLOSED);
        }
    }

    /** The wait for one socket. */
    final class Wait implements AutoCloseable {
        private final Selector selector;

        private Wait(Selector selector) {
            this.selector = selector;
            open.add(selector);
        }

        SelectionKey on(SelectableChannel channel, int operations) throws IOException {
            return channel.register(selector, operations);
        }

        /** Waits until the socket is ready (true) or the deadline has passed (false). */
        boolean until(Deadline deadline) throws IOException, InterruptedException {
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

        @Override
        public void close() throws IOException {
            open.remove(selector);
            selector.close();
        }
    }
}
