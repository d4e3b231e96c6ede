package io.dnsfailover.benchmarks.probes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** gdnsd and HAProxy, which check the same endpoints at the same rate. */
final class OtherCheckers {
    private static final int WARM_UP_SECONDS = 6;
    private static final int IN_A_RESOURCE = 50;

    private final LoadSettings settings;
    private final BackendProcess backend;
    private final Path directory;

    OtherCheckers(LoadSettings settings, BackendProcess backend, Path directory) {
        this.settings = settings;
        this.backend = backend;
        this.directory = directory;
    }

    private boolean isHttp() {
        return !settings.kind().equals("tcp");
    }

    void gdnsd() throws IOException, InterruptedException {
        run("gdnsd", startGdnsd());
    }

    /** Starts it; null where it is not installed. */
    @Nullable
    Process startGdnsd() throws IOException {
        Path home = Files.createDirectories(directory.resolve("gdnsd"));
        Files.createDirectories(home.resolve("zones"));
        StringBuilder config =
                new StringBuilder("options => { listen => [ \"127.0.0.1\" ], dns_port => 15399, run_dir => "
                        + home.resolve("run") + ", state_dir => " + home.resolve("state") + " }\n");
        config.append("service_types => { t => { plugin => ")
                .append(isHttp() ? "http_status, url_path => /, vhost => backend.example" : "tcp_connect")
                .append(", port => " + backend.port + ", interval => "
                        + settings.interval().toSeconds() + ", timeout => "
                        + Math.max(1, settings.timeout().toSeconds()) + " } }\nplugins => { multifo => {\n");
        StringBuilder zone =
                new StringBuilder("@ SOA ns1 hostmaster ( 1 7200 30m 3d 900 )\n@ NS ns1\nns1 A 192.0.2.1\n");
        for (int i = 0; i < settings.endpoints(); i++) {
            if (i % IN_A_RESOURCE == 0) {
                config.append(i == 0 ? "" : " }\n").append("r" + i + " => { service_types => t");
                zone.append("r" + i + " DYNA multifo!r" + i + "\n");
            }
            config.append(", a" + i + " => " + LoadSettings.address(i));
        }
        Files.writeString(home.resolve("config"), config + " }\n} }\n");
        Files.writeString(home.resolve("zones/example.com"), zone);
        return start("gdnsd", List.of("-c", home.toString(), "start"));
    }

    void haproxy() throws IOException, InterruptedException {
        StringBuilder config = new StringBuilder("global\n  maxconn 4000\ndefaults\n  mode "
                + (isHttp() ? "http" : "tcp") + "\n  timeout connect 1s\n  timeout client 5s\n  timeout server 5s\n"
                + "  timeout check 1s\nfrontend f\n  bind 127.0.0.1:15398\n  default_backend b\nbackend b\n"
                + (isHttp() ? "  option httpchk GET /\n" : ""));
        for (int i = 0; i < settings.endpoints(); i++) {
            config.append("  server s" + i + " " + LoadSettings.address(i) + ":" + backend.port + " check inter "
                    + settings.interval().toMillis() + "ms\n");
        }
        Path file = directory.resolve("haproxy.cfg");
        Files.writeString(file, config);
        run("haproxy", start("haproxy", List.of("-db", "-f", file.toString())));
    }

    private @Nullable Process start(String name, List<String> arguments) throws IOException {
        Optional<Path> program = Stream.of("/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/")
                .map(place -> Path.of(place + name))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            System.out.println(name + ": not installed");
            return null;
        }
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(program.get().toString());
        builder.command().addAll(arguments);
        return builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start();
    }

    private void run(String name, @Nullable Process process) throws IOException, InterruptedException {
        if (process == null) {
            return;
        }
        try {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS + settings.interval().toSeconds());
            measure(name, process);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private void measure(String name, Process process) throws IOException, InterruptedException {
        if (!process.isAlive()) {
            System.out.println(name + ": ended; see " + directory.resolve(name + ".log"));
            return;
        }
        double before = ProcessFigures.total(ProcessFigures.cpuMicros(process.pid()));
        long checksBefore = backend.connections();
        TimeUnit.SECONDS.sleep(settings.seconds());
        long seen = backend.connections() - checksBefore;
        // HAProxy gives a TCP check up before its last packet: the backend accepts nothing, and the rate is the set
        // one.
        long checks = seen == 0 ? (long) settings.rate() * settings.seconds() : seen;
        double micros = ProcessFigures.total(ProcessFigures.cpuMicros(process.pid())) - before;
        System.out.printf(
                "%s: %d checks/s; %.1f us of CPU a check; resident %d MiB%n",
                name,
                checks / settings.seconds(),
                micros / checks,
                ProcessFigures.status(process.pid(), "VmRSS") / 1024);
    }
}
