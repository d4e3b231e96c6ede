package io.dnsfailover.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.notify.Mails;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What somebody else in the process has set changes nothing. */
@Isolated("changes what the whole process has")
class SystemPropertiesTest {
    private final Properties before = (Properties) System.getProperties().clone();

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @Test
    void mailAndProxyProperties_ofTheProcess_areNotRead() throws Exception {
        Map.of(
                        "mail.smtp.from", "evil@example.org",
                        "mail.smtp.localhost", "evil.example.org",
                        "mail.smtp.host", "192.0.2.1",
                        "mail.smtp.user", "evil",
                        "mail.smtp.dsn.notify", "SUCCESS",
                        "mail.smtp.submitter", "evil@example.org",
                        "mail.mime.allowutf8", "true",
                        "socksProxyHost", "127.0.0.1",
                        "socksProxyPort", "1")
                .forEach(System::setProperty);

        try (SmtpSink sink = SmtpSink.clear();
                MailChannel channel = MailChannel.through("127.0.0.1")
                        .port(sink.port())
                        .clearText()
                        .from(Mails.SENDER)
                        .build()) {
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
}
