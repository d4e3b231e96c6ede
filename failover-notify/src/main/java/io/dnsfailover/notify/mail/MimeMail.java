package io.dnsfailover.notify.mail;

import io.dnsfailover.notify.Attachment;
import io.dnsfailover.notify.MailAddress;
import io.dnsfailover.notify.Message;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A message as a mail (RFC 5322, RFC 2045): ASCII, lines of at most 76 characters but for a header field without a place to fold,
 * every line ended by CRLF.
 *
 * <p>Ours instead of the library's: that looks for a handler of each content type in files of the class path and fails where a host
 * has arranged them otherwise, and what it writes depends on system properties. The same message gives the same octets.
 */
final class MimeMail {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xx", Locale.ENGLISH);

    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII));

    private final StringBuilder out = new StringBuilder();
    private final Message message;
    private int multiparts;

    private MimeMail(Message message) {
        this.message = message;
    }

    /** The octets, ready to be sent as the data of SMTP. */
    static byte[] of(Message message, Sender sender) {
        MimeMail mail = new MimeMail(message);
        mail.headers(sender);
        mail.content();
        return mail.out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void headers(Sender sender) {
        String name = sender.name();
        MailAddress replyTo = sender.replyTo();
        String recipients = message.recipients().stream().map(MailAddress::text).collect(Collectors.joining(",\r\n "));
        field("Date", DATE.format(message.at().atOffset(ZoneOffset.UTC)));
        field("From", name == null ? sender.address().text() : HeaderText.phrase(name) + " <" + sender.address() + ">");
        if (replyTo != null) {
            field("Reply-To", replyTo.text());
        }
        field("To", recipients);
        field("Message-ID", MessageId.of(message, sender.address()));
        field("Subject", HeaderText.unstructured(message.subject()));
        // Nobody's out-of-office note shall answer an alert (RFC 3834 section 5).
        field("Auto-Submitted", "auto-generated");
        field("X-Failover-Event", message.id());
        field("X-Failover-Kind", message.kind().toString());
        field("MIME-Version", "1.0");
    }

    private void content() {
        List<Attachment> files = message.attachments().stream()
                .filter(a -> a.contentId() == null)
                .toList();
        if (files.isEmpty()) {
            words();
            return;
        }
        List<Runnable> parts = new ArrayList<>();
        parts.add(this::words);
        files.forEach(file -> parts.add(() -> attachment(file)));
        multipart("mixed", parts);
    }

    /** The text, and the same as a page for those who can show it. */
    private void words() {
        String html = message.html();
        Runnable plain = () -> text("plain", message.text());
        if (html == null) {
            plain.run();
        } else {
            multipart("alternative", List.of(plain, () -> page(html)));
        }
    }

    private void page(String html) {
        List<Runnable> parts = new ArrayList<>();
        parts.add(() -> text("html", html));
        message.attachments().stream()
                .filter(a -> a.contentId() != null)
                .forEach(picture -> parts.add(() -> attachment(picture)));
        if (parts.size() == 1) {
            parts.get(0).run();
        } else {
            multipart("related; type=\"text/html\"", parts);
        }
    }

    private void multipart(String subtype, List<Runnable> parts) {
        // No line of quoted-printable or Base64 holds "=_", so that none can be taken for the end of a part.
        String boundary = "=_failover_" + ++multiparts;
        field("Content-Type", "multipart/" + subtype + ";\r\n boundary=\"" + boundary + "\"");
        for (Runnable part : parts) {
            out.append("\r\n--").append(boundary).append("\r\n");
            part.run();
        }
        out.append("\r\n--").append(boundary).append("--\r\n");
    }

    private void text(String subtype, String lines) {
        field("Content-Type", "text/" + subtype + "; charset=UTF-8");
        field("Content-Transfer-Encoding", "quoted-printable");
        out.append("\r\n").append(QuotedPrintable.of(lines));
    }

    private void attachment(Attachment attachment) {
        @Nullable String contentId = attachment.contentId();
        String charset = attachment.contentType().startsWith("text/") ? "; charset=UTF-8" : "";
        field("Content-Type", attachment.contentType() + charset + ";\r\n name=\"" + attachment.name() + "\"");
        field("Content-Transfer-Encoding", "base64");
        if (contentId != null) {
            field("Content-ID", "<" + contentId + ">");
        }
        String disposition = contentId == null ? "attachment" : "inline";
        field("Content-Disposition", disposition + ";\r\n filename=\"" + attachment.name() + "\"");
        out.append("\r\n").append(BASE64.encodeToString(attachment.content())).append("\r\n");
    }

    private void field(String name, String value) {
        out.append(name).append(": ").append(value).append("\r\n");
    }
}
