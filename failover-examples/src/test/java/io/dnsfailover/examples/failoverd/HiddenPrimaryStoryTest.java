package io.dnsfailover.examples.failoverd;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.server.SecondaryServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An outage as a stock BIND shows it, that is a secondary of a real failoverd. */
class HiddenPrimaryStoryTest {
    private static final String PRIMARY = "127.0.0.1";
    private static final String BACKUP = "127.0.0.2";

    @TempDir
    Path directory;

    private ChildJvm start(int port, int secondaryPort, int web, int spare) throws IOException {
        Files.writeString(directory.resolve("key.txt"), SecondaryServer.KEY.secret() + "\n");
        Files.writeString(
                directory.resolve("zone"),
                "$TTL 60\n@ SOA ns hostmaster 1 300 60 604800 60\n@ NS ns\nns A 127.0.0.1\nwww 1 A " + PRIMARY + "\n");
        Path config = Files.writeString(
                directory.resolve("failoverd.yaml"), """
                publishers:
                  - type: hidden-primary
                    listen: "127.0.0.1:%d"
                    zones: [{zone: example.com., file: zone}]
                    secondaries:
                      - {notify: "127.0.0.1:%d", key: {name: transfer., algorithm: hmac-sha256, secret-file: key.txt}}
                    state-file: primary.state
                policies:
                  - name: www
                    record: {zone: example.com., name: www.example.com., type: A, ttl: 1s}
                    endpoints: [{id: primary, address: %s, port: %d}, {id: backup, address: %s, port: %d}]
                    probe: {type: http}
                    interval: 400ms
                    timeout: 300ms
                    confirm-after: 50ms
                    failback: {mode: after, dwell: 500ms}
                """.formatted(port, secondaryPort, PRIMARY, web, BACKUP, spare));
        ChildJvm running = ChildJvm.start(directory, Failoverd.class, "--config", config.toString());
        running.awaitText("ready\n");
        return running;
    }

    @Test
    @DisplayName("BIND serves what failoverd decides, and a restart of failoverd in the outage moves nothing")
    void secondary_servesTheDecision_alsoAfterARestart() throws Exception {
        int port = SecondaryServer.freePort();
        int secondaryPort = SecondaryServer.freePort();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (HttpBackend web = HttpBackend.on(PRIMARY);
                HttpBackend spare = HttpBackend.on(BACKUP)) {
            SecondaryServer secondary;
            try (ChildJvm failoverd = start(port, secondaryPort, web.port(), spare.port())) {
                secondary = SecondaryServer.start(SecondaryServer.Kind.NAMED, address, secondaryPort);
                Lookup bind = new Lookup(secondary.address());
                bind.await("www.example.com.", PRIMARY);

                web.die();

                bind.await("www.example.com.", BACKUP);
                assertThat(failoverd.err()).contains("hidden primary on");
            }
            try (secondary;
                    ChildJvm again = start(port, secondaryPort, web.port(), spare.port())) {
                Lookup bind = new Lookup(secondary.address());
                assertThat(bind.addresses("www.example.com.")).containsExactly(BACKUP);

                web.comeBack();

                bind.await("www.example.com.", PRIMARY);
                assertThat(again.err()).contains("failed back: backup 127.0.0.2 -> primary 127.0.0.1");
            }
        }
    }
}
