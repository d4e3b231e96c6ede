package io.dnsfailover.dns.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has the server load a file, and looks whether it has. */
class FileReloadTest {
    private static final DnsName ZONE = DnsName.of("example.com.");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(
                directory.resolve("zone"), "$TTL 300\n@ SOA ns1 hostmaster 2026112701 3600 600 86400 60\n@ NS ns1\n");
    }

    private String text() throws IOException {
        return Files.readString(file);
    }

    private Path script(String body) throws IOException {
        return Files.writeString(directory.resolve("script"), body);
    }

    private FilePublisherBuilder publisher() {
        return FilePublisher.of("example.com.", file);
    }

    private static RecordSet addresses(String owner, String... rdata) {
        return RecordSet.of(new RecordSetKey(ZONE, ZONE.child(owner), RecordType.A), new Ttl(30), List.of(rdata));
    }

    private static Change change(long generation, String owner, String... rdata) {
        return new Change(addresses(owner, rdata), null, generation, 0);
    }

    private static void assertFails(FilePublisher publisher, Change change, PublishEffect effect, String message) {
        Assertions.assertThatThrownBy(() -> publisher.replace(change))
                .isInstanceOfSatisfying(
                        PublishException.class,
                        e -> assertThat(e.effect()).as("%s", e).isEqualTo(effect))
                .hasMessageContaining(message);
    }

    @Test
    @DisplayName("a batch is one write and one reload, and one that fails does not keep the others from being written")
    void batch_isOneReload() throws Exception {
        Path log = directory.resolve("log");
        FilePublisher publisher = publisher()
                .reload("/bin/sh", script("echo \"$1 $PATH $HOME\" >> " + log).toString(), "{zone}")
                .build();
        publisher.replace(change(3, "c", "192.0.2.3"));

        var ended = publisher.replaceAll(
                List.of(change(1, "a", "192.0.2.1"), change(2, "c", "192.0.2.4"), change(1, "b", "192.0.2.2")));

        assertThat(ended.get(0).failure()).isNull();
        assertThat(ended.get(1).failure()).hasMessageContaining("generation 3 is newer than 2");
        assertThat(ended.get(2).failure()).isNull();
        assertThat(text()).contains("serial 2026112703");
        assertThat(Files.readAllLines(log)).hasSize(2).allMatch(line -> line.matches("example\\.com /\\S+:\\S* "));
    }

    @Test
    @DisplayName("a reload that fails is UNKNOWN with what it printed, and is run again by whoever comes next")
    void failedReload_isUnknown_andRunAgain() throws Exception {
        Path broken = Files.createFile(directory.resolve("broken"));
        Path script = script("echo reloading; test ! -e " + broken + " || { echo 'no such zone' >&2; exit 3; }");
        FilePublisher publisher =
                publisher().reload("/bin/sh", script.toString()).build();

        assertFails(publisher, change(1, "www", "192.0.2.10"), PublishEffect.UNKNOWN, "ended with 3: reloading");
        assertThat(publisher.read(addresses("www", "192.0.2.10").key()).generation())
                .isEqualTo(1);
        FilePublisher another = publisher().reload("/bin/sh", script.toString()).build();
        assertFails(another, change(1, "www", "192.0.2.10"), PublishEffect.UNKNOWN, "no such zone");
        Files.delete(broken);
        another.replace(change(1, "www", "192.0.2.10"));

        Files.createFile(broken);
        publisher.replace(change(1, "www", "192.0.2.10"));
    }

    @Test
    @DisplayName("a reload that does not end, or prints without end, is killed")
    void endlessReload_isKilled() throws Exception {
        Path sleep = script("sleep 600 & wait");
        FilePublisher slow = publisher()
                .reload("/bin/sh", sleep.toString())
                .timeout(Duration.ofMillis(300))
                .build();
        assertFails(slow, change(1, "www", "192.0.2.10"), PublishEffect.UNKNOWN, "did not end in time");

        FilePublisher loud = publisher().reload("/bin/cat", "/dev/zero").build();
        assertFails(loud, change(1, "www", "192.0.2.10"), PublishEffect.UNKNOWN, "printed more than");

        FilePublisher none = publisher().reload("/nonexistent/rndc").build();
        assertFails(none, change(1, "www", "192.0.2.10"), PublishEffect.UNKNOWN, "/nonexistent/rndc");
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(ProcessHandle::isAlive)
                        .map(child -> child.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains("sleep 600") || line.contains("/dev/zero"));
    }

    @Test
    void interrupt_endsTheReload() throws Exception {
        FilePublisher publisher =
                publisher().reload("/bin/sh", script("sleep 600").toString()).build();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Class<?>> ended = thread.submit(() -> {
            try {
                publisher.replace(change(1, "www", "192.0.2.10"));
                return null;
            } catch (PublishException | InterruptedException e) {
                return e.getClass();
            }
        });
        Awaitility.await().until(() -> text().contains("192.0.2.10"));

        thread.shutdownNow();

        assertThat(ended.get()).isEqualTo(InterruptedException.class);
    }

    @Test
    @DisplayName("a server that does not serve the change by the deadline makes it UNKNOWN")
    void unseenChange_isUnknown() throws Exception {
        try (DatagramSocket mute = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            FilePublisher publisher = publisher()
                    .check((InetSocketAddress) mute.getLocalSocketAddress())
                    .timeout(Duration.ofMillis(300))
                    .build();

            assertFails(publisher, change(1, "www", "192.0.2.10"), PublishEffect.UNKNOWN, "does not serve www");
        }
    }
}
