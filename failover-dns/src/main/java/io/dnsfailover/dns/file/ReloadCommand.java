package io.dnsfailover.dns.file;

import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Printable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program that has the name server load a zone: run without a shell, with a clean environment, on the calling thread. */
final class ReloadCommand {
    /** What stands for the name of the zone, without its final dot, in an argument. */
    static final String ZONE = "{zone}";

    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C");
    private static final int MAX_OUTPUT = 64 * 1024;
    private static final int POLL_MILLIS = 10;
    private static final int KILL_ROUNDS = 5;
    private static final Duration REAP = Duration.ofSeconds(1);

    private final List<String> command;

    ReloadCommand(List<String> command) {
        this.command = List.copyOf(command);
    }

    /**
     * Runs it for a zone. When this returns or throws, it and its descendants are gone, unless it ended and left them behind.
     *
     * @param deadline when it must be done
     * @throws IOException when it cannot be started, fails, or does not end in time; the message says which, with what it printed
     */
    void run(DnsName zone, Deadline deadline) throws IOException, InterruptedException {
        String text = zone.toString();
        String bare = text.length() > 1 ? text.substring(0, text.length() - 1) : text;
        List<String> arguments = new ArrayList<>();
        command.forEach(argument -> arguments.add(argument.replace(ZONE, bare)));
        ProcessBuilder builder =
                new ProcessBuilder(arguments).directory(new File("/")).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            watch(process, deadline);
        } finally {
            kill(process);
            process.getInputStream().close();
        }
    }

    private void watch(Process process, Deadline deadline) throws IOException, InterruptedException {
        ByteSink printed = new ByteSink();
        while (true) {
            // In this order: what was printed before the end is in the pipe by now.
            boolean ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            printed.takeFrom(process.getInputStream());
            if (ended && process.exitValue() == 0) {
                return;
            }
            if (ended) {
                throw new IOException(program() + " ended with " + process.exitValue() + ": " + printed);
            }
            if (printed.isFull()) {
                throw new IOException(program() + " printed more than " + MAX_OUTPUT + " octets");
            }
            if (deadline.hasPassed()) {
                throw new IOException(program() + " did not end in time: " + printed);
            }
        }
    }

    String program() {
        return Printable.of(command.get(0));
    }

    /** Descendants first: once their parent is gone, nobody finds them. In rounds, because they may have made more meanwhile. */
    private static void kill(Process process) {
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
            process.waitFor(REAP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was printed, up to a bound, taken without waiting for more. */
    private static final class ByteSink {
        private final byte[] octets = new byte[MAX_OUTPUT];
        private int size;

        void takeFrom(InputStream from) throws IOException {
            while (size < octets.length) {
                int available = Math.min(from.available(), octets.length - size);
                int read = available <= 0 ? 0 : from.read(octets, size, available);
                if (read <= 0) {
                    return;
                }
                size += read;
            }
        }

        boolean isFull() {
            return size == octets.length;
        }

        @Override
        public String toString() {
            return size == 0
                    ? "it printed nothing"
                    : Printable.of(new String(octets, 0, size, StandardCharsets.ISO_8859_1).strip());
        }
    }
}
