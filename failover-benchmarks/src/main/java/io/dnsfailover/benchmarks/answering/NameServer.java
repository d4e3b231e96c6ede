package io.dnsfailover.benchmarks.answering;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A name server that runs as a child, with the made-up records.
 *
 * @param name what to call it
 * @param port where it answers, on 127.0.0.1
 * @param process it
 * @param log where it writes what it has to say
 */
record NameServer(String name, int port, Process process, Path log) implements AutoCloseable {
    private static final List<String> PLACES =
            List.of("/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/");

    /** Ours, with the settings that a small machine would have. */
    static NameServer ours(Path home, String name, int port, int records, int threads, int rateLimit)
            throws IOException {
        List<String> command = List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ListenerProcess.class.getName(),
                String.valueOf(port),
                String.valueOf(records),
                String.valueOf(threads),
                String.valueOf(rateLimit));
        return launch(name, home, port, command);
    }

    static Optional<NameServer> gdnsd(Path home, int port, int records) throws IOException {
        Files.createDirectories(home.resolve("zones"));
        Files.writeString(
                home.resolve("config"),
                "options => { listen => [ \"127.0.0.1\" ], dns_port => " + port + ", run_dir => " + home.resolve("run")
                        + ", state_dir => " + home.resolve("state") + " }\n");
        zone(home.resolve("zones/example.com"), records);
        return start("gdnsd", home, port, List.of("-c", home.toString(), "start"));
    }

    static Optional<NameServer> knot(Path home, int port, int records) throws IOException {
        zone(home.resolve("example.com.zone"), records);
        Files.writeString(home.resolve("knot.conf"), """
                server:
                  rundir: %1$s
                  listen: 127.0.0.1@%2$d
                database:
                  storage: %1$s
                zone:
                  - domain: example.com
                    storage: %1$s
                    file: example.com.zone
                """.formatted(home, port));
        return start(
                "knotd", home, port, List.of("-c", home.resolve("knot.conf").toString()));
    }

    /** With its caches off: an answer that fails over must not come from one. */
    static Optional<NameServer> powerDns(Path home, int port, int records) throws IOException {
        zone(home.resolve("example.com.zone"), records);
        Files.writeString(
                home.resolve("named.conf"),
                "zone \"example.com\" { type master; file \"" + home.resolve("example.com.zone") + "\"; };\n");
        Files.writeString(home.resolve("pdns.conf"), """
                launch=bind
                bind-config=%1$s/named.conf
                local-address=127.0.0.1
                local-port=%2$d
                socket-dir=%1$s
                daemon=no
                guardian=no
                write-pid=no
                disable-syslog=yes
                security-poll-suffix=
                cache-ttl=0
                query-cache-ttl=0
                negquery-cache-ttl=0
                """.formatted(home, port));
        return start("pdns_server", home, port, List.of("--config-dir=" + home));
    }

    private static void zone(Path file, int records) throws IOException {
        StringBuilder zone = new StringBuilder(
                "$ORIGIN example.com.\n$TTL 30\n@ SOA ns1 hostmaster ( 1 7200 30m 3d 900 )\n@ NS ns1\nns1 A 192.0.2.1\n");
        for (int i = 0; i < records; i++) {
            zone.append("r" + i + " A " + MadeUpRecords.address(i) + "\n");
        }
        Files.writeString(file, zone);
    }

    private static Optional<NameServer> start(String program, Path home, int port, List<String> arguments)
            throws IOException {
        Optional<Path> found = Stream.of(PLACES.toArray(String[]::new))
                .map(place -> Path.of(place + program))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            System.out.println(program + ": not installed");
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of(found.get().toString()));
        command.addAll(arguments);
        return Optional.of(launch(program, home, port, command));
    }

    private static NameServer launch(String name, Path home, int port, List<String> command) throws IOException {
        Path log = home.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new NameServer(name, port, process, log);
    }

    /** The last line of its log. */
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        return lines.isEmpty() ? "it says nothing" : lines.get(lines.size() - 1);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
