package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.AbstractServerExchangeHandler;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.nio.support.BasicResponseProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class Http2Test {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpAsyncServer server;

    @AfterEach
    void close() {
        if (server != null) {
            server.close(CloseMode.IMMEDIATE);
        }
    }

    private Endpoint serve(HttpVersionPolicy policy, boolean secure) throws Exception {
        H2ServerBootstrap bootstrap = H2ServerBootstrap.bootstrap()
                .setVersionPolicy(policy)
                .setRequestRouter((asked, context) ->
                        () -> new AbstractServerExchangeHandler<Message<HttpRequest, Void>>() {
                            @Override
                            protected AsyncRequestConsumer<Message<HttpRequest, Void>> supplyConsumer(
                                    HttpRequest request, EntityDetails entity, HttpContext context) {
                                return new BasicRequestConsumer<>(
                                        entity == null ? null : new DiscardingEntityConsumer<>());
                            }

                            @Override
                            protected void handle(
                                    Message<HttpRequest, Void> message,
                                    AsyncServerRequestHandler.ResponseTrigger trigger,
                                    HttpContext context)
                                    throws HttpException, IOException {
                                HttpRequest request = message.getHead();
                                seen.add(request.getVersion() + " " + request.getMethod() + " " + request.getAuthority()
                                        + " " + request.getPath());
                                trigger.submitResponse(
                                        new BasicResponseProducer(
                                                new BasicHttpResponse(200), new StringAsyncEntityProducer("hello")),
                                        context);
                            }
                        });
        if (secure) {
            bootstrap.setTlsStrategy(
                    new H2ServerTlsStrategy(Certificates.shared().serving("good")));
        }
        server = bootstrap.create();
        server.start();
        int port = ((InetSocketAddress) server.listen(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                secure ? URIScheme.HTTPS : URIScheme.HTTP)
                        .get(10, TimeUnit.SECONDS)
                        .getAddress())
                .getPort();
        return Endpoint.of("127.0.0.1").onPort(port);
    }

    private static NetworkProber prober() throws Exception {
        return NetworkProber.builder()
                .authority("own", Certificates.shared().authority("ca"))
                .build();
    }

    private static final HttpProbe SECURE = HttpProbe.https()
            .host("www.example.com")
            .path("/check")
            .authority("own")
            .expectBody("hello");

    @Test
    void overTls_isAgreedByAlpn() throws Exception {
        Endpoint endpoint = serve(HttpVersionPolicy.NEGOTIATE, true);
        try (NetworkProber prober = prober()) {
            ProbeResult two = Run.check(prober, SECURE.http2(), endpoint);
            ProbeResult one = Run.check(prober, SECURE, endpoint);

            assertThat(two.reason()).as(two.detail()).isEqualTo(Reason.EXPECTED);
            assertThat(one.reason()).as(one.detail()).isEqualTo(Reason.EXPECTED);
            assertThat(two.timings().tls()).isPositive();
            assertThat(seen)
                    .containsExactly(
                            "HTTP/2.0 GET www.example.com:" + endpoint.port() + " /check",
                            "HTTP/1.1 GET www.example.com:" + endpoint.port() + " /check");
        }
    }

    @Test
    @DisplayName("a server that does not agree on HTTP/2 fails a check that wants it")
    void overTls_withoutAgreement_fails() throws Exception {
        Endpoint endpoint = serve(HttpVersionPolicy.FORCE_HTTP_1, true);
        try (NetworkProber prober = prober()) {
            ProbeResult result = Run.check(prober, SECURE.http2(), endpoint);

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.TLS_FAILED);
            assertThat(seen).isEmpty();
        }
    }

    @Test
    void plain_isSpokenFromTheStart() throws Exception {
        Endpoint endpoint = serve(HttpVersionPolicy.FORCE_HTTP_2, false);
        try (NetworkProber prober = prober()) {
            ProbeResult result = Run.check(prober, HttpProbe.http().http2().expectBody("hello"), endpoint);

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
            assertThat(seen).containsExactly("HTTP/2.0 GET 127.0.0.1:" + endpoint.port() + " /");
        }
    }

    @Test
    @DisplayName("a server of HTTP/1.1 that is spoken to in HTTP/2 fails, in time")
    void plain_toAServerWithoutIt_fails() {
        try (Peer peer = Peer.that(connection -> {
                    connection.getInputStream().read(new byte[24]);
                    Peer.send(connection, "HTTP/1.1 400 Bad Request\r\n\r\n");
                });
                NetworkProber prober = NetworkProber.create()) {
            ProbeResult result = Run.check(prober, HttpProbe.http().http2(), peer.endpoint(), Duration.ofSeconds(5));

            assertThat(result.reason()).as(result.detail()).isIn(Reason.MALFORMED, Reason.CLOSED, Reason.RESET);
        }
    }
}
