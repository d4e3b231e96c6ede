package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The threads that were alive at one time, to tell later which ones came after and stayed. */
final class LiveThreads {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

    private LiveThreads() {}

    static LiveThreads now() {
        return new LiveThreads();
    }

    /** Gives every newer thread a bounded time to end, and fails with the names of those that do not. */
    void assertNoneCameToStay(Predicate<Thread> ignored) throws InterruptedException {
        List<Thread> newer = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> !isOfTheJdk(thread))
                .filter(ignored.negate())
                .toList();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Thread thread : newer) {
            thread.join(
                    Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
        }

        assertThat(newer.stream().filter(Thread::isAlive).map(Thread::getName))
                .as("threads that are still alive %s after close()", PATIENCE)
                .isEmpty();
    }

    /** Threads that the JDK starts once for the whole process and keeps. */
    private static boolean isOfTheJdk(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return (group != null && Set.of("system", "InnocuousThreadGroup").contains(group.getName()))
                || thread.getName().equals("process reaper");
    }
}
