package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.notify.MailAddress;
import io.dnsfailover.notify.mail.MailChannel;
import io.dnsfailover.notify.mail.MailChannelBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A mail server.
 *
 * @param server where it is
 * @param login who we are there; null for nobody
 * @param sender who sends
 * @param deadline how long an attempt may take
 */
public record MailSettings(Server server, @Nullable Login login, Sender sender, Duration deadline) {
    /** {@code starttls}, {@code tls} and {@code none}, with the port of each. */
    public enum Security {
        /** Secured on demand. */
        STARTTLS(587),
        /** Secured from the first octet. */
        TLS(465),
        /** Not secured. */
        NONE(25);

        private final int port;

        Security(int port) {
            this.port = port;
        }

        int port() {
            return port;
        }
    }

    /**
     * Where it is.
     *
     * @param host name or address
     * @param port its port
     * @param security how the connection is secured
     * @param heloName how we name ourselves; null for our address
     */
    public record Server(
            String host,
            int port,
            Security security,
            @Nullable String heloName) {}

    /**
     * Who we are there.
     *
     * @param user the name
     * @param password the password
     */
    public record Login(String user, SecretSource password) {}

    /**
     * Who sends.
     *
     * @param from the address
     * @param name what stands before it; null for nothing
     * @param replyTo where answers go; null for the sender
     */
    public record Sender(
            MailAddress from,
            @Nullable String name,
            @Nullable MailAddress replyTo) {}

    /**
     * Makes the channel. Connects to nothing yet.
     *
     * @return the channel
     * @throws IllegalArgumentException when a property is wrong; the message names every such property
     */
    public MailChannel channel() {
        MailChannelBuilder builder = MailChannel.through(server.host())
                .port(server.port())
                .from(sender.from())
                .deadline(deadline);
        switch (server.security()) {
            case STARTTLS -> builder.startTls();
            case TLS -> builder.implicitTls();
            case NONE -> builder.clearText();
        }
        if (server.heloName() != null) {
            builder.heloName(server.heloName());
        }
        if (login != null) {
            builder.login(login.user(), login.password().secret());
        }
        if (sender.name() != null) {
            builder.fromName(sender.name());
        }
        if (sender.replyTo() != null) {
            builder.replyTo(sender.replyTo());
        }
        return builder.build();
    }
}
