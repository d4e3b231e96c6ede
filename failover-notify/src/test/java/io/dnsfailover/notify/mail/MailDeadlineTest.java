package io.dnsfailover.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dnsfailover.notify.Attachment;
import io.dnsfailover.notify.Certificates;
import io.dnsfailover.notify.DeliveryException;
import io.dnsfailover.notify.Mails;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.SocketServer;
import io.dnsfailover.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No server can hold a sender for longer than the deadline, whatever it does. */
@Execution(ExecutionMode.CONCURRENT)
class MailDeadlineTest {
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    /** On a busy machine; a deadline that is not held lasts for ever. */
    private static final Duration AT_MOST = DEADLINE.plusSeconds(10);

    private static final Certificates CERTIFICATES = Certificates.shared();

    @ParameterizedTest
    @DisplayName("a server that falls silent")
    @ValueSource(
            strings = {"GREETING", "EHLO", "STARTTLS", "HANDSHAKE", "EHLO-AGAIN", "AUTH", "MAIL", "RCPT", "DATA", "BODY"
            })
    void stall_atAnyStage_endsAtTheDeadline(String stage) throws Exception {
        assertEndsInTime(stage, SmtpSink.STALL);
    }

    @ParameterizedTest
    @DisplayName("a server that sends an octet now and then")
    @ValueSource(strings = {"GREETING", "EHLO", "AUTH", "MAIL", "BODY"})
    void drip_atAnyStage_endsAtTheDeadline(String stage) throws Exception {
        assertEndsInTime(stage, SmtpSink.DRIP);
    }

    @ParameterizedTest
    @DisplayName("a server that never ends its reply")
    @ValueSource(strings = {"GREETING", "EHLO", "RCPT", "BODY"})
    void flood_atAnyStage_endsAtTheBoundOrTheDeadline(String stage) throws Exception {
        assertEndsInTime(stage, SmtpSink.FLOOD);
    }

    @Test
    @DisplayName("a server that never ends its reply is cut off by what it sent, not by the time")
    void flood_isBounded() throws Exception {
        try (SmtpSink sink = SmtpSink.clear().answer("GREETING", SmtpSink.FLOOD);
                MailChannel channel = MailChannel.through("127.0.0.1")
                        .port(sink.port())
                        .clearText()
                        .from(Mails.SENDER)
                        .deadline(Duration.ofMinutes(2))
                        .build()) {
            DeliveryException thrown =
                    catchThrowableOfType(DeliveryException.class, () -> channel.send(Mails.plain("a@example.net")));

            assertThat(thrown).hasMessageContaining("the server sent more than 524288 octets");
        }
    }

    @Test
    @DisplayName("a server that does not read")
    void serverThatDoesNotRead_endsAtTheDeadline() throws Exception {
        try (SocketServer deaf = new SocketServer(connection -> {
                    connection
                            .getOutputStream()
                            .write("220 a\r\n250 b\r\n250 c\r\n250 d\r\n354 e\r\n".getBytes(StandardCharsets.US_ASCII));
                    Thread.sleep(20_000);
                });
                MailChannel channel = MailChannel.through("127.0.0.1")
                        .port(deaf.port())
                        .clearText()
                        .from(Mails.SENDER)
                        .deadline(DEADLINE)
                        .build()) {
            Message big = Mails.started("a@example.net")
                    .subject("big")
                    .text("big")
                    .attachments(List.of(Attachment.file("a.bin", "application/octet-stream", new byte[4_900_000])))
                    .build();
            long start = System.nanoTime();

            DeliveryException thrown = catchThrowableOfType(DeliveryException.class, () -> channel.send(big));

            assertThat(thrown).hasMessageContaining("not done within 1000 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_MOST);
        }
    }

    @Test
    @DisplayName("a server that has taken the mail and says no goodbye")
    void stall_afterTheMailIsTaken_isNoFailure() throws Exception {
        try (SmtpSink sink = SmtpSink.startTls(CERTIFICATES.serving("good")).answer("QUIT", SmtpSink.STALL);
                MailChannel channel = channel(sink, Duration.ofMinutes(1))) {
            assertThatCode(() -> channel.send(Mails.plain("a@example.net"))).doesNotThrowAnyException();
        }
    }

    private static void assertEndsInTime(String stage, String answer) throws Exception {
        try (SmtpSink sink = SmtpSink.startTls(CERTIFICATES.serving("good")).answer(stage, answer);
                MailChannel channel = channel(sink)) {
            if (stage.equals("EHLO")) {
                sink.answer("EHLO-AGAIN", "250 fine");
            }
            long start = System.nanoTime();

            DeliveryException thrown =
                    catchThrowableOfType(DeliveryException.class, () -> channel.send(Mails.plain("a@example.net")));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_MOST);
            assertThat(thrown.retryable()).isTrue();
            assertThat(sink.mails()).isEmpty();
        }
    }

    private static MailChannel channel(SmtpSink sink) throws Exception {
        return channel(sink, DEADLINE);
    }

    /** What has to succeed gets more time than any machine needs. */
    private static MailChannel channel(SmtpSink sink, Duration deadline) throws Exception {
        return MailChannel.through("127.0.0.1")
                .port(sink.port())
                .from(Mails.SENDER)
                .login("failover", Secret.of("canary-5ecret"))
                .trust(CERTIFICATES.trusting("ca"))
                .deadline(deadline)
                .build();
    }
}
