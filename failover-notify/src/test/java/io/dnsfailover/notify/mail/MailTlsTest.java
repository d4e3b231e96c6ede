package io.dnsfailover.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dnsfailover.notify.Certificates;
import io.dnsfailover.notify.DeliveryException;
import io.dnsfailover.notify.Mails;
import io.dnsfailover.spi.Secret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that is not the one it should be gets neither a login nor a mail. */
class MailTlsTest {
    private static final Certificates CERTIFICATES = Certificates.shared();

    @ParameterizedTest(name = "a certificate {0}, when {1} is trusted: {2}")
    @DisplayName("STARTTLS: nothing but the wish for TLS is said")
    @CsvSource({
        "other-name, ca,    No subject alternative names matching IP address 127.0.0.1",
        "expired,    ca,    validity check failed",
        "alone,      ca,    unable to find valid certification path",
        "stale,      stale, Unable to check server identity",
    })
    void startTls_wrongCertificate_isRefused(String certificate, String trusted, String why) throws Exception {
        try (SmtpSink sink = SmtpSink.startTls(CERTIFICATES.serving(certificate));
                MailChannel channel = channel(sink, trusted).startTls().build()) {
            DeliveryException thrown = failure(channel);

            assertThat(thrown.retryable()).isTrue();
            assertThat(thrown).hasMessageContaining(why).hasNoCause();
            assertThat(sink.commands()).containsExactly("EHLO [127.0.0.1]", "STARTTLS");
        }
    }

    @ParameterizedTest(name = "a certificate {0}, when {1} is trusted: {2}")
    @DisplayName("TLS from the first octet: nothing is said")
    @CsvSource({
        "other-name, ca,    No subject alternative names matching IP address 127.0.0.1",
        "expired,    ca,    validity check failed",
        "alone,      ca,    unable to find valid certification path",
        "stale,      stale, certificate is not valid now",
    })
    void implicitTls_wrongCertificate_isRefused(String certificate, String trusted, String why) throws Exception {
        try (SmtpSink sink = SmtpSink.tls(CERTIFICATES.serving(certificate));
                MailChannel channel = channel(sink, trusted).implicitTls().build()) {
            DeliveryException thrown = failure(channel);

            assertThat(thrown.retryable()).isTrue();
            assertThat(thrown).hasMessageContaining(why).hasNoCause();
            assertThat(sink.commands()).isEmpty();
        }
    }

    @ParameterizedTest
    @DisplayName("the name of the server counts, not only its address")
    @CsvSource({"good, true", "other-name, false"})
    void hostName_isVerified(String certificate, boolean taken) throws Exception {
        try (SmtpSink sink = SmtpSink.startTls(CERTIFICATES.serving(certificate));
                MailChannel channel = MailChannel.through("localhost")
                        .port(sink.port())
                        .from(Mails.SENDER)
                        .trust(CERTIFICATES.trusting("ca"))
                        .build()) {
            DeliveryException thrown = failure(channel);

            assertThat(thrown == null).as("%s", thrown).isEqualTo(taken);
            assertThat(sink.mails()).hasSize(taken ? 1 : 0);
        }
    }

    @ParameterizedTest
    @DisplayName("what a thief slips in before TLS is not heard after it")
    @CsvSource({"250 taken", "250-AUTH PLAIN", "235 welcome"})
    void repliesBeforeTls_areForgotten(String injected) throws Exception {
        // Everything in one packet: the word for TLS, and a reply to a command that has not been given yet.
        try (SmtpSink sink = SmtpSink.startTls(CERTIFICATES.serving("good"))
                        .answer("STARTTLS", "220 go ahead\r\n" + injected);
                MailChannel channel = channel(sink, "ca").startTls().build()) {
            channel.send(Mails.plain("a@example.net"));

            // A client that had heard it would be one reply ahead, and give up or leave something out.
            assertThat(sink.commandsUntilQuit())
                    .hasSize(8)
                    .startsWith("EHLO [127.0.0.1]", "STARTTLS", "EHLO [127.0.0.1]")
                    .contains("MAIL FROM:<failover@example.com>", "RCPT TO:<a@example.net>", "DATA", "QUIT");
            assertThat(sink.mails()).hasSize(1);
        }
    }

    private static MailChannelBuilder channel(SmtpSink sink, String trusted) throws Exception {
        return MailChannel.through("127.0.0.1")
                .port(sink.port())
                .from(Mails.SENDER)
                .login("failover", Secret.of("canary-5ecret"))
                .trust(CERTIFICATES.trusting(trusted));
    }

    private static DeliveryException failure(MailChannel channel) {
        return catchThrowableOfType(DeliveryException.class, () -> channel.send(Mails.plain("a@example.net")));
    }
}
