package io.dnsfailover.notify.mail;

import io.dnsfailover.notify.Certificates;
import io.dnsfailover.notify.ChannelNotifier;
import io.dnsfailover.notify.ContactList;
import io.dnsfailover.notify.Mails;
import io.dnsfailover.notify.PlainMessages;
import io.dnsfailover.spi.Notifier;
import io.dnsfailover.spi.Secret;
import io.dnsfailover.testkit.contract.NotifierContract;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Over STARTTLS, with a login. */
class ChannelNotifierMailContractTest extends NotifierContract {
    private static final String PASSWORD = "canary-5ecret";

    private static final Certificates CERTIFICATES = Certificates.shared();

    private SmtpSink sink;
    private SmtpSink silent;

    @BeforeEach
    void startServers() throws Exception {
        sink = SmtpSink.startTls(CERTIFICATES.serving("good"));
        silent = SmtpSink.startTls(CERTIFICATES.serving("good")).answer("MAIL", SmtpSink.STALL);
    }

    @AfterEach
    void stopServers() throws IOException {
        sink.close();
        silent.close();
    }

    @Override
    protected Notifier notifier() throws Exception {
        return to(sink.port());
    }

    @Override
    protected List<String> arrived() throws Exception {
        List<String> texts = new ArrayList<>();
        for (String mail : sink.mails()) {
            texts.add(MimeParts.text(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII)))));
        }
        return texts;
    }

    @Override
    protected Optional<Notifier> unreachable() throws Exception {
        try (ServerSocket closed = new ServerSocket(0)) {
            return Optional.of(to(closed.getLocalPort()));
        }
    }

    @Override
    protected Optional<Notifier> silent() throws Exception {
        return Optional.of(to(silent.port()));
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(PASSWORD);
    }

    private static Notifier to(int port) throws Exception {
        return new ChannelNotifier(
                MailChannel.through("127.0.0.1")
                        .port(port)
                        .from(Mails.SENDER)
                        .login("failover", Secret.of(PASSWORD))
                        .trust(CERTIFICATES.trusting("ca"))
                        .build(),
                new PlainMessages(ContactList.of("ops", "a@example.net", "b@example.net")));
    }
}
