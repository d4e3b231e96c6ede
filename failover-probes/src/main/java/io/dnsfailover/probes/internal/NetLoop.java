package io.dnsfailover.probes.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with a selector, a queue of tasks and a heap of deadlines. Must never block, and survives whatever is
 * thrown in it.
 */
final class NetLoop implements Executor {
    /** What is called when a channel is ready. */
    interface Handler {
        /** On the loop; what it throws goes to {@link #broken}. */
        void ready(SelectionKey key) throws IOException;

        /** On the loop, after {@link #ready} has thrown. */
        void broken(Throwable trouble);
    }

    private static final Logger LOG = LoggerFactory.getLogger(NetLoop.class);
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MOST_AT_ONCE = 64;
    private static final long PAUSE_AFTER_TROUBLE_NANOS = 10_000_000;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> atTheEnd = new ArrayDeque<>(); // loop only
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Deadlines deadlines = new Deadlines(); // loop only
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES); // loop only
    private volatile @Nullable Runnable farewell;
    private volatile boolean ended;

    NetLoop(ProbeThreads threads) throws IOException {
        this.selector = Selector.open();
        this.thread = threads.newThread("loop", this::run);
        thread.start();
    }

    /**
     * Runs a task on the loop, in the order of the calls. After the end of the loop the task runs on the calling
     * thread, one at a time: it finds everything closed and reports that.
     */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (ended) {
            runLeftTasks();
        } else if (Thread.currentThread() != thread && awake.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    /** Tells whether this is the loop's thread. */
    boolean isHere() {
        return Thread.currentThread() == thread;
    }

    /**
     * Runs a task at the end of this turn of the loop: what others hear of then, they hear of together, and need to wake up
     * once. Loop only.
     */
    void later(Runnable task) {
        atTheEnd.add(task);
    }

    /** Loop only. */
    SelectionKey register(SelectableChannel channel, int operations, Handler handler) throws IOException {
        return channel.register(selector, operations, handler);
    }

    /** Loop only. */
    Deadlines.Deadline at(long nanos, LongConsumer task) {
        return deadlines.add(nanos, task);
    }

    /** Loop only; does nothing to a deadline that has run. */
    void cancel(Deadlines.Deadline deadline) {
        deadlines.remove(deadline);
    }

    /** An empty buffer for one read. Loop only, until the handler returns. */
    ByteBuffer buffer() {
        return buffer.clear();
    }

    /**
     * Ends the loop, without waiting for it.
     *
     * @param last runs on the loop as its last task
     */
    void end(Runnable last) {
        farewell = last;
        selector.wakeup();
    }

    private void run() {
        while (farewell == null) {
            try {
                turn();
            } catch (Throwable t) { // whatever it is: a loop that ended in silence would look like healthy endpoints
                LOG.warn("the probe loop met a fault and goes on", t);
                LockSupport.parkNanos(PAUSE_AFTER_TROUBLE_NANOS);
            }
        }
        guarded(farewell);
        run(tasks, Integer.MAX_VALUE);
        run(atTheEnd, Integer.MAX_VALUE);
        try {
            selector.close();
        } catch (IOException e) {
            LOG.warn("closing the probe loop", e);
        }
        ended = true;
        runLeftTasks();
    }

    /**
     * Ready channels come before deadlines: an answer that lay here while we were held up counts. Of the tasks, each of which may
     * begin a check, not all run at once when there are many: the answers to those that have begun are looked at in between.
     */
    private void turn() throws IOException {
        awake.set(false); // from here on a new task wakes us; one that is here already is seen now
        long wait = deadlines.untilNext(ProbeThreads.nanoTime());
        if (wait <= 0 || !tasks.isEmpty() || !atTheEnd.isEmpty()) {
            selector.selectNow(NetLoop::handle);
        } else {
            long millis = wait == Long.MAX_VALUE ? 0 : (wait + 999_999) / 1_000_000;
            selector.select(NetLoop::handle, millis);
        }
        awake.set(true);
        deadlines.run(ProbeThreads.nanoTime());
        run(tasks, MOST_AT_ONCE);
        run(atTheEnd, Integer.MAX_VALUE);
    }

    private static void handle(SelectionKey key) {
        Handler handler = (Handler) key.attachment();
        try {
            if (key.isValid()) {
                handler.ready(key);
            }
        } catch (Throwable t) { // one conversation's trouble is no other's
            handler.broken(t);
        }
    }

    private static void run(Queue<Runnable> waiting, int most) {
        for (int i = 0; i < most; i++) {
            Runnable task = waiting.poll();
            if (task == null) {
                return;
            }
            guarded(task);
        }
    }

    private synchronized void runLeftTasks() {
        run(tasks, Integer.MAX_VALUE);
    }

    private static void guarded(@Nullable Runnable task) {
        if (task == null) {
            return;
        }
        try {
            task.run();
        } catch (Throwable t) { // must not end the loop
            LOG.warn("a task of the probe loop failed", t);
        }
    }
}
