package io.dnsfailover.notify.mail;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;

/** A mail whose octets are written already: the library only sends them. */
final class ReadyMail extends MimeMessage {
    private final byte[] mail;

    ReadyMail(Session session, byte[] mail) {
        super(session);
        this.mail = mail;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignoredFields) throws IOException {
        out.write(mail);
    }
}
