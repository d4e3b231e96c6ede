package io.dnsfailover.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dnsfailover.notify.Mails;
import io.dnsfailover.spi.Secret;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailChannelBuilderTest {
    @ParameterizedTest
    @CsvSource({"startTls, 587", "implicitTls, 465", "clearText, 25"})
    void port_followsTheSecurity(String security, int port) {
        UnaryOperator<MailChannelBuilder> secure = switch (security) {
            case "implicitTls" -> MailChannelBuilder::implicitTls;
            case "clearText" -> MailChannelBuilder::clearText;
            default -> MailChannelBuilder::startTls;
        };

        try (MailChannel channel = secure.apply(MailChannel.through("smtp.example.com"))
                .from(Mails.SENDER)
                .build()) {
            assertThat(channel.name()).isEqualTo("mail via smtp.example.com:" + port);
        }
    }

    @Test
    void mistakes_areReportedTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailChannel.through("smtp.example.com\r\nX")
                        .clearText()
                        .port(0)
                        .login("us\u560der", Secret.of("canary"))
                        .fromName("a\nb")
                        .heloName("a b")
                        .deadline(Duration.ofMillis(1))
                        .build())
                .withMessage(
                        "mail channel: host 'smtp.example.com\\u000d\\u000aX': has to be a host name or an IP address; "
                                + "port '0': has to be 1 to 65535; "
                                + "deadline '1ms': has to be 1s to 5m; "
                                + "user 'us\\u560der': has to be 1 to 255 printable ASCII characters; "
                                + "from name 'a\\u000ab': has to be 1 to 100 characters on one line; "
                                + "helo name 'a b': has to be a host name; "
                                + "login: is never sent in clear text; use startTls() or implicitTls(); "
                                + "from: is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a b", "a/b", "[::1]", "a\u0000", "\u0430", "::g"})
    void host_thatIsNone_isRefused(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailChannel.through(host).from(Mails.SENDER).build());
    }

    @Test
    void whatIsSetTwice_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> MailChannel.through("a").startTls().clearText())
                .withMessage("mail channel: security is set twice");
        assertThatIllegalStateException()
                .isThrownBy(() -> MailChannel.through("a").port(1).port(1));
    }
}
