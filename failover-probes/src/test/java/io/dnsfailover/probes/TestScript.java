package io.dnsfailover.probes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Programs of a test's own. */
public final class TestScript {
    private TestScript() {}

    /**
     * Writes a program that can be run at once.
     *
     * <p>A process of its own writes it. If this JVM did, a child that another test forks at that moment would hold the file open
     * for writing until it runs its own program, and running this one would fail: text file busy.
     */
    public static Path executable(Path file, String text) throws IOException {
        Process writer = new ProcessBuilder("/bin/sh", "-c", "cat > \"$0\" && chmod 700 \"$0\"", file.toString())
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = writer.getOutputStream()) {
            in.write(text.getBytes(UTF_8));
        }
        String said = new String(writer.getInputStream().readAllBytes(), UTF_8);
        assertThat(writer.onExit().join().exitValue())
                .as("writing %s: %s", file, said)
                .isZero();
        return file;
    }
}
