package io.dnsfailover.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dnsfailover.notify.Certificates;
import io.dnsfailover.notify.DeliveryException;
import io.dnsfailover.notify.Mails;
import io.dnsfailover.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The request, and what becomes of the reply. */
class WebhookChannelTest {
    private static final Secret SECRET = Secret.of("canary-5ecret-of-the-hook");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:06Z");

    private static final Certificates CERTIFICATES = Certificates.shared();

    @Test
    void request_isSigned_andCarriesTheKey() throws Exception {
        try (HttpSink sink = HttpSink.tls(CERTIFICATES.serving("good"));
                WebhookChannel channel = WebhookChannel.to(sink.url("/hook?token=canary-t0ken"))
                        .trust(CERTIFICATES.trusting("ca"))
                        .signedWith(SECRET)
                        .clock(() -> NOW)
                        .build()) {
            channel.send(Mails.plain());

            HttpSink.Request request = sink.requests().get(0);
            byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
            assertThat(request.line()).isEqualTo("POST /hook?token=canary-t0ken HTTP/1.1");
            assertThat(request.fields())
                    .containsEntry("Host", sink.url("").substring("https://".length()))
                    .containsEntry("Content-Type", "application/json")
                    .containsEntry("Connection", "close")
                    .containsEntry("Idempotency-Key", "www#7.1767323045000")
                    .containsEntry("Failover-Event", "www#7");
            String signature = request.fields().get("Failover-Signature");
            assertThat(WebhookSignature.verify(signature, body, SECRET, NOW, Duration.ofMinutes(5)))
                    .isTrue();
            assertThat(ParsedJson.object(request.body())).containsEntry("version", 1L);
        }
    }

    @Test
    void requestWithoutSecret_hasNoSignature() throws Exception {
        try (HttpSink sink = HttpSink.clear();
                WebhookChannel channel = clear(sink).build()) {
            channel.send(Mails.plain());

            assertThat(sink.requests().get(0).fields()).doesNotContainKey("Failover-Signature");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, true,  true",
        "204, true,  true",
        "202, true,  true",
        "301, false, false",
        "302, false, false",
        "307, false, false",
        "400, false, false",
        "401, false, false",
        "404, false, false",
        "410, false, false",
        "408, false, true",
        "425, false, true",
        "429, false, true",
        "500, false, true",
        "503, false, true",
    })
    void status_saysWhetherItIsTakenAndWhetherToRetry(int status, boolean taken, boolean retryable) throws Exception {
        try (HttpSink other = HttpSink.clear();
                HttpSink sink = HttpSink.clear()
                        .reply("HTTP/1.1 " + status + " Whatever\r\nLocation: " + other.url("/") + "\r\n\r\n");
                WebhookChannel channel = clear(sink).build()) {
            DeliveryException thrown = failure(channel);

            assertThat(thrown == null).isEqualTo(taken);
            if (thrown != null) {
                assertThat(thrown.retryable()).isEqualTo(retryable);
                assertThat(thrown).hasMessageContaining("replied " + status);
            }
            assertThat(sink.requests()).hasSize(1);
            assertThat(other.connections()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "30,                             30",
        "0,                              1",
        "999999999999999999,             3600",
        "'Fri, 02 Jan 2026 03:05:06 GMT', 60",
        "'Fri, 02 Jan 2026 03:00:00 GMT', 1",
        "'Sat, 02 Jan 2027 03:00:00 GMT', 3600",
        "soon,                           -1",
        "-5,                             -1",
        "99999999999999999999999999,     -1",
    })
    void retryAfter_isHeard_withinReason(String value, int seconds) throws Exception {
        try (HttpSink sink = HttpSink.clear().reply("HTTP/1.1 429 Slow\r\nretry-AFTER:  " + value + " \r\n\r\n");
                WebhookChannel channel = clear(sink).clock(() -> NOW).build()) {
            Duration heard = failure(channel).retryAfter();

            assertThat(heard).isEqualTo(seconds < 0 ? null : Duration.ofSeconds(seconds));
        }
    }

    @ParameterizedTest
    @DisplayName("a server that is not the one it should be gets no request")
    @CsvSource({
        "other-name, ca,    No subject alternative names matching IP address 127.0.0.1",
        "expired,    ca,    validity check failed",
        "alone,      ca,    unable to find valid certification path",
        "stale,      stale, certificate is not valid now",
    })
    void wrongCertificate_getsNoRequest(String certificate, String trusted, String why) throws Exception {
        try (HttpSink sink = HttpSink.tls(CERTIFICATES.serving(certificate));
                WebhookChannel channel = WebhookChannel.to(sink.url("/"))
                        .trust(CERTIFICATES.trusting(trusted))
                        .build()) {
            DeliveryException thrown = failure(channel);

            assertThat(thrown.retryable()).isTrue();
            assertThat(thrown).hasMessageContaining(why).hasNoCause();
            assertThat(sink.requests()).isEmpty();
        }
    }

    @Test
    void refusal_showsTheBeginningOfTheBody_withoutSecrets() throws Exception {
        try (HttpSink sink = HttpSink.clear()
                        .reply(
                                "HTTP/1.1 404 No\r\n\r\nno_service\u001b[31m /hook/canary-t0ken canary-5ecret-of-the-hook "
                                        + "x".repeat(5_000));
                WebhookChannel channel = WebhookChannel.to(sink.url("/hook/canary-t0ken"))
                        .allowClearText()
                        .signedWith(SECRET)
                        .build()) {
            DeliveryException thrown = failure(channel);

            assertThat(thrown.getMessage())
                    .contains("no_service\\u001b[31m")
                    .hasSizeLessThan(513)
                    .doesNotContain("canary");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "nonsense\r\n\r\n",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 099 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "SSH-2.0-OpenSSH_9.2\r\n",
            })
    void replyThatIsNone_canBeRetried(String reply) throws Exception {
        try (HttpSink sink = HttpSink.clear().reply(reply);
                WebhookChannel channel = clear(sink).build()) {
            assertThat(failure(channel).retryable()).isTrue();
        }
    }

    @Test
    void interimReplies_areSkipped_butNotForEver() throws Exception {
        String interim = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
        try (HttpSink sink = HttpSink.clear();
                WebhookChannel channel = clear(sink).build()) {
            sink.reply(interim.repeat(3) + "HTTP/1.1 200 OK\r\n\r\n");
            assertThat(failure(channel)).isNull();

            sink.reply(interim.repeat(9) + "HTTP/1.1 200 OK\r\n\r\n");
            assertThat(failure(channel)).hasMessageContaining("interim");
        }
    }

    @Test
    void headers_areBounded() throws Exception {
        try (HttpSink sink = HttpSink.clear();
                WebhookChannel channel = clear(sink).build()) {
            sink.reply("HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(101) + "\r\n");
            assertThat(failure(channel)).hasMessageContaining("more than 100 header fields");

            sink.reply("HTTP/1.1 200 OK\r\na: " + "b".repeat(9_000) + "\r\n\r\n");
            assertThat(failure(channel)).hasMessageContaining("a header line of more than 8192 octets");
        }
    }

    @ParameterizedTest
    @DisplayName("a server that does not come to an end is left at the deadline")
    @ValueSource(strings = {"silent", "drip", "drip-body"})
    void slowServer_endsAtTheDeadline(String manner) throws Exception {
        try (HttpSink sink = HttpSink.clear();
                WebhookChannel channel =
                        clear(sink).deadline(Duration.ofMillis(500)).build()) {
            sink.reply(socket -> {
                if (manner.equals("silent")) {
                    sink.sayNothing();
                }
                HttpSink.write(socket, manner.equals("drip") ? "HTTP/1.1 200 OK\r\nA: " : "HTTP/1.1 500 No\r\n\r\n");
                while (true) {
                    HttpSink.write(socket, "x");
                    Thread.sleep(20);
                }
            });
            long start = System.nanoTime();

            DeliveryException thrown = failure(channel);

            assertThat(thrown.retryable()).isTrue();
            assertThat(thrown).hasMessageContaining("not done within 500 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    @DisplayName("the body of a success is nobody's business, however long it takes")
    void successWithEndlessBody_isASuccess() throws Exception {
        try (HttpSink sink = HttpSink.clear();
                WebhookChannel channel = clear(sink).build()) {
            sink.reply(socket -> {
                HttpSink.write(socket, "HTTP/1.1 200 OK\r\n\r\n");
                while (true) {
                    HttpSink.write(socket, "x".repeat(10_000));
                }
            });

            assertThat(failure(channel)).isNull();
        }
    }

    private static WebhookChannelBuilder clear(HttpSink sink) {
        return WebhookChannel.to(sink.url("/")).allowClearText();
    }

    private static DeliveryException failure(WebhookChannel channel) {
        return catchThrowableOfType(DeliveryException.class, () -> channel.send(Mails.plain()));
    }
}
