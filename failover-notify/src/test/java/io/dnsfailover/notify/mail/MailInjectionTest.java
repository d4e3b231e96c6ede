package io.dnsfailover.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.notify.Attachment;
import io.dnsfailover.notify.MailAddress;
import io.dnsfailover.notify.Mails;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.MessageBuilder;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text, wherever it stands, becomes a command, a header field, a recipient or the end of the data. */
@Execution(ExecutionMode.CONCURRENT)
class MailInjectionTest {
    private static final List<String> NASTY = List.of(
            "\r\nRCPT TO:<evil@example.org>\r\n",
            "\r\n.\r\nMAIL FROM:<evil@example.org>\r\n",
            "\n.\n",
            "\r.\r",
            "\r\n.\n",
            ".\r\n",
            ".",
            "\nBcc: evil@example.org\n",
            "\r\n\r\n<html>",
            "\u560d\u560aRCPT TO:<evil@example.org>\u560d\u560a",
            "\u760d\u760aBcc: evil@example.org",
            "\u010d\u010aX: y",
            "\u0000",
            "\u0085",
            "\u2028",
            "\u2029",
            "\u202e",
            "\ufeff",
            "\ud800",
            "\ud83d\ude00",
            "=?UTF-8?Q?=0D=0ABcc:_evil@example.org?=",
            "=?",
            "?=",
            "--=_failover_1--",
            "--=_failover_1",
            "=0D=0A",
            "\"",
            "\\",
            "<",
            ">",
            ",",
            ";",
            "@",
            "(",
            "\t",
            " ",
            "From ",
            "a",
            "\u00e9",
            "\u001b]0;title\u0007",
            "\u007f",
            "x".repeat(997),
            "\u00fc".repeat(300));

    @ParameterizedTest
    @DisplayName("an address with anything but what an address is made of is refused")
    @ValueSource(
            strings = {
                "a@example.net\r\nRCPT TO:<evil@example.org>",
                "b\u760d\u760aRCPT TO:<evil@example.org>@example.net",
                "b\u560d\u560a@example.net",
                "b\u010d@example.net",
                "\"b c\"@example.net",
                "\"b\\\r\n c\"@example.net",
                "a@example.net>",
                "<a@example.net>",
                "a@example.net, evil@example.org",
                "a@example.net evil@example.org",
                "Ops <a@example.net>",
                "ops:a@example.net;",
                "a@[192.0.2.1]",
                "a@example.net (comment)",
                "a@b@example.net",
                "a@ex\u00e4mple.net",
                "\u0430@example.net",
                "a@example\u3002net",
                "a@-example.net",
                "a@example..net",
                "a@.example.net",
                "a@example.net.",
                ".a@example.net",
                "a..b@example.net",
                "a.@example.net",
                "@example.net",
                "a@",
                "a",
                "",
                "a\u0000@example.net",
                "a@example.net\u0000",
                "a@exam ple.net",
                "a%0d%0aRCPT@exam\tple.net",
            })
    void address_thatIsNone_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailAddress(text))
                .withMessageMatching("[ -~]+")
                .withMessageContaining("an address ");
    }

    @Test
    @DisplayName("long addresses are refused")
    void address_thatIsLong_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MailAddress("a".repeat(65) + "@example.net"));
        assertThatIllegalArgumentException().isThrownBy(() -> new MailAddress("a@" + "a.".repeat(130) + "net"));
        assertThatIllegalArgumentException().isThrownBy(() -> new MailAddress("a@" + "a".repeat(64) + ".net"));
    }

    @Test
    @DisplayName("fuzzed texts in every field: the commands on the wire stay the same")
    void fuzzedFields_doNotChangeTheCommands() throws Exception {
        try (SmtpSink sink = SmtpSink.clear()) {
            for (int seed = 0; seed < 400; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                Message message = message(random);
                sink.forget();
                try (MailChannel channel = MailChannel.through("127.0.0.1")
                        .port(sink.port())
                        .clearText()
                        .from(Mails.SENDER)
                        .fromName(visible(text(random)))
                        .build()) {
                    channel.send(message);
                }

                assertThat(sink.commandsUntilQuit())
                        .as("seed %s", seed)
                        .containsExactly(
                                "EHLO [127.0.0.1]",
                                "MAIL FROM:<failover@example.com>",
                                "RCPT TO:<a@example.net>",
                                "RCPT TO:<b@example.net>",
                                "DATA",
                                "QUIT");
                assertThat(sink.mails()).as("seed %s", seed).hasSize(1);
                assertIntact(sink.mails().get(0), message, seed);
            }
        }
    }

    /** The mail in the eyes of another implementation. */
    private static void assertIntact(String mail, Message message, int seed) throws Exception {
        assertThat(mail)
                .as("seed %s", seed)
                .matches("(?s)[\\t\\r\\n -~]*")
                .doesNotContainPattern("[^\\r]\\n|\\r[^\\n]");
        assertThat(mail.lines()).as("seed %s", seed).allMatch(line -> line.length() <= 998);
        MimeMessage parsed = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII)));
        List<String> fields = new ArrayList<>();
        Collections.list(parsed.getAllHeaders()).forEach(header -> fields.add(header.getName()));
        assertThat(fields)
                .as("seed %s", seed)
                .containsExactlyInAnyOrder(
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "Subject",
                        "Auto-Submitted",
                        "X-Failover-Event",
                        "X-Failover-Kind",
                        "MIME-Version",
                        "Content-Type");
        assertThat(parsed.getSubject()).as("seed %s", seed).isEqualTo(message.subject());
        assertThat(parsed.getAllRecipients())
                .as("seed %s", seed)
                .containsExactly(new InternetAddress("a@example.net"), new InternetAddress("b@example.net"));
        assertThat(MimeParts.text(parsed)).as("seed %s", seed).isEqualTo(message.text());
        assertThat(MimeParts.html(parsed)).as("seed %s", seed).isEqualTo(message.html());
        assertThat(MimeParts.files(parsed)).as("seed %s", seed).containsExactly("report.html", "path.png");
    }

    private static Message message(SplittableRandom random) {
        MessageBuilder builder = Message.about(id(random), Mails.AT)
                .recipients(List.of(new MailAddress("a@example.net"), new MailAddress("b@example.net")))
                .subject("s" + text(random))
                .text("t" + text(random))
                .html("h" + text(random));
        byte[] noise = new byte[random.nextInt(300)];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) random.nextInt(256);
        }
        return builder.attachments(List.of(
                        Attachment.file("report.html", "text/html", noise),
                        Attachment.picture("path.png", "image/png", noise, "path")))
                .build();
    }

    private static String id(SplittableRandom random) {
        StringBuilder id = new StringBuilder();
        for (int length = 1 + random.nextInt(300); length > 0; length--) {
            id.append((char) ('!' + random.nextInt('~' - '!' + 1)));
        }
        return id.toString();
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int parts = 1 + random.nextInt(8); parts > 0; parts--) {
            if (random.nextInt(4) == 0) {
                text.append((char) random.nextInt(0x10000));
            } else {
                text.append(NASTY.get(random.nextInt(NASTY.size())));
            }
        }
        return text.toString();
    }

    /** What a name may hold; the rest is refused when the channel is described. */
    private static String visible(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\ud800-\\udfff]", "");
        return clean.isBlank() ? "name" : clean.substring(0, Math.min(clean.length(), 100));
    }
}
