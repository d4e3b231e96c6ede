package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.internal.DnsThreads;
import io.dnsfailover.dns.internal.exchange.Asked;
import io.dnsfailover.dns.internal.exchange.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;

/** Asks any number of servers at the same time, on one thread that begins with the first question. Safe for concurrent use. */
final class Asker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DnsProof.class);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final int mostUnderWay;
    private final SecureRandom ids = DnsThreads.unguessable();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Queue<Conversation> fresh = new ConcurrentLinkedQueue<>();
    private final List<Conversation> open = new ArrayList<>(); // the thread's only
    private final ByteBuffer room = ByteBuffer.allocate(Asked.MAX_DATAGRAM + 1); // the thread's only
    private @Nullable Selector selector; // guarded by this
    private @Nullable Thread thread; // guarded by this
    private volatile boolean closed; // written under the lock of this

    /**
     * Asks nothing yet.
     *
     * @param mostUnderWay how many questions there may be at the same time
     */
    Asker(int mostUnderWay) {
        this.mostUnderWay = mostUnderWay;
    }

    /**
     * Asks a question; returns at once.
     *
     * @param recursive whether the server is to ask others
     * @return completes on the thread of this, at the latest at the deadline; exceptionally for trouble of our own
     */
    CompletableFuture<Reply> ask(InetSocketAddress server, Name name, int type, boolean recursive, Deadline deadline) {
        if (underWay.incrementAndGet() > mostUnderWay) {
            underWay.decrementAndGet();
            return CompletableFuture.failedFuture(
                    new IllegalStateException(mostUnderWay + " questions are under way already"));
        }
        CompletableFuture<Reply> result = new CompletableFuture<>();
        CompletableFuture<Reply> told = result.whenComplete((reply, error) -> underWay.decrementAndGet());
        Asked asked = Asked.of(name, type, recursive, ids.nextInt(1 << 16));
        fresh.add(new Conversation(server, asked, deadline, result));
        try {
            awake();
        } catch (IOException e) {
            result.completeExceptionally(e);
        }
        return told;
    }

    private synchronized void awake() throws IOException {
        if (closed) {
            throw new IOException("the proof is closed");
        }
        if (selector == null) {
            Selector opened = Selector.open();
            selector = opened;
            thread = DnsThreads.start("failover-proof", () -> run(opened));
        }
        selector.wakeup();
    }

    private void run(Selector ready) {
        try (ready) {
            while (!closed) {
                try {
                    round(ready);
                } catch (IOException
                        | RuntimeException
                        | Error e) { // the questions that are under way must not end with it
                    LOG.error("The proof goes on after an error of its own", e);
                    DnsThreads.breathe();
                }
            }
        } catch (IOException e) {
            LOG.warn("A selector did not close", e);
        } finally {
            endAll();
        }
    }

    private void round(Selector ready) throws IOException {
        long wait = wait(open);
        if (wait < 0) {
            ready.select();
        } else {
            ready.select(wait);
        }
        for (Conversation next = fresh.poll(); next != null; next = fresh.poll()) {
            Conversation begun = next;
            open.add(begun);
            guarded(begun, () -> begun.begin(ready));
        }
        for (SelectionKey key : ready.selectedKeys()) {
            Conversation conversation = (Conversation) key.attachment();
            guarded(conversation, () -> conversation.ready(ready, room));
        }
        ready.selectedKeys().clear();
        for (Iterator<Conversation> all = open.iterator(); all.hasNext(); ) {
            Conversation conversation = all.next();
            guarded(conversation, conversation::tick);
            if (conversation.isOver()) {
                all.remove();
                conversation.close();
            }
        }
    }

    /** In milliseconds, rounded up, as zero would wait for ever; negative for as long as it takes. */
    private static long wait(List<Conversation> open) {
        long least = Long.MAX_VALUE;
        for (Conversation conversation : open) {
            least = Math.min(least, Math.max(0, conversation.next().remainingNanos()));
        }
        return least == Long.MAX_VALUE ? -1 : least / 1_000_000 + 1;
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void guarded(Conversation conversation, Step step) {
        if (conversation.isOver()) {
            return;
        }
        try {
            step.run();
        } catch (IOException | RuntimeException | Error e) { // trouble of our own with one question must harm no other
            conversation.fail(e);
        }
    }

    private void endAll() {
        for (Conversation next = fresh.poll(); next != null; next = fresh.poll()) {
            open.add(next);
        }
        for (Conversation conversation : open) {
            conversation.fail(new IOException("the proof is closed"));
            try {
                conversation.close();
            } catch (IOException e) {
                LOG.warn("A socket did not close", e);
            }
        }
        open.clear();
    }

    /** Whether a datagram for an address would leave this machine; sends none. */
    static boolean hasRoute(InetSocketAddress address) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            return connects(channel, address);
        } catch (IOException e) {
            return true; // there is no socket, which says nothing of the address
        }
    }

    private static boolean connects(DatagramChannel channel, InetSocketAddress address) {
        try {
            channel.connect(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends all questions, exceptionally, and the thread. Idempotent. */
    @Override
    public void close() {
        Thread ending;
        synchronized (this) {
            closed = true;
            ending = thread;
            if (selector != null) {
                selector.wakeup();
            }
        }
        if (ending != null) {
            DnsThreads.join(CLOSE, ending);
        }
    }
}
