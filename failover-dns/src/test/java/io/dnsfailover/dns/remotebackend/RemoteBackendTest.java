package io.dnsfailover.dns.remotebackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.answer.Fixture;
import io.dnsfailover.dns.answer.MemoryDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteBackendTest {
    private static final String WWW = call("lookup", "\"qname\":\"v4.example.com.\",\"qtype\":\"ANY\",\"zone-id\":-1");
    private static final String WWW_ROWS =
            "{\"result\":[{\"qname\":\"v4.example.com.\",\"qtype\":\"A\",\"content\":\"192.0.2.4\",\"ttl\":30,\"auth\":true}]}";

    @TempDir
    Path directory;

    private final MemoryDirectory records = Fixture.directory();
    private final Answerer answerer = Fixture.answerer(records);
    private final Calls calls = new Calls(answerer);

    private static String call(String method, String parameters) {
        return "{\"method\":\"" + method + "\",\"parameters\":{" + parameters + "}}";
    }

    private static String lookup(String name, String type) {
        return call("lookup", "\"qname\":\"" + name + "\",\"qtype\":\"" + type + "\"");
    }

    @Test
    void lookup_any_hasEveryTypeOfTheName() throws Exception {
        assertThat(calls.answer(WWW)).isEqualTo(WWW_ROWS);
        assertThat(calls.answer(lookup("www.example.com.", "ANY")))
                .contains("192.0.2.10", "192.0.2.20", "\"AAAA\",\"content\":\"2001:db8");
        assertThat(calls.answer(lookup("example.com.", "ANY")))
                .contains("\"SOA\",\"content\":\"ns1.example.net. hostmaster.example.com. ", "\"NS\"");
        // PowerDNS follows aliases itself.
        assertThat(calls.answer(lookup("api.example.com.", "ANY")))
                .contains("\"CNAME\",\"content\":\"www.example.com.\"")
                .doesNotContain("192.0.2.10");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "nothing.example.com., ANY",
        "www.example.com., MX",
        "v4.example.com., AAAA",
        "www.example.org., ANY",
        "example.org., SOA",
        "com., SOA",
        "., SOA",
        "www.example.com., NOTYPE",
        "www.example.com., AXFR",
        "a\\\\000b.example.com., ANY"
    })
    void lookup_whatIsNotThere_isEmpty(String name, String type) throws Exception {
        String answer = calls.answer(lookup(name, type));

        assertThat(answer)
                .isIn(
                        "{\"result\":[]}",
                        "{\"result\":[{\"qname\":\"" + name
                                + "\",\"qtype\":\"\",\"content\":\"\",\"ttl\":0,\"auth\":true}]}");
        assertThat(answer.contains("\"qname\""))
                .isEqualTo(!name.equals("nothing.example.com.")
                        && name.endsWith("example.com.")
                        && name.matches("[w4v.]+example.com."));
    }

    @Test
    @DisplayName("a name that has records below it alone is there, without a type")
    void lookup_emptyNonTerminal_exists() throws Exception {
        assertThat(calls.answer(lookup("c.example.com.", "ANY"))).contains("\"qtype\":\"\"");
    }

    @Test
    void lookup_notKnownYet_hasNoResult() throws Exception {
        assertThat(calls.answer(lookup("pending.example.com.", "ANY"))).doesNotContain("result");
    }

    @Test
    void domains_areThoseOfTheAnswerer() throws Exception {
        assertThat(calls.answer(call("getAllDomains", "\"include_disabled\":true")))
                .contains(
                        "\"zone\":\"bare.example.net.\"", "\"zone\":\"example.com.\"", "\"zone\":\"sub.example.com.\"");
        assertThat(calls.answer(call("getDomainInfo", "\"name\":\"example.com.\"")))
                .contains("\"zone\":\"example.com.\",\"kind\":\"native\",\"serial\":1800000000");
        assertThat(calls.answer(call("getDomainInfo", "\"name\":\"www.example.com.\"")))
                .isEqualTo("{\"result\":false}");
        assertThat(calls.answer(call("getDomainMetadata", "\"name\":\"example.com.\",\"kind\":\"ALSO-NOTIFY\"")))
                .isEqualTo("{\"result\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "feedRecord",
                "startTransaction",
                "createSlaveDomain",
                "setDomainMetadata",
                "directBackendCmd"
            })
    void otherCalls_areNotSupported(String method) throws Exception {
        assertThat(calls.answer(call(method, "\"rr\":{\"a\":[1,null]}"))).isEqualTo("{\"result\":false}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "{\"method\":1}",
                "{\"method\":\"lookup\"}",
                "{\"method\":\"lookup\",\"parameters\":[]}",
                "{\"method\":\"lookup\",\"parameters\":{\"qname\":1,\"qtype\":\"A\"}}",
                "{\"method\":\"lookup\",\"parameters\":{\"qname\":\"a..b.\",\"qtype\":\"A\"}}",
                "{\"method\":\"initialize\"} x"
            })
    void whatIsNoCall_isRefused(String line) {
        assertThatThrownBy(() -> calls.answer(line)).isInstanceOf(ProtocolException.class);
    }

    /** One connection, as PowerDNS makes it. */
    private record Connection(SocketChannel channel, BufferedReader in) implements AutoCloseable {
        static Connection to(Path socket) throws IOException {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            return new Connection(channel, new BufferedReader(Channels.newReader(channel, StandardCharsets.US_ASCII)));
        }

        void send(String text) throws IOException {
            ByteBuffer out = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        /** The next line; null at the end, however that comes. */
        String read() {
            try {
                return in.readLine();
            } catch (IOException e) {
                return null;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @Test
    void socket_callsInPiecesAndInARow_areAnsweredInOrder() throws Exception {
        try (RemoteBackend backend = RemoteBackend.start(directory.resolve("s"), answerer);
                Connection pdns = Connection.to(directory.resolve("s"))) {
            pdns.send(WWW.substring(0, 10));
            pdns.send(WWW.substring(10) + "\n" + call("initialize", "") + "\n" + WWW + "\n");

            assertThat(List.of(pdns.read(), pdns.read(), pdns.read()))
                    .containsExactly(WWW_ROWS, "{\"result\":true}", WWW_ROWS);
            assertThat(backend).isNotNull();
        }
    }

    @Test
    @DisplayName("a line that is too long or no call ends its connection and no other")
    void socket_garbage_endsItsConnection() throws Exception {
        try (RemoteBackend backend = RemoteBackend.start(directory.resolve("s"), answerer);
                Connection good = Connection.to(directory.resolve("s"))) {
            for (String garbage : List.of("x\n", "{".repeat(Lines.MAX_LINE + 1), "{\"method\":\"\\u00\"}\n")) {
                try (Connection bad = Connection.to(directory.resolve("s"))) {
                    bad.send(garbage);

                    assertThat(bad.read()).isNull();
                }
            }
            good.send(WWW + "\n");
            assertThat(good.read()).isEqualTo(WWW_ROWS);
            assertThat(backend).isNotNull();
        }
    }

    @Test
    void socket_tooManyConnections_oneMoreIsClosed() throws Exception {
        List<Connection> open = new ArrayList<>();
        try (RemoteBackend backend = RemoteBackend.start(directory.resolve("s"), answerer)) {
            for (int i = 0; i < RemoteBackend.MAX_CONNECTIONS; i++) {
                open.add(Connection.to(directory.resolve("s")));
                open.get(i).send(call("initialize", "") + "\n");
                assertThat(open.get(i).read()).isEqualTo("{\"result\":true}");
            }
            try (Connection refused = Connection.to(directory.resolve("s"))) {
                assertThat(refused.read()).isNull();
            }
            open.get(0).close();
            await().atMost(Duration.ofSeconds(10)).until(() -> {
                try (Connection again = Connection.to(directory.resolve("s"))) {
                    again.send(call("initialize", "") + "\n");
                    return again.read() != null;
                } catch (IOException e) {
                    return false;
                }
            });
            assertThat(backend).isNotNull();
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
    }

    @Test
    void start_pathTakenByAFileOrASocketInUse_isRefused_andAStaleSocketReplaced() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "precious");
        Path socket = directory.resolve("s");
        assertThatThrownBy(() -> RemoteBackend.start(file, answerer)).isInstanceOf(IOException.class);
        assertThat(file).hasContent("precious");

        RemoteBackend first = RemoteBackend.start(socket, answerer);
        assertThatThrownBy(() -> RemoteBackend.start(socket, answerer))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("somebody listens");
        first.close();
        first.close();
        assertThat(socket).doesNotExist();

        try (java.nio.channels.ServerSocketChannel stale =
                java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            stale.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(Files.exists(socket)).isTrue();
        try (RemoteBackend second = RemoteBackend.start(socket, answerer);
                Connection pdns = Connection.to(socket)) {
            pdns.send(WWW + "\n");
            assertThat(pdns.read()).isEqualTo(WWW_ROWS);
            assertThat(second).isNotNull();
        }
    }
}
