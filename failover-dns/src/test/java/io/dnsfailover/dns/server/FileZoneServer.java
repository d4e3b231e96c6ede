package io.dnsfailover.dns.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A name server that is the primary of {@link #ZONE} from a zone file, and loads it when its control program says so. */
public final class FileZoneServer extends ChildServer {
    private final ServerProcess process;
    private final Kind kind;

    /** Which server. */
    public enum Kind {
        /** BIND, by {@code rndc}. */
        NAMED("named -g", "rndc"),
        /** Knot, by {@code knotc}. */
        KNOTD("knotd", "knotc"),
        /** NSD, by {@code nsd-control}. */
        NSD("nsd -d", "nsd-control");

        private final String command;
        private final String control;

        Kind(String command, String control) {
            this.command = command;
            this.control = control;
        }

        private List<String> words() {
            return List.of(command.split(" ", -1));
        }
    }

    private FileZoneServer(ServerProcess process, Kind kind) {
        super(process);
        this.process = process;
        this.kind = kind;
    }

    /** Starts a server. */
    public static FileZoneServer start(Kind kind) {
        ServerProcess.requireInstalled(kind.control);
        return new FileZoneServer(
                ServerProcess.start(kind.words().get(0), (directory, port) -> {
                    Files.writeString(directory.resolve("zone"), ZoneFile.text(List.of()));
                    Path file = directory.resolve("server.conf");
                    Files.writeString(file, configuration(kind, directory, port));
                    return Stream.concat(kind.words().stream(), Stream.of("-c", file.toString()))
                            .toList();
                }),
                kind);
    }

    /** The zone file that it loads. */
    public Path zoneFile() {
        return process.directory().resolve("zone");
    }

    /** The command that makes it load the file of a zone. */
    public List<String> reloadCommand() {
        String directory = process.directory().toString();
        return switch (kind) {
            case NAMED -> List.of("/usr/sbin/rndc", "-c", directory + "/rndc.conf", "reload", "{zone}");
            case KNOTD -> List.of("/usr/sbin/knotc", "-b", "-s", directory + "/knot.sock", "zone-reload", "{zone}");
            case NSD -> List.of("/usr/sbin/nsd-control", "-c", directory + "/server.conf", "reload", "{zone}");
        };
    }

    private static String configuration(Kind kind, Path directory, int port) throws IOException {
        return switch (kind) {
            case NAMED -> named(directory, port);
            case KNOTD -> """
                    server:
                      rundir: "%1$s"
                      listen: 127.0.0.1@%2$d
                    control:
                      listen: "%1$s/knot.sock"
                    log:
                      - target: stdout
                        any: info
                    database:
                      storage: "%1$s"
                    zone:
                      - domain: example.com.
                        file: "%1$s/zone"
                        zonefile-sync: -1
                        zonefile-load: whole
                    """.formatted(directory, port);
            case NSD -> """
                    server:
                      ip-address: 127.0.0.1@%2$d
                      username: ""
                      zonesdir: "%1$s"
                      database: ""
                      pidfile: "%1$s/pid"
                      xfrdfile: "%1$s/xfrd.state"
                      xfrdir: "%1$s"
                      zonelistfile: "%1$s/zone.list"
                      cookie-secret-file: ""
                      server-count: 1
                    remote-control:
                      control-enable: yes
                      control-interface: "%1$s/nsd.sock"
                    zone:
                      name: "example.com."
                      zonefile: "zone"
                    """.formatted(directory, port);
        };
    }

    private static String named(Path directory, int port) throws IOException {
        int control = ServerProcess.freePort();
        String key = ServerKey.DEFAULT.bindClause();
        Files.writeString(directory.resolve("rndc.conf"), key + """
                options { default-key "ddns."; default-server 127.0.0.1; default-port %d; };
                """.formatted(control));
        return key + BindOptions.text(directory, port, false) + """
                controls { inet 127.0.0.1 port %2$d allow { 127.0.0.1; } keys { "ddns."; }; };
                zone "example.com" { type primary; file "%1$s/zone"; };
                """.formatted(directory, control);
    }
}
