package io.dnsfailover.benchmarks.probes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What Linux tells of a process in {@code /proc}. */
public final class ProcessFigures {
    private static final double MICROS_PER_NANO = 1e-3;

    private ProcessFigures() {}

    /** Processor time of all threads so far, by what the thread is for; microseconds. */
    public static Map<String, Double> cpuMicros(long pid) throws IOException {
        Map<String, Double> byRole = new TreeMap<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks.toList()) {
                try {
                    String name = Files.readString(task.resolve("comm")).strip();
                    String nanos = Files.readString(task.resolve("schedstat")).split(" ", 2)[0];
                    byRole.merge(role(name), Long.parseLong(nanos) * MICROS_PER_NANO, Double::sum);
                } catch (NoSuchFileException e) {
                    // The thread has ended meanwhile.
                }
            }
        }
        return byRole;
    }

    private static String role(String thread) {
        if (thread.startsWith("failover-")) {
            return thread.startsWith("failover-probe") ? "sockets" : thread.replaceAll("[-0-9]+$", "");
        }
        if (thread.startsWith("GC") || thread.startsWith("G1")) {
            return "GC";
        }
        return thread.startsWith("C1") || thread.startsWith("C2") ? "JIT" : "other";
    }

    public static double total(Map<String, Double> byRole) {
        return byRole.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** A line of {@code /proc/PID/status}, such as {@code VmRSS}, as a number. */
    static long status(long pid, String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith(field + ":")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no " + field + " in the status of process " + pid);
    }
}
