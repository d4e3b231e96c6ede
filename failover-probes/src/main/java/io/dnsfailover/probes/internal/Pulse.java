package io.dnsfailover.probes.internal;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Asks the threads of the HTTP client, which take no tasks of ours, how late they are: with a connection to nowhere,
 * which they refuse as soon as they come to it, before a packet is sent.
 */
final class Pulse {
    private static final HttpHost NOWHERE = new HttpHost("http", "pulse.invalid", 1);
    private static final SocketAddress UNRESOLVED = InetSocketAddress.createUnresolved("pulse.invalid", 1);

    private final HeldUp heldUp = new HeldUp();
    private final AtomicInteger pending = new AtomicInteger();
    private volatile @Nullable ConnectionInitiator initiator;
    private volatile long sentNanos;

    /** Tells how the threads are reached. */
    void through(ConnectionInitiator found) {
        initiator = found;
    }

    /** Asks, unless an answer is still awaited. Loop only. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears the same
    void beat() {
        ConnectionInitiator target = initiator;
        if (target == null || pending.get() > 0) {
            return;
        }
        long now = ProbeThreads.nanoTime();
        sentNanos = now;
        for (int i = 0; i < HttpSide.IO_THREADS; i++) { // they take turns
            pending.incrementAndGet();
            Answer answer = new Answer(now);
            try {
                target.connect(NOWHERE, UNRESOLVED, null, Timeout.DISABLED, null, answer);
            } catch (RuntimeException e) { // the client has ended
                answer.cancelled();
            }
        }
    }

    /** Everything so far, in nanoseconds, with the answer that is still awaited. */
    long total() {
        long waiting = pending.get() == 0 ? 0 : ProbeThreads.nanoTime() - sentNanos;
        return heldUp.total() + waiting;
    }

    private final class Answer implements FutureCallback<IOSession> {
        private final long sent;

        Answer(long sent) {
            this.sent = sent;
        }

        @Override
        public void completed(IOSession impossible) {
            impossible.close();
            answered();
        }

        @Override
        public void failed(Exception expected) {
            answered();
        }

        @Override
        public void cancelled() {
            answered();
        }

        private void answered() {
            heldUp.add(ProbeThreads.nanoTime() - sent);
            pending.decrementAndGet();
        }
    }
}
