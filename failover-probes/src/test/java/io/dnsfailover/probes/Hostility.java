package io.dnsfailover.probes;

import static io.dnsfailover.model.Reason.CERTIFICATE_NAME;
import static io.dnsfailover.model.Reason.CLOSED;
import static io.dnsfailover.model.Reason.CONTENT;
import static io.dnsfailover.model.Reason.EXPECTED;
import static io.dnsfailover.model.Reason.MALFORMED;
import static io.dnsfailover.model.Reason.REDIRECT;
import static io.dnsfailover.model.Reason.RESET;
import static io.dnsfailover.model.Reason.RESPONSE_TIMEOUT;
import static io.dnsfailover.model.Reason.TLS_FAILED;
import static io.dnsfailover.model.Reason.TOO_LARGE;

import io.dnsfailover.model.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLSocket;

/** A hostile server of each kind, what is asked of it, and what may be said of it: never anything but a closed list. */
@SuppressWarnings("ImmutableEnumChecker") // values of tests, which nobody changes
enum Hostility {
    SILENT(head(), Peer::drain, RESPONSE_TIMEOUT),
    DRIPPING_STATUS_LINE(head(), connection -> drip(connection, "H", "T"), RESPONSE_TIMEOUT),
    DRIPPING_HEAD(head(), connection -> drip(connection, "HTTP/1.1 200 OK\r\nX: ", "y"), RESPONSE_TIMEOUT),
    DRIPPING_BODY(body(), connection -> drip(connection, "HTTP/1.1 200 OK\r\n\r\n", "x"), RESPONSE_TIMEOUT),
    DRIPPING_CHUNKS(body(), connection -> drip(connection, chunked(""), "1\r\nx\r\n"), RESPONSE_TIMEOUT),
    ENDLESS_STATUS_LINE(head(), connection -> flood(connection, "HTTP/1.1 200 ", "OK"), TOO_LARGE),
    ENDLESS_HEADER_LINE(head(), connection -> flood(connection, "HTTP/1.1 200 OK\r\nX: ", "y"), TOO_LARGE),
    ENDLESS_HEADERS(head(), connection -> flood(connection, "HTTP/1.1 200 OK\r\n", "X: y\r\n"), TOO_LARGE),
    ENDLESS_FOLDED_HEADER(head(), connection -> flood(connection, "HTTP/1.1 200 OK\r\nX: y\r\n", " y\r\n"), TOO_LARGE),
    ENDLESS_EMPTY_LINES(head(), connection -> flood(connection, "", "\r\n\r\n"), TOO_LARGE),
    ENDLESS_INTERIM_RESPONSES(head(), connection -> flood(connection, "", "HTTP/1.1 103 Early\r\n\r\n"), TOO_LARGE),
    ENDLESS_BODY(body(), connection -> flood(connection, "HTTP/1.1 200 OK\r\n\r\n", "x"), TOO_LARGE),
    ENDLESS_KEPT_BODY(kept(), connection -> flood(connection, "HTTP/1.1 200 OK\r\n\r\n", "x"), TOO_LARGE),
    ENDLESS_CHUNK_EXTENSION(body(), connection -> flood(connection, chunked("1;"), "x"), TOO_LARGE),
    ENDLESS_TRAILERS(body(), connection -> flood(connection, chunked("0\r\n"), "X: y\r\n"), TOO_LARGE),
    HUGE_CHUNK(body(), connection -> flood(connection, chunked("7fffffffffffffff\r\n"), "x"), TOO_LARGE, MALFORMED),
    HUGE_LENGTH(
            kept(),
            connection -> flood(connection, "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n", "x"),
            TOO_LARGE,
            MALFORMED),
    BODY_NOBODY_READS(head(), connection -> flood(connection, "HTTP/1.1 200 OK\r\n\r\n", "x"), EXPECTED),
    TWO_LENGTHS(body(), says("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nContent-Length: 7\r\n\r\nneedle"), MALFORMED),
    LENGTH_AND_CHUNKS(
            body(),
            says("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nneedle\r\n0\r\n\r\n"),
            MALFORMED),
    NEGATIVE_LENGTH(body(), says("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nneedle"), MALFORMED),
    NEGATIVE_CHUNK(body(), says(chunked("-1\r\nneedle\r\n0\r\n\r\n")), MALFORMED),
    HTTP_0_9(body(), says("needle\r\n"), MALFORMED),
    NOT_HTTP(head(), says("220 mail.example.com ESMTP\r\n"), MALFORMED),
    CLOSED_IN_THE_BODY(body(), says("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx"), CLOSED),
    RESET_IN_THE_HEAD(head(), resets("HTTP/1.1 200 OK\r\n"), RESET),
    RESET_IN_THE_BODY(body(), resets("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx"), RESET),
    COMPRESSED_BOMB(body(), Hostility::bomb, CONTENT),
    CONTROLS(body(), says("HTTP/1.1 200 OK\r\n\r\n\u001b]0;x\u0007\r\n[ERROR] forged\u202e\u0000"), CONTENT),
    REDIRECT_LOOP(
            head().followRedirects(RedirectPolicy.sameHost(10)),
            says("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"),
            REDIRECT),
    HUGE_REDIRECT(
            head().followRedirects(RedirectPolicy.sameHost(1)),
            says("HTTP/1.1 302 Found\r\nLocation: http://" + "x".repeat(8000) + "/\r\n\r\n"),
            REDIRECT,
            MALFORMED),
    TLS_STALL(secure(), raw(Peer::drain), RESPONSE_TIMEOUT),
    TLS_DRIP(
            secure(),
            raw(connection -> drip(connection, "\u0016\u0003\u0003@\u0000\u0002", "\u0000")),
            RESPONSE_TIMEOUT),
    TLS_GARBAGE(secure(), raw(connection -> flood(connection, "", "\u0016\u0003\u0003\u0000\u0001x")), TLS_FAILED),
    TLS_NOT_SPOKEN(secure(), raw(connection -> Peer.send(connection, "HTTP/1.1 400 No\r\n\r\n")), TLS_FAILED),
    TEN_THOUSAND_NAMES(secure(), tls("huge", List.of("TLSv1.3"), Peer::drain), TLS_FAILED, CERTIFICATE_NAME),
    RENEGOTIATION(
            secure(),
            tls("good", List.of("TLSv1.2"), Hostility::renegotiate),
            RESPONSE_TIMEOUT,
            TLS_FAILED,
            CLOSED,
            RESET),
    TLS_DRIPPING_BODY(
            secure().expectBody("needle"),
            tls("good", List.of("TLSv1.3"), connection -> {
                Peer.readHead(connection);
                drip(connection, "HTTP/1.1 200 OK\r\n\r\n", "x");
            }),
            RESPONSE_TIMEOUT),
    HTTP2_SILENT(head().http2(), raw(Peer::drain), RESPONSE_TIMEOUT);

    private final HttpProbe probe;
    private final Server server;
    private final Set<Reason> reasons;

    /** Starts the server. */
    private interface Server {
        Peer start() throws Exception;
    }

    Hostility(HttpProbe probe, Peer.Script afterTheRequest, Reason... reasons) {
        this(
                probe,
                (Server) () -> Peer.that(connection -> {
                    Peer.readHead(connection);
                    afterTheRequest.play(connection);
                }),
                reasons);
    }

    Hostility(HttpProbe probe, Server server, Reason... reasons) {
        this.probe = probe;
        this.server = server;
        this.reasons = Set.of(reasons);
    }

    HttpProbe probe() {
        return probe;
    }

    Peer start() throws Exception {
        return server.start();
    }

    /** What may be said of it. */
    Set<Reason> reasons() {
        return reasons;
    }

    /** Whether it is there until the deadline. */
    boolean hangs() {
        return reasons.contains(RESPONSE_TIMEOUT);
    }

    private static HttpProbe head() {
        return HttpProbe.http();
    }

    private static HttpProbe body() {
        return HttpProbe.http().expectBody("needle");
    }

    private static HttpProbe kept() {
        return HttpProbe.http().expect(new BodyRule.Matches("(x+x+)+y")).digest();
    }

    private static HttpProbe secure() {
        return HttpProbe.https().host("www.example.com").authority("own");
    }

    private static String chunked(String start) {
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + start;
    }

    /** From the first byte on, without waiting for a request. */
    private static Server raw(Peer.Script script) {
        return () -> Peer.that(script);
    }

    private static Server tls(String alias, List<String> versions, Peer.Script script) {
        return () -> Certificates.shared().server(alias, versions, false, script);
    }

    private static Peer.Script says(String text) {
        return connection -> {
            Peer.send(connection, text);
            connection.shutdownOutput();
            Peer.drain(connection);
        };
    }

    private static Peer.Script resets(String before) {
        return connection -> {
            Peer.send(connection, before);
            Peer.reset(connection);
        };
    }

    private static void drip(Socket connection, String start, String piece) throws Exception {
        Peer.send(connection, start);
        while (true) {
            TimeUnit.MILLISECONDS.sleep(20);
            Peer.send(connection, piece);
        }
    }

    private static void flood(Socket connection, String start, String piece) throws IOException {
        Peer.send(connection, start);
        byte[] pieces = piece.repeat(4096 / piece.length() + 1).getBytes(StandardCharsets.ISO_8859_1);
        while (true) {
            connection.getOutputStream().write(pieces);
        }
    }

    private static void bomb(Socket connection) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(new byte[1_000_000]);
        }
        Peer.send(
                connection,
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bytes.size() + "\r\n\r\n"
                        + bytes.toString(StandardCharsets.ISO_8859_1));
        Peer.drain(connection);
    }

    private static void renegotiate(Socket connection) throws IOException {
        while (true) {
            ((SSLSocket) connection).startHandshake();
            connection.getInputStream().read(new byte[1]);
        }
    }
}
