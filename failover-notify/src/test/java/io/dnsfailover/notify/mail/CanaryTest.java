package io.dnsfailover.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.notify.Certificates;
import io.dnsfailover.notify.DeliveryException;
import io.dnsfailover.notify.Mails;
import io.dnsfailover.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The library logs its conversation through the logging of the JDK; with everything switched on, no password is in it. */
@Isolated("changes what the whole process has")
class CanaryTest {
    private static final String PASSWORD = "canary-5ecret";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final Handler listener = new Handler() {
        private final Formatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord logged) {
            lines.add(logged.getLoggerName() + " " + formatter.format(logged));
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing to free.
        }
    };
    private final Level before = root.getLevel();
    private final List<Handler> usual = List.of(root.getHandlers());

    @BeforeEach
    void listen() {
        usual.forEach(root::removeHandler);
        listener.setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        root.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        root.removeHandler(listener);
        root.setLevel(before);
        usual.forEach(root::addHandler);
    }

    @Test
    void password_isInNoLogLine_atAnyLevel() throws Exception {
        Certificates certificates = Certificates.shared();
        List<String> refusals = List.of("235 welcome", "535 no", "454 later", "334 VXNlcm5hbWU6", SmtpSink.CLOSE);
        for (String refusal : refusals) {
            for (boolean implicit : List.of(true, false)) {
                converse(certificates, implicit, refusal);
            }
        }

        assertThat(lines).anyMatch(line -> line.contains("RCPT TO:<a@example.net>"));
        assertThat(lines).noneMatch(line -> secrets().stream().anyMatch(line::contains));
    }

    private void converse(Certificates certificates, boolean implicit, String refusal) throws Exception {
        try (SmtpSink sink = implicit
                        ? SmtpSink.tls(certificates.serving("good"))
                        : SmtpSink.startTls(certificates.serving("good"));
                MailChannel channel = described(implicit)
                        .port(sink.answer("AUTH", refusal).port())
                        .from(Mails.SENDER)
                        .login("failover", Secret.of(PASSWORD))
                        .trust(certificates.trusting("ca"))
                        .build()) {
            lines.add(channel.toString());
            channel.send(Mails.plain("a@example.net"));
        } catch (DeliveryException e) {
            lines.add(e.toString());
        }
    }

    private static MailChannelBuilder described(boolean implicit) {
        MailChannelBuilder channel = MailChannel.through("127.0.0.1");
        return implicit ? channel.implicitTls() : channel.startTls();
    }

    private static List<String> secrets() {
        List<String> secrets = new ArrayList<>(List.of(PASSWORD));
        for (String sent : List.of(PASSWORD, "\0failover\0" + PASSWORD, "failover\0failover\0" + PASSWORD)) {
            secrets.add(Base64.getEncoder().encodeToString(sent.getBytes(StandardCharsets.UTF_8)));
        }
        return secrets;
    }
}
