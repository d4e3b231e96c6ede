package io.dnsfailover.dns.server;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** A {@code named} that serves the root, {@code com.} and {@code net.}, and resolves names in them; it needs nobody else. */
public final class ParentServer extends ChildServer {
    private static final String ROOT = """
            $TTL 300
            . SOA ns.com. hostmaster.com. 1 3600 600 86400 60
            . NS ns.com.
            com. NS ns.com.
            net. NS ns.net.
            ns.com. A 127.0.0.1
            ns.net. A 127.0.0.1
            """;

    private ParentServer(ServerProcess process) {
        super(process);
    }

    /**
     * Starts it at 127.0.0.1: BIND listens at no address that no interface has.
     *
     * @param com further lines of {@code com.}, relative to it
     * @param net further lines of {@code net.}, relative to it
     */
    public static ParentServer start(List<String> com, List<String> net) throws IOException {
        return new ParentServer(ServerProcess.start("named", ServerProcess.loopback(), "com.", (directory, port) -> {
            Files.writeString(directory.resolve("root"), ROOT);
            Files.writeString(directory.resolve("com"), zone("com.", com));
            Files.writeString(directory.resolve("net"), zone("net.", net));
            Files.writeString(
                    directory.resolve("named.conf"),
                    BindOptions.text(directory, port, true) + """
                    controls { };
                    zone "." { type primary; file "%1$s/root"; };
                    zone "com" { type primary; file "%1$s/com"; };
                    zone "net" { type primary; file "%1$s/net"; };
                    """.formatted(directory));
            return List.of("named", "-g", "-c", directory.resolve("named.conf").toString());
        }));
    }

    private static String zone(String apex, List<String> records) {
        return """
                $ORIGIN %s
                $TTL 300
                @ SOA ns hostmaster 1 3600 600 86400 60
                @ NS ns
                ns A 127.0.0.1
                """.formatted(apex) + String.join("\n", records) + "\n";
    }
}
