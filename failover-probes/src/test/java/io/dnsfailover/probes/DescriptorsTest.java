package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.policy.ProbeSpec;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What happens when this machine has no file descriptors left: in a process of its own, which may have 120. */
class DescriptorsTest {
    /** The other process. */
    static final class Starved {
        private static final List<ProbeSpec> SPECS =
                List.of(TcpProbe.port(1), UdpProbe.port(1).send("x"), HttpProbe.http(), HttpProbe.http());

        private Starved() {}

        public static void main(String[] args) throws IOException {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            try (Peer peer = Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    NetworkProber prober = NetworkProber.create()) {
                checkAll(prober, peer, new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8));
                Awaitility.await().until(() -> peer.open() == 0 && prober.checksUnderWay() == 0);
                List<Closeable> hoard = new ArrayList<>();
                try {
                    while (true) {
                        hoard.add(DatagramChannel.open());
                    }
                } catch (IOException full) {
                    checkAll(prober, peer, out);
                }
                for (Closeable held : hoard) {
                    held.close();
                }
                checkAll(prober, peer, out);
            }
        }

        private static void checkAll(NetworkProber prober, Peer peer, PrintStream out) {
            for (ProbeSpec spec : SPECS) {
                ProbeResult result = Run.check(prober, spec, peer.endpoint(), Duration.ofSeconds(5));
                out.println(spec.type() + " " + result.reason());
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("without descriptors every check is trouble of ours, and with them again all is as before")
    void noDescriptors_isLocalTrouble() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "ulimit -n 120; exec \"$@\"",
                        "sh",
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starved.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said.lines())
                .containsExactly(
                        "tcp LOCAL_TROUBLE",
                        "udp LOCAL_TROUBLE",
                        "http LOCAL_TROUBLE",
                        "http LOCAL_TROUBLE",
                        "tcp EXPECTED",
                        "udp REFUSED",
                        "http EXPECTED",
                        "http EXPECTED");
    }
}
