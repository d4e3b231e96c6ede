package io.dnsfailover.dns.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A stock name server that is a secondary of {@code example.com.}, configured as {@code docs/hidden-primary.md} says: the blocks of that page,
 * with addresses and ports of this machine.
 */
public final class SecondaryServer extends ChildServer {
    /** The key of that page. */
    public static final ServerKey KEY = new ServerKey("transfer", "hmac-sha256", ServerKey.DEFAULT.secret());

    private static final Path PAGE = Path.of("..", "docs", "hidden-primary.md");

    private final ServerProcess process;

    /** Which server. */
    public enum Kind {
        /** BIND. */
        NAMED("named -g"),
        /** Knot. */
        KNOTD("knotd"),
        /** NSD. */
        NSD("nsd -d");

        private final String command;

        Kind(String command) {
            this.command = command;
        }

        private String program() {
            return words().get(0);
        }

        private List<String> words() {
            return List.of(command.split(" ", -1));
        }
    }

    private SecondaryServer(ServerProcess process) {
        super(process);
        this.process = process;
    }

    /** A port that is free at this moment, for a secondary that must be known before it starts. */
    public static int freePort() throws IOException {
        return ServerProcess.freePort();
    }

    /** Starts a secondary and waits until it serves the zone. */
    public static SecondaryServer start(Kind kind, InetSocketAddress primary, int port) {
        return new SecondaryServer(ServerProcess.start(kind.program(), port, (directory, given) -> {
            String configuration = surroundings(kind, directory, given) + block(kind.program(), primary);
            Path file = directory.resolve("server.conf");
            Files.writeString(file, configuration);
            return Stream.concat(kind.words().stream(), Stream.of("-c", file.toString()))
                    .toList();
        }));
    }

    private static String block(String language, InetSocketAddress primary) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        if (!block.find()) {
            throw new IllegalStateException(PAGE + " has no block for " + language);
        }
        String address = primary.getAddress().getHostAddress();
        return block.group(1)
                .replace("192.0.2.53 port 53", address + " port " + primary.getPort())
                .replace("192.0.2.53@53", address + "@" + primary.getPort())
                .replace("192.0.2.53", address);
    }

    private static String surroundings(Kind kind, Path directory, int port) {
        return switch (kind) {
            case NAMED -> "controls { };\n" + BindOptions.text(directory, port, false);
            case KNOTD -> """
                    server:
                      rundir: "%1$s"
                      listen: 127.0.0.1@%2$d
                    log:
                      - target: stdout
                        any: info
                    database:
                      storage: "%1$s"
                    template:
                      - id: default
                        storage: "%1$s"
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
                      verbosity: 2
                      server-count: 1
                    remote-control:
                      control-enable: no
                    """.formatted(directory, port);
        };
    }

    /** Ends the process, and leaves its files. */
    public void stop() {
        process.stop();
    }

    /** Starts it again on the same port, and waits until it answers. */
    public void restart() throws IOException {
        process.restart();
    }
}
