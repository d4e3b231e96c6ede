package io.dnsfailover.notify.mail;

import io.dnsfailover.notify.DeliveryException;
import io.dnsfailover.notify.MailAddress;
import io.dnsfailover.notify.internal.Tls;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.HostnameVerifier;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** The conversation with a mail server, on a connection that is there already. Safe for concurrent use. */
final class SmtpSession {
    private final SmtpServer server;
    private final Session session;

    SmtpSession(SmtpServer server, MailAddress sender) {
        this.server = server;
        this.session = Session.getInstance(properties(server, sender));
    }

    /** All of the library's properties that count here; it gets no others, and none of the system's. */
    private static Properties properties(SmtpServer server, MailAddress sender) {
        HostnameVerifier dates = (host, tlsSession) -> Tls.datesAreValid(tlsSession);
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.from", sender.text());
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(server.startTls()));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(server.startTls()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", server.tls().upgrading(server.peer()));
        properties.put("mail.smtp.ssl.hostnameverifier", dates);
        properties.setProperty("mail.smtp.auth", String.valueOf(server.login() != null));
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        // One refused recipient of three shall not keep the mail from the others.
        properties.setProperty("mail.smtp.sendpartial", "true");
        // The message is taken; how the server says goodbye does not matter.
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.debug.auth", "false");
        properties.setProperty("mail.debug.auth.username", "false");
        properties.setProperty("mail.debug.auth.password", "false");
        return properties;
    }

    /**
     * Sends one mail.
     *
     * @param mail its octets
     * @param recipients at least one
     * @param socket connected
     * @param taken called when the server has taken the mail for all of them
     */
    void send(byte[] mail, List<MailAddress> recipients, Socket socket, Runnable taken) throws DeliveryException {
        SMTPTransport transport = new SMTPTransport(session, account());
        SmtpFailures failures = new SmtpFailures(server);
        transport.setLocalHost(heloName(socket));
        try {
            connect(transport, socket);
            transport.sendMessage(new ReadyMail(session, mail), addresses(recipients));
            taken.run();
            transport.close();
        } catch (MessagingException e) {
            throw failures.of(e, transport.getLastReturnCode(), transport.getLastServerResponse());
        }
    }

    private void connect(SMTPTransport transport, Socket socket) throws MessagingException, DeliveryException {
        transport.connect(socket);
        boolean offersLogin = transport.supportsExtension("AUTH") || transport.supportsExtension("AUTH=LOGIN");
        if (server.login() != null && !offersLogin) {
            // The library would go on without.
            throw DeliveryException.temporary(server.peer() + " offers no login, and one is configured");
        }
    }

    /** The library takes the login from here. */
    private URLName account() {
        SmtpServer.Login login = server.login();
        return new URLName(
                "smtp",
                server.peer().host(),
                server.peer().port(),
                null,
                login == null ? null : login.user(),
                login == null ? null : login.password().reveal());
    }

    private String heloName(Socket socket) {
        if (server.heloName() != null) {
            return server.heloName();
        }
        InetAddress own = socket.getLocalAddress();
        String text = own.getHostAddress();
        if (own instanceof Inet6Address) {
            int zone = text.indexOf('%');
            return "[IPv6:" + (zone < 0 ? text : text.substring(0, zone)) + "]";
        }
        return "[" + text + "]";
    }

    private static Address[] addresses(List<MailAddress> recipients) {
        Address[] addresses = new Address[recipients.size()];
        for (int i = 0; i < addresses.length; i++) {
            InternetAddress address = new InternetAddress();
            address.setAddress(recipients.get(i).text());
            addresses[i] = address;
        }
        return addresses;
    }
}
