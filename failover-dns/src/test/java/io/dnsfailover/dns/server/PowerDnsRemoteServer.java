package io.dnsfailover.dns.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PowerDNS' {@code pdns_server} that asks its remote backend over a Unix socket, with its caches off. */
public final class PowerDnsRemoteServer extends ChildServer {
    private static final List<String> LIBRARIES =
            List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib");

    private PowerDnsRemoteServer(ServerProcess process) {
        super(process);
    }

    /**
     * Starts a server.
     *
     * @param socket where something answers for {@link #ZONE}
     * @param further more lines of its configuration
     */
    public static PowerDnsRemoteServer start(Path socket, String... further) {
        ServerProcess.requireFile(
                "pdns-backend-remote",
                LIBRARIES.stream()
                        .map(place -> place + "/pdns/libremotebackend.so")
                        .toList());
        return new PowerDnsRemoteServer(ServerProcess.start("pdns_server", (directory, port) -> {
            write(directory, configuration(directory, port, socket) + String.join("\n", further) + "\n");
            return List.of("pdns_server", "--config-dir=" + directory);
        }));
    }

    private static void write(Path directory, String configuration) throws IOException {
        Files.writeString(directory.resolve("pdns.conf"), configuration);
    }

    private static String configuration(Path directory, int port, Path socket) {
        return """
                launch=remote
                remote-connection-string=unix:path=%3$s
                remote-dnssec=no
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
                """.formatted(directory, port, socket);
    }
}
