package io.dnsfailover.notify.mail;

import io.dnsfailover.notify.Channel;
import io.dnsfailover.notify.DeliveryException;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.internal.Conversations;
import java.time.Duration;

/**
 * Sends mail through an SMTP server (RFC 5321), to all recipients of a message at once: each sees the others in the To field.
 *
 * <p>The connection is secured by STARTTLS (RFC 3207), by TLS from the first octet (RFC 8314), or on demand not at all. Where
 * it is secured, chain, name and dates of the certificate are verified, and a server that does not offer it gets nothing: there is
 * no way back to clear text. A login is never made in clear text, and a server that does not offer the login that is configured
 * gets nothing either.
 *
 * <p>One deadline stands around the whole attempt, from the resolution of the server's name to its last word; when it passes, the
 * connection is closed. Each message has a connection of its own. At most four attempts run at once.
 *
 * <p>A Message-ID that is the same in every attempt lets mailboxes recognize duplicates; {@code Auto-Submitted} keeps
 * out-of-office notes away (RFC 3834). System properties are not read, but for the certificate authorities of the JVM when no
 * others are given.
 *
 * <p>What concerns the server or the login (out of reach, certificate, greeting, login) can be retried, since an operator can mend
 * it; so can replies 4xx to the message. Replies 5xx to the message or to a recipient are final (RFC 5321 section 4.2.1), but for 530,
 * which asks for a login, and 552 to a recipient, which says that there are too many.
 */
public final class MailChannel implements Channel {
    private final SmtpServer server;
    private final Sender sender;
    private final Duration deadline;
    private final Conversations conversations;
    private final SmtpSession session;

    MailChannel(SmtpServer server, Sender sender, Duration deadline) {
        this.server = server;
        this.sender = sender;
        this.deadline = deadline;
        this.conversations = new Conversations(server.tls());
        this.session = new SmtpSession(server, sender.address());
    }

    /**
     * Starts the description of a channel.
     *
     * @param host the mail server: a host name or an IP literal, and what its certificate has to name
     * @return a builder
     */
    public static MailChannelBuilder through(String host) {
        return new MailChannelBuilder(host);
    }

    /** Such as {@code mail via smtp.example.com:587}. */
    @Override
    public String name() {
        return "mail via " + server.peer();
    }

    @Override
    public void send(Message message) throws DeliveryException, InterruptedException {
        if (message.recipients().isEmpty()) {
            throw DeliveryException.permanent("the message has no recipients");
        }
        byte[] mail = MimeMail.of(message, sender);
        conversations.hold(
                server.peer(),
                deadline,
                (socket, connection) -> session.send(mail, message.recipients(), socket, connection::accepted));
    }

    @Override
    public void close() {
        conversations.close();
    }

    /** The name, without the login. */
    @Override
    public String toString() {
        return name();
    }
}
