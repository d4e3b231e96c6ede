package io.dnsfailover.examples.failoverd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real outage, read in the mails of those who are told. */
class MailStoryTest {
    @TempDir
    Path directory;

    @Test
    @DisplayName("two records of one server die and return: one mail for the outage, one for its end")
    void outage_isTwoMails() throws IOException {
        try (Backend primary = HttpBackend.on("127.0.0.1");
                Backend backup = HttpBackend.on("127.0.0.2");
                MailSink sink = MailSink.start();
                ChildJvm failoverd = start(config(sink, primary, backup, "www", "shop"))) {
            failoverd.awaitText("ready\n");

            primary.die();
            MailSink.Mail outage = sink.await(1).get(0);
            assertThat(outage.subject()).startsWith("[INCIDENT] 2 records, host 127.0.0.1: 2 failed-over");
            assertThat(outage.recipients()).containsExactly("ops@example.com", "oncall@example.com");
            assertThat(outage.source()).contains("www.example.com. A").contains("shop.example.com. A");

            primary.comeBack();
            List<MailSink.Mail> both = sink.await(2);
            assertThat(both.get(1).subject()).startsWith("[RECOVERY] 2 records, host 127.0.0.1: over after ");
        }
    }

    @Test
    @DisplayName("one record: the report of its failover, the report of its failback, and their pages")
    void oneRecord_hasReports() throws IOException {
        try (Backend primary = HttpBackend.on("127.0.0.1");
                Backend backup = HttpBackend.on("127.0.0.2");
                MailSink sink = MailSink.start();
                ChildJvm failoverd = start(config(sink, primary, backup, "www"))) {
            failoverd.awaitText("ready\n");

            primary.die();
            assertThat(sink.await(1).get(0).subject())
                    .isEqualTo(
                            "[FAILOVER] www.example.com A: primary 127.0.0.1 -> backup 127.0.0.2 (1 of 1 locations down)");
            primary.comeBack();
            assertThat(sink.await(2).get(1).subject())
                    .startsWith(
                            "[FAILBACK] www.example.com A: backup 127.0.0.2 -> primary 127.0.0.1 (1 of 1 locations up), over"
                                    + " after ");
            try (Stream<Path> pages = Files.list(directory.resolve("pages"))) {
                assertThat(pages).hasSize(2);
            }
        }
    }

    private ChildJvm start(Path config) {
        return ChildJvm.start(directory, Failoverd.class, "--config", config.toString());
    }

    private Path config(MailSink sink, Backend primary, Backend backup, String... names) throws IOException {
        StringBuilder policies = new StringBuilder();
        for (String name : names) {
            policies.append("""
                      - name: %s
                        record: {name: %s.example.com.}
                        endpoints: [{id: primary, address: 127.0.0.1, port: %d}, {id: backup, address: 127.0.0.2, port: %d}]
                    """.formatted(name, name, primary.port(), backup.port()));
        }
        return Files.writeString(directory.resolve("failoverd.yaml"), """
                mail: {host: 127.0.0.1, port: %d, security: none, from: failover@example.com}
                contacts: [{name: ops, addresses: [ops@example.com, oncall@example.com]}]
                notifications: {window: 300ms, incident-pages: pages, routes: [{to: ops}]}
                defaults:
                  record: {zone: example.com., type: A, ttl: 1s}
                  probe: {type: http}
                  interval: 200ms
                  timeout: 150ms
                  confirm-after: 50ms
                  failback: {mode: after, dwell: 200ms}
                policies:
                %s""".formatted(sink.port(), policies));
    }
}
