package io.dnsfailover.benchmarks.probes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link Backend} in a process of its own. */
final class BackendProcess implements AutoCloseable {
    final int port;
    final int hostilePort;
    final int tlsPort;
    private final Process process;
    private final BufferedReader out;

    private BackendProcess(Process process) throws IOException {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String[] ports = out.readLine().split(" ", -1);
        this.port = Integer.parseInt(ports[0]);
        this.hostilePort = Integer.parseInt(ports[1]);
        this.tlsPort = Integer.parseInt(ports[2]);
    }

    /**
     * Starts it.
     *
     * @param keys for TLS; null for none
     */
    static BackendProcess start(@Nullable BackendKeys keys) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Backend.class.getName()));
        if (keys != null) {
            command.addAll(List.of(keys.store().toString(), BackendKeys.PASSWORD));
        }
        return new BackendProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    long connections() throws IOException {
        OutputStream in = process.getOutputStream();
        in.write('\n');
        in.flush();
        return Long.parseLong(out.readLine());
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** A directory for the files of one run. */
    static Path directory() throws IOException {
        return Files.createTempDirectory("probe-load");
    }
}
