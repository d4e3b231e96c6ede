package io.dnsfailover.dns.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * PowerDNS' {@code pdns_server} on a database of SQLite.
 *
 * <p>The trap: PowerDNS 4.7 purges its packet cache before its query cache, so that a name that is asked for during an update can
 * be answered from before it for as long as {@code cache-ttl} says, 20 s by default. The caches are off here, as they have to be
 * wherever this library publishes to such a version by RFC 2136; by the API, which can clear them, they may be on.
 */
public final class PowerDnsServer extends ChildServer {
    /** Where Debian's package keeps it. */
    private static final String SCHEMA = "/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql";

    /** What opens its API. */
    public static final String API_KEY = "the-api-key-that-nobody-may-see";

    private static final String NO_CACHES = """
        cache-ttl=0
        query-cache-ttl=0
        negquery-cache-ttl=0
        zone-cache-refresh-interval=0
        """;

    private final InetSocketAddress api;

    private PowerDnsServer(ServerProcess process, int apiPort) {
        super(process);
        this.api = new InetSocketAddress(InetAddress.getLoopbackAddress(), apiPort);
    }

    /**
     * Starts a server.
     *
     * @param records further lines of its zone file, relative to {@link #ZONE}
     */
    public static PowerDnsServer start(String... records) {
        return start(NO_CACHES, List.of(), records);
    }

    /**
     * Starts a server that caches as it does when nobody says otherwise.
     *
     * @param records further lines of its zone file, relative to {@link #ZONE}
     */
    public static PowerDnsServer startWithCaches(String... records) {
        return start("", List.of(), records);
    }

    /**
     * Starts a server that signs its zone, and leaves the order of the names to who writes by the API.
     *
     * @param records further lines of its zone file, relative to {@link #ZONE}
     */
    public static PowerDnsServer startSigning(String... records) {
        return start(NO_CACHES + "default-api-rectify=no\n", List.of("secure-zone", ZONE), records);
    }

    private static PowerDnsServer start(String caches, List<String> furthermore, String... records) {
        ServerProcess.requireInstalled("pdnsutil");
        ServerProcess.requireInstalled("sqlite3");
        AtomicInteger apiPort = new AtomicInteger();
        ServerProcess process = ServerProcess.start("pdns_server", (directory, port) -> {
            apiPort.set(ServerProcess.freePort());
            Files.writeString(directory.resolve("zone"), ZoneFile.text(List.of(records)));
            Files.writeString(directory.resolve("pdns.conf"), configuration(directory, port, apiPort.get()) + caches);
            fillDatabase(directory);
            if (!furthermore.isEmpty()) {
                pdnsutil(directory, furthermore.toArray(String[]::new));
            }
            return List.of("pdns_server", "--config-dir=" + directory);
        });
        return new PowerDnsServer(process, apiPort.get());
    }

    /** Where its API listens. */
    public InetSocketAddress api() {
        return api;
    }

    private static void fillDatabase(Path directory) throws IOException, InterruptedException {
        ServerKey key = ServerKey.DEFAULT;
        ServerProcess.run(directory, "sqlite3", "db", ".read " + SCHEMA);
        pdnsutil(directory, "load-zone", ZONE, "zone");
        pdnsutil(directory, "import-tsig-key", key.name(), key.algorithm(), key.secret());
        pdnsutil(directory, "set-meta", ZONE, "TSIG-ALLOW-DNSUPDATE", key.name());
    }

    private static void pdnsutil(Path directory, String... command) throws IOException, InterruptedException {
        ServerProcess.run(
                directory,
                Stream.concat(Stream.of("pdnsutil", "--config-dir=."), Stream.of(command))
                        .toArray(String[]::new));
    }

    private static String configuration(Path directory, int port, int apiPort) {
        return """
                launch=gsqlite3
                gsqlite3-database=%1$s/db
                gsqlite3-pragma-synchronous=0
                gsqlite3-dnssec=yes
                local-address=127.0.0.1
                local-port=%2$d
                socket-dir=%1$s
                daemon=no
                guardian=no
                write-pid=no
                disable-syslog=yes
                security-poll-suffix=
                dnsupdate=yes
                allow-dnsupdate-from=127.0.0.0/8
                webserver=yes
                webserver-address=127.0.0.1
                webserver-port=%3$d
                webserver-allow-from=127.0.0.0/8
                api=yes
                api-key=%4$s
                """.formatted(directory, port, apiPort, API_KEY);
    }
}
