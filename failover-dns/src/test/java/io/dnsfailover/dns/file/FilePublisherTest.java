package io.dnsfailover.dns.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePublisherTest {
    private static final DnsName ZONE = DnsName.of("example.com.");
    private static final String TEXT = """
            $TTL 300 ; five minutes; not (a bracket
            @\tIN SOA ns1 hostmaster ( ; the serial follows
                    2026112701 ; serial 12
                    3600 600 86400 60 )
            @ NS ns1
            ns1 A 192.0.2.53
            note TXT "a ; semicolon ( and a \\" quote" ; caf\u00e9
            """;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = directory.resolve("zone");
        write(TEXT);
    }

    private void write(String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String text() throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
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
    @DisplayName("the block comes at the end, the serial grows by one, and every other octet stays")
    void write_leavesTheRestAlone() throws Exception {
        publisher().build().replace(change(7, "www", "192.0.2.10", "192.0.2.20"));

        assertThat(text()).isEqualTo(TEXT.replace("2026112701", "2026112702") + """
                ; BEGIN failover: written by DNS Failover for Java; a change down to END is lost
                www.example.com.\t30\tIN\tA\t192.0.2.10
                www.example.com.\t30\tIN\tA\t192.0.2.20
                _failover-a.www.example.com.\t60\tIN\tTXT\t"v=1 owner=failover generation=7 token=0"
                ; END failover, serial 2026112702
                """);
    }

    @Test
    @DisplayName("the block stays where it is, between whatever stands around it")
    void block_staysWhereItIs() throws Exception {
        publisher().build().replace(change(1, "www", "192.0.2.10"));
        write(text() + "behind A 192.0.2.99\n");

        publisher().build().replace(change(2, "www", "192.0.2.20"));

        assertThat(text())
                .endsWith("; END failover, serial 2026112703\nbehind A 192.0.2.99\n")
                .contains("\t192.0.2.20\n")
                .doesNotContain("192.0.2.10");
    }

    @Test
    @DisplayName("when somebody puts an old file back, the serial goes on above what was written last")
    void serial_neverFalls() throws Exception {
        FilePublisher publisher = publisher().build();
        for (int i = 1; i <= 5; i++) {
            publisher.replace(change(i, "www", "192.0.2." + i));
        }
        write(text().replace("2026112706 ; serial 12", "2026112701 ; serial 12"));

        publisher.replace(change(6, "www", "192.0.2.6"));

        assertThat(text()).contains("2026112707 ; serial 12");
    }

    @Test
    void nothingToWrite_writesNothing() throws Exception {
        FilePublisher publisher = publisher().build();
        publisher.replace(change(1, "www", "192.0.2.10"));
        String before = text();

        publisher.replace(change(1, "www", "192.0.2.10"));

        assertThat(text()).isEqualTo(before);
    }

    @Test
    @DisplayName("a file without a serial is written without one")
    void noSoa_isNoSerial() throws Exception {
        write("ns1 300 A 192.0.2.53");

        publisher().build().replace(change(1, "www", "192.0.2.10"));

        assertThat(text()).startsWith("ns1 300 A 192.0.2.53\n; BEGIN").endsWith("\n; END failover\n");
    }

    @Test
    @DisplayName("a record set outside of the block is read, and not written")
    void recordSetOutsideTheBlock_isAConflict() throws Exception {
        write(TEXT + "www 30 A 192.0.2.10\n");
        FilePublisher publisher = publisher().build();

        assertThat(publisher.read(addresses("www", "192.0.2.10").key()))
                .isEqualTo(new Published(addresses("www", "192.0.2.10"), 0));
        assertFails(publisher, change(1, "www", "192.0.2.20"), PublishEffect.CONFLICT, "outside of the block");
        assertThat(text()).isEqualTo(TEXT + "www 30 A 192.0.2.10\n");
    }

    @Test
    void olderGeneration_foreignOwner_andAlias_areConflicts() throws Exception {
        write(TEXT + "alias CNAME ns1\n");
        FilePublisher publisher = publisher().build();
        publisher.replace(change(5, "www", "192.0.2.10"));

        assertFails(publisher, change(4, "www", "192.0.2.20"), PublishEffect.CONFLICT, "generation 5 is newer");
        assertFails(publisher, change(5, "www", "192.0.2.20"), PublishEffect.CONFLICT, "with other records");
        assertFails(
                publisher().owner("other").build(),
                change(6, "www", "192.0.2.20"),
                PublishEffect.CONFLICT,
                "belongs to");
        assertFails(publisher, change(1, "alias", "192.0.2.20"), PublishEffect.CONFLICT, "is an alias");
    }

    @Test
    void brokenFiles_areLeftAlone() throws Exception {
        for (String broken : List.of(
                TEXT + "www NOSUCHTYPE x\n",
                TEXT + "; BEGIN failover\nwww 30 A 192.0.2.1\n",
                TEXT + "; BEGIN failover\n; END failover\n; BEGIN failover\n; END failover\n")) {
            write(broken);

            assertFails(
                    publisher().build(), change(1, "www", "192.0.2.20"), PublishEffect.NONE, "cannot read the file");
            assertThat(text()).isEqualTo(broken);
        }
    }

    @Test
    @DisplayName("the file keeps its permissions, and a link to it stays a link")
    void attributes_areKept() throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);

        FilePublisher.of("example.com.", link).build().replace(change(1, "www", "192.0.2.10"));

        assertThat(link).isSymbolicLink();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        assertThat(text()).contains("192.0.2.10");
        assertThat(directory.resolve("zone.new")).doesNotExist();
    }

    @Test
    @DisplayName("publishers of one file at the same time lose nothing of each other")
    void publishersAtTheSameTime_loseNothing() throws Exception {
        int each = 20;
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Integer>> writers = new ArrayList<>();
            for (String name : List.of("one", "two")) {
                FilePublisher publisher = publisher().build();
                writers.add(() -> {
                    for (int i = 0; i < each; i++) {
                        publisher.replace(change(1, name + i, "192.0.2.10"));
                    }
                    return each;
                });
            }
            for (Future<Integer> done : threads.invokeAll(writers)) {
                assertThat(done.get()).isEqualTo(each);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(text()).contains("serial " + (2026112701L + 2L * each));
        assertThat(text().split("\tA\t192.0.2.10\n", -1)).hasSize(2 * each + 1);
    }

    @Test
    void changeOfAnotherZone_isRefused() throws Exception {
        RecordSetKey key = new RecordSetKey(DnsName.of("example.net."), DnsName.of("www.example.net."), RecordType.A);
        Change other = new Change(RecordSet.of(key, new Ttl(30), List.of("192.0.2.1")), null, 1, 0);

        assertFails(publisher().build(), other, PublishEffect.NONE, "no file of the zone example.net.");
    }

    @Test
    void builder_namesEveryMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> publisher()
                        .zone("EXAMPLE.com.", file)
                        .reload("rndc", "reload")
                        .check(InetSocketAddress.createUnresolved("ns.example.com", 53))
                        .timeout(Duration.ZERO)
                        .owner("a b")
                        .build())
                .withMessageContaining("zone EXAMPLE.com. is given twice")
                .withMessageContaining("absolute path of a program, not 'rndc'")
                .withMessageContaining("must be an address")
                .withMessageContaining("timeout PT0S")
                .withMessageContaining("owner 'a b'");
    }
}
