package io.dnsfailover.dns.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** BIND's {@code named}. */
public final class NamedServer extends ChildServer {
    private NamedServer(ServerProcess process) {
        super(process);
    }

    /**
     * Starts a server.
     *
     * @param records further lines of its zone file, relative to {@link #ZONE}
     */
    public static NamedServer start(String... records) {
        return start("", records);
    }

    /**
     * Starts a server that signs its zone.
     *
     * @param records further lines of its zone file, relative to {@link #ZONE}
     */
    public static NamedServer startSigning(String... records) {
        return start("dnssec-policy default; inline-signing no;", records);
    }

    private static NamedServer start(String zoneOptions, String... records) {
        return new NamedServer(ServerProcess.start("named", (directory, port) -> {
            Files.writeString(directory.resolve("zone"), ZoneFile.text(List.of(records)));
            Files.writeString(directory.resolve("named.conf"), configuration(directory, port, zoneOptions));
            return List.of("named", "-g", "-c", directory.resolve("named.conf").toString());
        }));
    }

    private static String configuration(Path directory, int port, String zoneOptions) throws IOException {
        return ServerKey.DEFAULT.bindClause()
                + BindOptions.text(directory, port, false)
                + """
                controls { };
                zone "example.com" {
                  type primary;
                  file "%1$s/zone";
                  update-policy { grant ddns. subdomain example.com. A AAAA CNAME TXT; };
                  %2$s
                };
                """.formatted(directory, zoneOptions);
    }
}
