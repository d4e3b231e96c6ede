package io.dnsfailover.examples.failoverd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.server.NamedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --plan}, with a real BIND. */
class PlanTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private int plan(String publishers) throws IOException {
        Path file = directory.resolve("failoverd.yaml");
        Files.writeString(file, publishers + """

                policies:
                  - name: www
                    record: {zone: example.com., name: www.example.com., type: A}
                    endpoints: [192.0.2.10, 192.0.2.20]
                    probe: {type: tcp, port: 443}
                """);
        return new Failoverd(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
                .run(List.of("--config", file.toString(), "--plan"));
    }

    @Test
    @DisplayName("prints what a start would write, and writes nothing")
    void plan_isPrinted() throws Exception {
        try (NamedServer named = NamedServer.start()) {
            Files.copy(named.secretFile(), directory.resolve("key.txt"));
            String publishers =
                    "publishers: [{type: rfc2136, server: \"127.0.0.1:%d\", key: {name: %s, algorithm: %s, secret-file: key.txt}}]"
                            .formatted(
                                    named.address().getPort(),
                                    named.key().name(),
                                    named.key().algorithm());

            assertThat(plan(publishers)).as(err.toString(UTF_8)).isZero();
            assertThat(plan(publishers)).isZero(); // the first wrote nothing

            String once = "rfc2136 127.0.0.1:%d:\n  create www.example.com. A 60s [192.0.2.10] generation 1\n"
                    .formatted(named.address().getPort());
            assertThat(out.toString(UTF_8)).isEqualTo(once + once);
        }
    }

    @Test
    @DisplayName("without publishers there is nothing to plan")
    void nothing_isSaid() throws Exception {
        assertThat(plan("")).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("no publishers: nothing is written anywhere\n");
    }
}
