package io.dnsfailover.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.dnsfailover.notify.Attachment;
import io.dnsfailover.notify.MailAddress;
import io.dnsfailover.notify.Mails;
import io.dnsfailover.notify.Message;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole mail, as another implementation of SMTP and MIME sees it. */
class GreenMailTest {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void mail_withPageAndPictureAndFile_arrivesWhole() throws Exception {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, (byte) 0xff};
        byte[] file = "<p>\u00e4</p>".getBytes(StandardCharsets.UTF_8);
        Message message = Mails.started("a@example.net", "b@example.net")
                .subject("[FAILOVER] www.example.com A: fra1 \u2192 ams1 " + "\u6771\u4eac ".repeat(30))
                .text("fra1 is down.\n.\n..\nFrom here\ntrailing \n\u6771\u4eac\n" + "long ".repeat(500) + "\n")
                .html("<p>fra1 is <b>down</b> <img src=\"cid:path\" alt=\"path\"></p>")
                .attachments(List.of(
                        Attachment.picture("path.png", "image/png", picture, "path"),
                        Attachment.file("incident.html", "text/html", file)))
                .build();

        try (MailChannel channel = MailChannel.through("127.0.0.1")
                .port(server.getSmtp().getPort())
                .clearText()
                .from(Mails.SENDER)
                .fromName("DNS Failover \u00fc")
                .replyTo(new MailAddress("ops@example.com"))
                .build()) {
            channel.send(message);
        }

        assertThat(server.getReceivedMessages()).hasSize(2); // one for each mailbox
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo(message.subject());
        assertThat(mail.getFrom())
                .containsExactly(new InternetAddress("failover@example.com", "DNS Failover \u00fc", "UTF-8"));
        assertThat(mail.getReplyTo()).containsExactly(new InternetAddress("ops@example.com"));
        assertThat(mail.getAllRecipients())
                .containsExactly(new InternetAddress("a@example.net"), new InternetAddress("b@example.net"));
        assertThat(mail.getSentDate()).isEqualTo(Date.from(Mails.AT));
        assertThat(mail.getMessageID()).isEqualTo("<failover.www=237=2E1767323045000@example.com>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("X-Failover-Event")).containsExactly("www#7");
        assertThat(MimeParts.text(mail)).isEqualTo(message.text());
        assertThat(MimeParts.html(mail)).isEqualTo(message.html());
        assertThat(mail.getContentType()).startsWith("multipart/mixed");
        List<Part> leaves = MimeParts.leaves(mail);
        assertThat(leaves).hasSize(4);
        assertThat(leaves.get(2).getHeader("Content-ID")).containsExactly("<path>");
        assertThat(leaves.get(2).getDisposition()).isEqualTo(Part.INLINE);
        assertThat(leaves.get(2).getInputStream().readAllBytes()).isEqualTo(picture);
        assertThat(leaves.get(3).getDisposition()).isEqualTo(Part.ATTACHMENT);
        assertThat(leaves.get(3).getInputStream().readAllBytes()).isEqualTo(file);
    }

    @Test
    void mail_ofPlainText_hasOnePart() throws Exception {
        try (MailChannel channel = MailChannel.through("127.0.0.1")
                .port(server.getSmtp().getPort())
                .clearText()
                .from(Mails.SENDER)
                .build()) {
            channel.send(Mails.plain("a@example.net"));
        }

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        // The server takes the line break off the end of what it stores.
        assertThat(MimeParts.text(mail)).isEqualTo("fra1 -> ams1");
    }
}
