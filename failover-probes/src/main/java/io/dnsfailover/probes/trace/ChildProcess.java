package io.dnsfailover.probes.trace;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Runs a program with an empty environment and without input, on the calling thread, which never waits for more than the program's
 * next sign of life: a process that holds the pipe open and says nothing holds nobody up.
 */
final class ChildProcess {
    /** How a program came to its end. */
    enum End {
        /** By itself. */
        EXITED,
        /** It was stopped because nobody wanted more of it. */
        STOPPED,
        /** It was stopped because it printed too much. */
        TOO_MUCH
    }

    /** What a program printed, standard error among it: each octet is a character. */
    record Output(String text, End end) {}

    /** What is read of a program's output at most, in octets. */
    static final int MAX_OUTPUT = 64 * 1024;

    private static final long POLL_MILLIS = 20;
    private static final long REAP_MILLIS = 1000;
    private static final int KILL_ROUNDS = 5;

    private ChildProcess() {}

    /**
     * Runs a program. When this returns or throws, it and all its descendants are killed.
     *
     * @param goOn is called with what was printed so far, every 20 ms or sooner; false ends the program
     * @throws IOException when it cannot be started
     */
    static Output run(List<String> command, Predicate<String> goOn) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(new File("/")).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            return watch(process, goOn);
        } finally {
            killTree(process);
            process.getInputStream().close();
        }
    }

    private static Output watch(Process process, Predicate<String> goOn) throws IOException, InterruptedException {
        byte[] printed = new byte[MAX_OUTPUT];
        int size = 0;
        while (true) {
            // In this order: what was printed before the end is in the pipe by now.
            boolean exited = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            size += readWithoutWaiting(process.getInputStream(), printed, size);
            String text = new String(printed, 0, size, StandardCharsets.ISO_8859_1);
            if (size == MAX_OUTPUT) {
                return new Output(text, End.TOO_MUCH);
            }
            if (exited) {
                return new Output(text, End.EXITED);
            }
            if (!goOn.test(text)) {
                return new Output(text, End.STOPPED);
            }
        }
    }

    private static int readWithoutWaiting(InputStream from, byte[] into, int offset) throws IOException {
        int end = offset;
        while (end < into.length) {
            int available = Math.min(from.available(), into.length - end);
            int read = available <= 0 ? 0 : from.read(into, end, available);
            if (read <= 0) {
                break;
            }
            end += read;
        }
        return end - offset;
    }

    /** Descendants first: once their parent is gone, nobody finds them. In rounds, because they may have made more meanwhile. */
    private static void killTree(Process process) {
        if (!process.isAlive()) {
            return;
        }
        for (int round = 0; round < KILL_ROUNDS; round++) {
            List<ProcessHandle> below = process.descendants().toList();
            if (below.isEmpty()) {
                break;
            }
            below.forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
        try {
            process.waitFor(REAP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
