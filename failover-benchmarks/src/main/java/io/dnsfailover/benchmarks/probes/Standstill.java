package io.dnsfailover.benchmarks.probes;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Stops this process for a while (SIGSTOP, SIGCONT), and counts what it does when it goes on. */
final class Standstill {
    private static final int SAMPLE_MILLIS = 100;

    private Standstill() {}

    /** Prints how many connections the backend saw in the intervals after the standstill, and the most in 100 ms. */
    static void measure(LoadSettings settings, BackendProcess backend) throws IOException, InterruptedException {
        long pid = ProcessHandle.current().pid();
        long before = System.nanoTime(); // before the stopper starts, which may be quicker than we are
        Process stopper = new ProcessBuilder(
                        "sh",
                        "-c",
                        "kill -STOP " + pid + "; sleep " + settings.standstillSeconds() + "; kill -CONT " + pid)
                .start();
        long now = System.nanoTime();
        while (now - before < TimeUnit.SECONDS.toNanos(1)) { // until a sample came late: that was the standstill
            before = now;
            TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
            now = System.nanoTime();
        }
        System.out.printf("stood still for %.1f s; then, in checks:", (now - before) / 1e9);
        long most = 0;
        long last = backend.connections();
        for (int interval = 0; interval < 4; interval++) {
            long first = last;
            long end = now + (interval + 1) * settings.interval().toNanos();
            while (System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
                long next = backend.connections();
                most = Math.max(most, next - last);
                last = next;
            }
            System.out.printf(" %d", last - first);
        }
        System.out.printf(" in the intervals after it, at most %d in %d ms%n", most, SAMPLE_MILLIS);
        stopper.waitFor();
    }
}
