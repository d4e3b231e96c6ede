package io.dnsfailover.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.dnsfailover.notify.Certificates;
import io.dnsfailover.notify.DeliveryException;
import io.dnsfailover.notify.MailAddress;
import io.dnsfailover.notify.Mails;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.RefusedRecipient;
import io.dnsfailover.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, and what becomes of a refusal. */
class MailChannelTest {
    private static final String PASSWORD = "canary-5ecret";

    private static final Certificates CERTIFICATES = Certificates.shared();

    @Test
    void startTls_mailIsSentAfterTheHandshake() throws Exception {
        try (SmtpSink sink = SmtpSink.startTls(CERTIFICATES.serving("good"));
                MailChannel channel = secured(sink).startTls().build()) {
            channel.send(Mails.plain("a@example.net"));

            assertThat(sink.commandsUntilQuit())
                    .containsExactly(
                            "EHLO [127.0.0.1]",
                            "STARTTLS",
                            "EHLO [127.0.0.1]",
                            "MAIL FROM:<failover@example.com>",
                            "RCPT TO:<a@example.net>",
                            "DATA",
                            "QUIT");
            assertThat(sink.mails()).singleElement().asString().contains("fra1 -> ams1");
        }
    }

    @Test
    void implicitTls_withLogin_sendsIt() throws Exception {
        try (SmtpSink sink = SmtpSink.tls(CERTIFICATES.serving("good"));
                MailChannel channel = secured(sink)
                        .implicitTls()
                        .login("failover", Secret.of(PASSWORD))
                        .heloName("monitor.example.com")
                        .build()) {
            channel.send(Mails.plain("a@example.net", "b@example.net"));

            assertThat(sink.commandsUntilQuit())
                    .containsExactly(
                            "EHLO monitor.example.com",
                            "AUTH PLAIN " + base64("failover\0failover\0" + PASSWORD),
                            "MAIL FROM:<failover@example.com>",
                            "RCPT TO:<a@example.net>",
                            "RCPT TO:<b@example.net>",
                            "DATA",
                            "QUIT");
        }
    }

    @Test
    void clearText_onDemand_sendsWithoutTls() throws Exception {
        try (SmtpSink sink = SmtpSink.clear();
                MailChannel channel = channel(sink).clearText().build()) {
            channel.send(Mails.plain("a@example.net"));

            assertThat(sink.commandsUntilQuit())
                    .containsExactly(
                            "EHLO [127.0.0.1]",
                            "MAIL FROM:<failover@example.com>",
                            "RCPT TO:<a@example.net>",
                            "DATA",
                            "QUIT");
        }
    }

    @Test
    void serverWithoutStartTls_getsNothing() throws Exception {
        try (SmtpSink sink = SmtpSink.clear();
                MailChannel channel =
                        channel(sink).login("failover", Secret.of(PASSWORD)).build()) {
            DeliveryException thrown = failure(channel, Mails.plain("a@example.net"));

            assertThat(thrown.retryable()).isTrue();
            assertThat(thrown).hasMessageContaining("STARTTLS is required");
            assertThat(sink.commands()).containsExactly("EHLO [127.0.0.1]");
        }
    }

    @Test
    void serverThatRefusesStartTls_getsNothing() throws Exception {
        try (SmtpSink sink = SmtpSink.startTls(CERTIFICATES.serving("good")).answer("STARTTLS", "454 not now");
                MailChannel channel =
                        secured(sink).login("failover", Secret.of(PASSWORD)).build()) {
            DeliveryException thrown = failure(channel, Mails.plain("a@example.net"));

            assertThat(thrown.retryable()).isTrue();
            assertThat(thrown).hasMessageContaining("454 not now");
            assertThat(sink.commands()).containsExactly("EHLO [127.0.0.1]", "STARTTLS");
        }
    }

    @Test
    void serverWithoutLogin_getsNothing() throws Exception {
        try (SmtpSink sink = SmtpSink.tls(CERTIFICATES.serving("good")).withoutLogin();
                MailChannel channel = secured(sink)
                        .implicitTls()
                        .login("failover", Secret.of(PASSWORD))
                        .build()) {
            DeliveryException thrown = failure(channel, Mails.plain("a@example.net"));

            assertThat(thrown.retryable()).isTrue();
            assertThat(thrown).hasMessageContaining("offers no login");
            assertThat(sink.commands()).containsExactly("EHLO [127.0.0.1]");
        }
    }

    @Test
    void refusedLogin_canBeRetried_andShowsNoPassword() throws Exception {
        String echo = base64("failover\0failover\0" + PASSWORD);
        try (SmtpSink sink = SmtpSink.tls(CERTIFICATES.serving("good"))
                        .answer("AUTH", "535 5.7.8 bad login " + echo + " and " + PASSWORD);
                MailChannel channel = secured(sink)
                        .implicitTls()
                        .login("failover", Secret.of(PASSWORD))
                        .build()) {
            DeliveryException thrown = failure(channel, Mails.plain("a@example.net"));

            assertThat(thrown.retryable()).isTrue();
            assertThat(thrown).hasMessageContaining("535 5.7.8 bad login").hasNoCause();
            assertThat(thrown.getMessage()).doesNotContain(PASSWORD).doesNotContain(echo);
            assertThat(sink.mails()).isEmpty();
        }
    }

    @Test
    void oneRefusedOfThree_othersGetIt_andTheRefusedIsNamed() throws Exception {
        try (SmtpSink sink = SmtpSink.clear().answer("RCPT TO:<b@", "550 5.1.1 no such user");
                MailChannel channel = channel(sink).clearText().build()) {
            DeliveryException thrown = failure(channel, Mails.plain("a@example.net", "b@example.net", "c@example.net"));

            assertThat(sink.mails()).hasSize(1);
            assertThat(thrown.retryable()).isFalse();
            assertThat(thrown.refused())
                    .containsExactly(
                            new RefusedRecipient(new MailAddress("b@example.net"), false, "550 5.1.1 no such user"));
        }
    }

    @Test
    void oneForGoodAndOneForNowOfThree_canBeRetried() throws Exception {
        try (SmtpSink sink = SmtpSink.clear()
                        .answer("RCPT TO:<a@", "550 no such user")
                        .answer("RCPT TO:<b@", "451 greylisted");
                MailChannel channel = channel(sink).clearText().build()) {
            DeliveryException thrown = failure(channel, Mails.plain("a@example.net", "b@example.net", "c@example.net"));

            assertThat(sink.mails()).hasSize(1);
            assertThat(thrown.retryable()).isTrue();
            assertThat(thrown.refused())
                    .extracting(one -> one.address().text(), RefusedRecipient::retryable)
                    .containsExactly(tuple("a@example.net", false), tuple("b@example.net", true));
        }
    }

    @Test
    void everybodyRefused_isNobodyReached() throws Exception {
        try (SmtpSink sink = SmtpSink.clear().answer("RCPT", "450 4.2.0 greylisted, try again in 300 s");
                MailChannel channel = channel(sink).clearText().build()) {
            DeliveryException thrown = failure(channel, Mails.plain("a@example.net", "b@example.net"));

            assertThat(thrown.retryable()).isTrue();
            assertThat(thrown.refused()).hasSize(2).allMatch(RefusedRecipient::retryable);
            assertThat(sink.mails()).isEmpty();
            assertThat(sink.commands()).doesNotContain("DATA");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 451 try later,        true",
        "MAIL, 550 never from you,   false",
        "DATA, 451 no space,         true",
        "DATA, 554 no,               false",
        "BODY, 451 greylisted,       true",
        "BODY, 554 looks like spam,  false",
        "BODY, 552 too big,          false",
        "RCPT, 552 too many,         true",
        "RCPT, 553 bad name,         false",
        "GREETING, 554 go away,      true",
        "GREETING, 421 busy,         true",
        "EHLO, 421 busy,             true",
        "GREETING, nonsense,         true",
        "MAIL, nonsense,             true",
        "MAIL, 530 login first,      true",
        "DATA, 250 what,             true",
    })
    void refusal_isForGood_onlyWhenTheMessageIsRefusedWithA5xx(String stage, String reply, boolean retryable)
            throws Exception {
        try (SmtpSink sink = SmtpSink.clear().answer(stage, reply);
                MailChannel channel = channel(sink).clearText().build()) {
            if (stage.equals("EHLO")) {
                sink.answer("HELO", reply);
            }

            DeliveryException thrown = failure(channel, Mails.plain("a@example.net"));

            assertThat(thrown.retryable()).isEqualTo(retryable);
            assertThat(sink.mails()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA", "MID-DATA", "BODY"})
    void connectionThatBreaks_canBeRetried(String stage) throws Exception {
        try (SmtpSink sink = SmtpSink.clear().answer(stage, SmtpSink.CLOSE);
                MailChannel channel = channel(sink).clearText().build()) {
            assertThat(failure(channel, Mails.plain("a@example.net")).retryable())
                    .isTrue();
            assertThat(sink.mails()).isEmpty();
        }
    }

    @Test
    void serverThatLeavesWithoutGoodbye_hasTakenTheMail() throws Exception {
        try (SmtpSink sink = SmtpSink.clear().answer("QUIT", SmtpSink.CLOSE);
                MailChannel channel = channel(sink).clearText().build()) {
            assertThatCode(() -> channel.send(Mails.plain("a@example.net"))).doesNotThrowAnyException();
        }
    }

    @Test
    void sameMessageAgain_hasTheSameMessageId() throws Exception {
        try (SmtpSink sink = SmtpSink.clear();
                MailChannel channel = channel(sink).clearText().build()) {
            channel.send(Mails.plain("a@example.net", "b@example.net"));
            channel.send(Mails.plain("a@example.net", "b@example.net").to(List.of(new MailAddress("b@example.net"))));

            assertThat(sink.mails())
                    .hasSize(2)
                    .allMatch(mail -> mail.contains("Message-ID: <failover.www=237=2E1767323045000@example.com>"));
        }
    }

    @Test
    void messageWithoutRecipients_isRefusedBeforeAnythingIsSent() throws Exception {
        try (SmtpSink sink = SmtpSink.clear();
                MailChannel channel = channel(sink).clearText().build()) {
            assertThat(failure(channel, Mails.plain()).retryable()).isFalse();
            assertThat(sink.commands()).isEmpty();
        }
    }

    @Test
    void closedChannel_saysSo() throws Exception {
        try (SmtpSink sink = SmtpSink.clear()) {
            MailChannel channel = channel(sink).clearText().build();
            channel.close();

            assertThat(failure(channel, Mails.plain("a@example.net"))).hasMessageContaining("closed");
        }
    }

    private static MailChannelBuilder channel(SmtpSink sink) {
        return MailChannel.through("127.0.0.1").port(sink.port()).from(Mails.SENDER);
    }

    private static MailChannelBuilder secured(SmtpSink sink) throws Exception {
        return channel(sink).trust(CERTIFICATES.trusting("ca"));
    }

    private static DeliveryException failure(MailChannel channel, Message message) {
        return catchThrowableOfType(DeliveryException.class, () -> channel.send(message));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
