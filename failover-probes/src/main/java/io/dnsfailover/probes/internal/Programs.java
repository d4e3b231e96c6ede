package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs for checks, a bounded number at a time. They are started and killed on two threads; the loop looks at what they say
 * and whether they have ended, and never waits.
 */
final class Programs {
    /** What is kept of what a program says; the rest is read and forgotten. */
    static final int MAX_KEPT_BYTES = 8 * 1024;

    private static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LAST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int PIECE_BYTES = 8 * 1024;

    /** What is told when a program has ended. On the loop. */
    interface Ended {
        /**
         * It has ended.
         *
         * @param exit its exit code
         * @param output what it said first
         */
        void with(int exit, String output);
    }

    private final NetLoop loop;
    private final ExecutorService starters;
    private final int limit;
    private final AtomicInteger running = new AtomicInteger();
    private final HeldUp heldUp = new HeldUp();
    private final Queue<Running> doomed = new ConcurrentLinkedQueue<>();

    Programs(NetLoop loop, ExecutorService starters, int limit) {
        this.loop = loop;
        this.starters = starters;
        this.limit = limit;
    }

    /** Starts a program. Loop only. */
    Running run(List<String> command, Map<String, String> environment, Check check, Ended ended) {
        Running program = new Running(check, ended);
        if (running.incrementAndGet() > limit) {
            running.decrementAndGet();
            check.end(Reason.LOCAL_TROUBLE, "the prober has its limit of " + limit + " programs running");
            return program;
        }
        program.holds.set(true);
        long asked = ProbeThreads.nanoTime();
        try {
            starters.execute(() -> {
                heldUp.add(ProbeThreads.nanoTime() - asked);
                program.start(command, environment);
            });
        } catch (RejectedExecutionException e) {
            program.release();
            check.end(Reason.LOCAL_TROUBLE, "too many programs wait to be started");
        }
        return program;
    }

    /** Has a program killed soon. */
    private void doom(Running program) {
        doomed.add(program);
        try {
            starters.execute(this::killDoomed);
        } catch (RejectedExecutionException e) { // closing, or much to do: then here
            killDoomed();
        }
    }

    /** Kills all that are to be killed, with all that descend from them: the system is asked once for all of them. */
    private void killDoomed() {
        Set<Long> pids = new HashSet<>();
        List<Running> programs = new ArrayList<>();
        for (Running program = doomed.poll(); program != null; program = doomed.poll()) {
            Process started = program.process;
            if (started != null) {
                pids.add(started.pid());
                programs.add(program);
            }
        }
        if (!programs.isEmpty()) {
            List<ProcessHandle> tree = descendants(pids);
            programs.forEach(Running::destroy);
            tree.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static List<ProcessHandle> descendants(Set<Long> pids) {
        Map<ProcessHandle, Long> parents = new HashMap<>();
        ProcessHandle.allProcesses()
                .forEach(process -> process.parent().ifPresent(parent -> parents.put(process, parent.pid())));
        List<ProcessHandle> found = new ArrayList<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Map.Entry<ProcessHandle, Long> each : parents.entrySet()) {
                if (pids.contains(each.getValue()) && pids.add(each.getKey().pid())) {
                    found.add(each.getKey());
                    grown = true;
                }
            }
        }
        return found;
    }

    /** How long programs had to wait to be started so far, in nanoseconds. */
    long heldUpNanos() {
        return heldUp.total();
    }

    void close() {
        starters.shutdown(); // what is still to be killed is killed
    }

    /** One program of one check. */
    final class Running {
        private final Check check;
        private final Ended ended;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream(); // loop only
        private final AtomicBoolean holds = new AtomicBoolean();
        private volatile boolean unwanted;
        private volatile @Nullable Process process;

        private Running(Check check, Ended ended) {
            this.check = check;
            this.ended = ended;
        }

        private void start(List<String> command, Map<String, String> environment) {
            if (unwanted) {
                release();
                return;
            }
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(new File("/"))
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"));
                builder.environment().clear();
                builder.environment().putAll(environment);
                Process started = builder.start();
                process = started;
                if (unwanted) {
                    doom(this);
                    return;
                }
                loop.execute(() -> look(FIRST_LOOK_NANOS));
            } catch (IOException | RuntimeException e) {
                release();
                check.end(Reason.LOCAL_TROUBLE, "cannot run " + command.get(0) + ": " + e.getMessage());
            }
        }

        /**
         * Reads while the program runs, so that it is not held up by what it says itself, and sees when it has ended: soon at first,
         * then less often. The JDK would tell us on threads of its common pool.
         */
        private void look(long nextNanos) {
            drain();
            if (!unwanted) {
                long after = Math.min(2 * nextNanos, LAST_LOOK_NANOS);
                loop.at(ProbeThreads.nanoTime() + nextNanos, late -> look(after));
            }
        }

        /** Reads what is there; when the program has ended, that was all. */
        private void drain() {
            Process started = process;
            if (started == null || unwanted) {
                return;
            }
            boolean over = !started.isAlive();
            try {
                read(started.getInputStream());
            } catch (IOException e) {
                // Its side is closed; what it said before is kept.
            }
            if (over) {
                unwanted = true;
                release();
                ended.with(started.exitValue(), kept.toString(StandardCharsets.UTF_8));
            }
        }

        /** At most one piece, so that a program that says much does not hold up the loop. */
        private void read(InputStream said) throws IOException {
            int count = Math.min(said.available(), PIECE_BYTES);
            byte[] piece = said.readNBytes(Math.max(0, count));
            kept.write(piece, 0, Math.min(piece.length, MAX_KEPT_BYTES - kept.size()));
        }

        /** Ends the program with everything it has started. Loop only; later calls do nothing. */
        void kill() {
            if (unwanted) {
                return;
            }
            unwanted = true;
            if (process != null) {
                doom(this);
            }
        }

        private void destroy() {
            Process started = process;
            if (started != null) {
                started.destroyForcibly();
            }
            release();
        }

        private void release() {
            if (holds.compareAndSet(true, false)) {
                running.decrementAndGet();
            }
        }
    }
}
