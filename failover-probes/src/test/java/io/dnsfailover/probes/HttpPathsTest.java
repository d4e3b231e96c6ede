package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.probes.internal.Ask;
import io.dnsfailover.probes.internal.HttpAsk;
import io.dnsfailover.probes.internal.ProbeEngine;
import io.dnsfailover.probes.internal.ProbeLimits;
import io.dnsfailover.spi.ProbeRequest;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A plain HTTP check has a path of its own beside the full client. Nobody may be able to tell which one was taken: the same
 * server, the same request, the same result.
 */
class HttpPathsTest {
    private static final ProbeEngine ENGINE = new ProbeEngine(new ProbeEngine.Settings(
            null,
            null,
            name -> {
                throw new UnknownHostException(name.toString());
            },
            address -> null,
            new ProbeLimits(100, 1_000_000, 1_000_000, 1)));

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static HttpAsk ask(@Nullable String body) {
        HttpProbe probe = HttpProbe.http().path("/x?y=1");
        return asked(body == null ? probe : probe.expectBody(body));
    }

    private static HttpAsk asked(HttpProbe probe) {
        return new HttpAsks(NetworkProber.builder()).of(probe);
    }

    private static ProbeResult run(Ask ask, Peer peer, Duration timeout) {
        ProbeRequest request = new ProbeRequest(peer.endpoint(), peer.port(), timeout);
        return Run.await(ENGINE.start(request, peer.port(), ask).toCompletableFuture());
    }

    private static void same(Peer peer, HttpAsk ask, Duration timeout) {
        ProbeResult plain = run(ENGINE.http(ask), peer, timeout);
        ProbeResult full = run(ENGINE.fullHttp(ask), peer, timeout);

        assertThat(seen(plain)).isEqualTo(seen(full));
        assertThat(plain.reason()).isNotEqualTo(Reason.PROBE_BROKEN);
    }

    /** Everything but how long the phases took; that they were timed must be the same. */
    private static String seen(ProbeResult result) {
        return result.reason() + " | " + result.detail() + " | " + result.status() + " | " + result.resolved()
                + " | connect " + (result.timings().connect() != null)
                + " | " + result.notes() + " | first byte " + (result.timings().firstByte() != null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "H",
                "HTTP/1.1 200 OK|X",
                "HTTP/1.1 200 OK||",
                "HTTP/1.1 200||",
                "HTTP/1.1 200 ||",
                "HTTP/1.0 200 OK||all ok",
                "HTTP/1.1 200 OK|Content-Length: 2||ok",
                "HTTP/1.1 200 OK|content-length:2||ok",
                "HTTP/1.1 200 OK|Content-Length: \t2 ||ok",
                "HTTP/1.1 200 OK|Content-Length: 2|Content-Length: 2||ok",
                "HTTP/1.1 200 OK|Content-Length: 2||no",
                "HTTP/1.1 200 OK|Content-Length: 0||",
                "HTTP/1.1 200 OK|Content-Length: 20||no",
                "HTTP/1.1 200 OK|Content-Length: 2|Content-Length: 3||ok",
                "HTTP/1.1 200 OK|Content-Length: 2, 3||ok",
                "HTTP/1.1 200 OK|Content-Length: x||ok",
                "HTTP/1.1 200 OK|Content-Length: 2|Transfer-Encoding: chunked||2|ok|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ok|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: Chunked||1|o|1|k|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2;x=y|no|0|T: u||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||20|no",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||zz|no|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|nono|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip||ok",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||2|ok|0||",
                "HTTP/1.1 200 OK|Content-Encoding: gzip|Content-Length: 2||ok",
                "HTTP/1.1 200 OK|Content-Encoding: identity|Content-Length: 2||ok",
                "HTTP/1.1 200 OK|X: a| b|  c|Content-Length: 2||ok",
                "HTTP/1.1 200 OK|no colon||ok",
                "HTTP/1.1 200 OK|: no name||ok",
                "HTTP/1.1 204 No Content||",
                "HTTP/1.1 205 Reset|Content-Length: 0||",
                "HTTP/1.1 304 Not Modified||",
                "HTTP/1.1 301 Moved|Location: /other|Content-Length: 0||",
                "HTTP/1.1 404 Not Found|Content-Length: 0||",
                "HTTP/1.1 503 Service Unavailable||busy",
                "HTTP/1.1 103 Early Hints|Link: x||HTTP/1.1 200 OK|Content-Length: 2||ok",
                "HTTP/1.1 100 Continue||HTTP/1.1 200 OK|Content-Length: 2||ok",
                "||HTTP/1.1 200 OK|Content-Length: 2||ok",
                "HTTP/0.9 200 OK||ok",
                "HTTP/3.0 200 OK||ok",
                "HTTP/1.1 abc OK||",
                "HTTP/1.1 20 OK||",
                "HTTP/1.1 2000 OK||",
                "HTTP/1.1||",
                "SSH-2.0-OpenSSH_9|",
            })
    @DisplayName("the same answer comes to the same result")
    void answers(String response) {
        try (Peer peer = Peer.saying(response.replace("|", "\r\n"))) {
            same(peer, ask(null), Run.LONG);
            same(peer, ask("ok"), Run.LONG);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: -2||ok",
                "HTTP/1.1 101 Switching||HTTP/1.1 200 OK|Content-Length: 2||ok",
                "HTTP/1.1 099 OK||",
                "\u0000\u0001\u0002||",
            })
    @DisplayName("what is wrong is so for the same reason, in other words")
    void otherWords(String response) {
        try (Peer peer = Peer.saying(response.replace("|", "\r\n"))) {
            ProbeResult plain = run(ENGINE.http(ask("ok")), peer, Run.LONG);
            ProbeResult full = run(ENGINE.fullHttp(ask("ok")), peer, Run.LONG);

            assertThat(plain.reason()).isEqualTo(full.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(plain.status()).isEqualTo(full.status());
            assertThat(plain.detail()).startsWith("not HTTP (").matches("[ -~]*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK",
                "HTTP/1.1 200 OK|X: y",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|no|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|no|0|",
            })
    @DisplayName("an answer that is cut short is no whole one, for which the full client takes it")
    void cutShort_isClosed(String response) {
        try (Peer peer = Peer.saying(response.replace("|", "\r\n"))) {
            assertThat(run(ENGINE.http(ask("ok")), peer, Run.LONG).reason()).isEqualTo(Reason.CLOSED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX: %s\r\n\r\n",
                "HTTP/1.1 200 %s\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;%s\r\nx\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n%s%1$s%1$s%1$s%1$s%1$s%1$s%1$s%1$s",
            })
    void tooLong(String response) {
        try (Peer peer = Peer.saying(response.formatted("y".repeat(9000)))) {
            same(peer, ask("ok"), Run.LONG);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y\r\n", " y\r\n", "\r\n", "HTTP/1.1 103 Early Hints\r\n\r\n"})
    void tooMany(String piece) {
        String head = piece.endsWith("y\r\n") ? "HTTP/1.1 200 OK\r\nX: y\r\n" : "";
        try (Peer peer = Peer.saying(head + piece.repeat(9000))) {
            same(peer, ask(null), Run.LONG);
        }
    }

    @Test
    void tooManyTrailers() {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";
        try (Peer peer = Peer.saying(head + "X: y\r\n".repeat(200))) {
            same(peer, ask("ok"), Run.LONG);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx"})
    void reset(String before) {
        try (Peer peer = Peer.that(connection -> {
            Peer.readHead(connection);
            Peer.send(connection, before);
            Peer.reset(connection);
        })) {
            same(peer, ask("ok"), Run.LONG);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx"})
    void silence(String before) {
        try (Peer peer = Peer.that(connection -> {
            Peer.readHead(connection);
            Peer.send(connection, before);
            Peer.drain(connection);
        })) {
            same(peer, ask("ok"), Duration.ofMillis(300));
        }
    }

    @Test
    @DisplayName("a byte at a time is as good as all at once")
    void slowly() {
        String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nall\r\n3\r\n ok\r\n0\r\n\r\n";
        try (Peer peer = Peer.that(connection -> {
            Peer.readHead(connection);
            for (int i = 0; i < answer.length(); i++) {
                Peer.send(connection, answer.substring(i, i + 1));
            }
            Peer.drain(connection);
        })) {
            same(peer, ask("ok"), Run.LONG);
        }
    }

    @Test
    void closedPort() {
        Peer peer = Peer.silent();
        peer.close();

        same(peer, ask(null), Run.LONG);
    }

    @Test
    @DisplayName("both send the same request, byte for byte")
    void request() throws InterruptedException {
        BlockingQueue<String> heads = new LinkedBlockingQueue<>();
        try (Peer peer = Peer.that(connection -> {
            heads.add(Peer.readHead(connection));
            Peer.send(connection, "HTTP/1.1 200 OK\r\n\r\n");
        })) {
            same(peer, ask(null), Run.LONG);

            String first = heads.poll(10, TimeUnit.SECONDS);
            assertThat(first).startsWith("GET /x?y=1 HTTP/1.1\r\n").isEqualTo(heads.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("so it is with a method, fields and a body of its own, but for the order of the fields")
    void requestWithEverything() throws InterruptedException {
        HttpProbe probe = HttpProbe.http()
                .method("POST")
                .host("www.example.com")
                .header("X-Probe", "one")
                .header("User-Agent", "mine")
                .send("text/plain", "body")
                .expectStatus(200)
                .expectHeader("X-Seen", "^y")
                .expectBody("ok")
                .expect(new BodyRule.Absent("no"))
                .digest();
        BlockingQueue<List<String>> heads = new LinkedBlockingQueue<>();
        try (Peer peer = Peer.that(connection -> {
            String head = Peer.readHead(connection);
            String body = new String(connection.getInputStream().readNBytes(4), StandardCharsets.US_ASCII);
            heads.add((head + body).lines().sorted().toList());
            Peer.send(connection, "HTTP/1.1 200 OK\r\nX-Seen: yes\r\nContent-Length: 2\r\n\r\nok");
            Peer.drain(connection);
        })) {
            same(peer, asked(probe), Run.LONG);

            List<String> first = heads.poll(10, TimeUnit.SECONDS);
            assertThat(first).contains("body", "X-Probe: one").isEqualTo(heads.poll(10, TimeUnit.SECONDS));
        }
    }
}
