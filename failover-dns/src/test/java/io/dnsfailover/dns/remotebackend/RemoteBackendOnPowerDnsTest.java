package io.dnsfailover.dns.remotebackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.answer.Fixture;
import io.dnsfailover.dns.answer.MemoryDirectory;
import io.dnsfailover.dns.server.PowerDnsRemoteServer;
import io.dnsfailover.model.RecordType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;

/** A real PowerDNS with an answerer behind it. */
class RemoteBackendOnPowerDnsTest {
    @TempDir
    Path directory;

    private final MemoryDirectory records = Fixture.directory();
    private final Answerer answerer = Fixture.answerer(records);
    private RemoteBackend backend;
    private PowerDnsRemoteServer server;

    @BeforeEach
    void start() throws IOException {
        backend = RemoteBackend.start(directory.resolve("socket"), answerer);
        server = PowerDnsRemoteServer.start(directory.resolve("socket"));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        backend.close();
    }

    private Message ask(String name, String type) throws IOException {
        SimpleResolver resolver = new SimpleResolver(server.address());
        resolver.setTimeout(Duration.ofSeconds(10));
        return resolver.send(Fixture.query(name, type));
    }

    @Test
    @DisplayName("what PowerDNS answers is what the answerer answers")
    void answers_areThoseOfTheAnswerer() throws Exception {
        String[] questions = {
            "www.example.com. A",
            "www.example.com. AAAA",
            "WWW.example.COM. A",
            "www.example.com. TXT",
            "www.example.com. HTTPS",
            "api.example.com. CNAME",
            "outside.example.com. A",
            "x.wild.example.com. A",
            "*.wild.example.com. A",
            "nothing.example.com. A",
            "x.www.example.com. A",
            "c.example.com. A",
            "b.c.example.com. TXT",
            "a.b.c.example.com. A",
            "example.com. SOA",
            "example.com. NS",
            "example.com. A",
            "ns2.example.com. A",
            "sub.example.com. A",
            "x.sub.example.com. A",
            "www.bare.example.net. A"
        };
        for (String question : questions) {
            String[] parts = question.split(" ", 2);

            Message got = ask(parts[0], parts[1]);
            Message expected = Fixture.parse(answerer.answer(
                    Fixture.query(parts[0], parts[1]).toWire(), io.dnsfailover.dns.answer.Transport.UDP));

            assertThat(Rcode.string(got.getRcode())).as(question).isEqualTo(Rcode.string(expected.getRcode()));
            assertThat(got.getSection(Section.ANSWER))
                    .as(question + server.log())
                    .hasSameElementsAs(expected.getSection(Section.ANSWER));
        }
        assertThat(ask("api.example.com.", "AAAA").getSection(Section.ANSWER)).hasSize(2);
        assertThat(ask("www.example.org.", "A").getRcode()).isEqualTo(Rcode.REFUSED);
    }

    @Test
    @DisplayName(
            "a record that moves is answered at once; one that is not known yet is SERVFAIL, never 'there is none'")
    void record_movesOrIsNotKnown_isNeverDenied() throws Exception {
        assertThat(ask("pending.example.com.", "A").getRcode()).isEqualTo(Rcode.SERVFAIL);
        for (int i = 1; i <= 20; i++) {
            records.put("example.com.", "v4.example.com.", RecordType.A, "192.0.2." + i);

            assertThat(ask("v4.example.com.", "A").getSection(Section.ANSWER))
                    .singleElement()
                    .satisfies(record -> assertThat(record.rdataToString()).startsWith("192.0.2."))
                    .hasToString("v4.example.com.\t\t30\tIN\tA\t192.0.2." + i);
        }
        records.put("example.com.", "pending.example.com.", RecordType.A, "192.0.2.77");

        assertThat(ask("pending.example.com.", "A").getSection(Section.ANSWER)).hasSize(1);
    }

    @Test
    @DisplayName("while the backend is away PowerDNS answers SERVFAIL, and goes on when it is there again")
    void backend_restarts_isFoundAgain() throws Exception {
        backend.close();
        assertThat(ask("www.example.com.", "A").getRcode()).isEqualTo(Rcode.SERVFAIL);

        backend = RemoteBackend.start(directory.resolve("socket"), answerer);

        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() ->
                        ask("www.example.com.", "A").getSection(Section.ANSWER).size() == 2);
    }
}
