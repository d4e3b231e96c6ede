package io.dnsfailover.dns.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * PowerDNS' {@code pdns_server} on a database of SQLite.
 *
 * <p>The trap: PowerDNS 4.7 purges its packet cache before its query cache, so that a name that is asked for during an update can
 * be answered from before it for as long as {@code cache-ttl} says, 20 s by default. The caches are off here, as they have to be
 * wherever this library publishes to such a version.
 */
public final class PowerDnsServer extends ChildServer {
    /** Where Debian's package keeps it. */
    private static final String SCHEMA = "/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql";

    private PowerDnsServer(ServerProcess process) {
        super(process);
    }

    /**
     * Starts a server.
     *
     * @param records further lines of its zone file, relative to {@link #ZONE}
     */
    public static PowerDnsServer start(String... records) {
        ServerProcess.requireInstalled("pdnsutil");
        ServerProcess.requireInstalled("sqlite3");
        return new PowerDnsServer(ServerProcess.start("pdns_server", (directory, port) -> {
            Files.writeString(directory.resolve("zone"), ZoneFile.text(List.of(records)));
            Files.writeString(directory.resolve("pdns.conf"), configuration(directory, port));
            fillDatabase(directory);
            return List.of("pdns_server", "--config-dir=" + directory);
        }));
    }

    private static void fillDatabase(Path directory) throws IOException, InterruptedException {
        ServerKey key = ServerKey.DEFAULT;
        ServerProcess.run(directory, "sqlite3", "db", ".read " + SCHEMA);
        ServerProcess.run(directory, "pdnsutil", "--config-dir=.", "load-zone", ZONE, "zone");
        ServerProcess.run(
                directory, "pdnsutil", "--config-dir=.", "import-tsig-key", key.name(), key.algorithm(), key.secret());
        ServerProcess.run(
                directory, "pdnsutil", "--config-dir=.", "set-meta", ZONE, "TSIG-ALLOW-DNSUPDATE", key.name());
    }

    private static String configuration(Path directory, int port) {
        return """
                launch=gsqlite3
                gsqlite3-database=%1$s/db
                gsqlite3-pragma-synchronous=0
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
                cache-ttl=0
                query-cache-ttl=0
                negquery-cache-ttl=0
                zone-cache-refresh-interval=0
                """.formatted(directory, port);
    }
}
