package io.dnsfailover.dns.server;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Knot's {@code knotd}. */
public final class KnotServer extends ChildServer {
    private KnotServer(ServerProcess process) {
        super(process);
    }

    /**
     * Starts a server.
     *
     * @param records further lines of its zone file, relative to {@link #ZONE}
     */
    public static KnotServer start(String... records) {
        return start("off", records);
    }

    /**
     * Starts a server that signs its zone.
     *
     * @param records further lines of its zone file, relative to {@link #ZONE}
     */
    public static KnotServer startSigning(String... records) {
        return start("on", records);
    }

    /**
     * Starts a server at an address of its own.
     *
     * @param address where it listens
     * @param records further lines of its zone file, relative to {@link #ZONE}
     */
    public static KnotServer startAt(InetSocketAddress address, String... records) {
        String listen = address.getAddress().getHostAddress();
        return new KnotServer(ServerProcess.start("knotd", address, ZONE, setup(listen, "off", records)));
    }

    private static KnotServer start(String signing, String... records) {
        return new KnotServer(ServerProcess.start("knotd", setup("127.0.0.1", signing, records)));
    }

    private static ServerProcess.Setup setup(String address, String signing, String... records) {
        return (directory, port) -> {
            Files.writeString(directory.resolve("zone"), ZoneFile.text(List.of(records)));
            Files.writeString(directory.resolve("knot.conf"), configuration(directory, address + "@" + port, signing));
            return List.of("knotd", "-c", directory.resolve("knot.conf").toString());
        };
    }

    private static String configuration(Path directory, String listen, String signing) {
        ServerKey key = ServerKey.DEFAULT;
        return """
                server:
                  rundir: "%1$s"
                  listen: %2$s
                log:
                  - target: stdout
                    any: info
                database:
                  storage: "%1$s"
                key:
                  - id: %3$s
                    algorithm: %4$s
                    secret: %5$s
                acl:
                  - id: ddns
                    key: %3$s
                    action: [update, transfer]
                zone:
                  - domain: example.com.
                    file: "%1$s/zone"
                    zonefile-sync: -1
                    zonefile-load: difference-no-serial
                    journal-content: all
                    acl: ddns
                    dnssec-signing: %6$s
                """.formatted(directory, listen, key.name(), key.algorithm(), key.secret(), signing);
    }
}
