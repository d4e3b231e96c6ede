package io.dnsfailover.notify.mail;

import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.Printable;
import io.dnsfailover.notify.MailAddress;
import io.dnsfailover.notify.internal.Peer;
import io.dnsfailover.notify.internal.Tls;
import io.dnsfailover.spi.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Describes a {@link MailChannel}. The sender is required. Defaults: STARTTLS on port 587, no login, our address as our name, the
 * certificate authorities of the JVM, a deadline of 30 s. What is set twice is refused. For one thread.
 */
public final class MailChannelBuilder {
    /** The shortest deadline. */
    public static final Duration MIN_DEADLINE = Duration.ofSeconds(1);

    /** The longest deadline. */
    public static final Duration MAX_DEADLINE = Duration.ofMinutes(5);

    private static final int SUBMISSION = 587;
    private static final int SUBMISSION_TLS = 465;
    private static final int RELAY = 25;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252}[A-Za-z0-9])?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern USER = Pattern.compile("[ -~]{1,255}");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\u2028\\u2029]{1,100}");

    private final String host;
    private @Nullable Security security;
    private @Nullable Integer port;
    private SmtpServer.@Nullable Login login;
    private @Nullable MailAddress from;
    private @Nullable String fromName;
    private @Nullable MailAddress replyTo;
    private @Nullable String heloName;
    private @Nullable SSLContext trust;
    private @Nullable Duration deadline;

    private enum Security {
        START_TLS,
        TLS,
        NONE
    }

    MailChannelBuilder(String host) {
        this.host = host;
    }

    /**
     * The conversation begins in clear text and becomes secure before anything else; a server that does not offer it gets
     * nothing. The default, on port 587.
     *
     * @return this
     */
    public MailChannelBuilder startTls() {
        return security(Security.START_TLS);
    }

    /**
     * TLS from the first octet, on port 465 unless another is set.
     *
     * @return this
     */
    public MailChannelBuilder implicitTls() {
        return security(Security.TLS);
    }

    /**
     * No TLS, on port 25 unless another is set: for a mail server on this machine. Does not go with a login.
     *
     * @return this
     */
    public MailChannelBuilder clearText() {
        return security(Security.NONE);
    }

    private MailChannelBuilder security(Security value) {
        once("security", security);
        security = value;
        return this;
    }

    /**
     * The port.
     *
     * @param value 1 to 65535; default 587, 465 with {@link #implicitTls()}, 25 with {@link #clearText()}
     * @return this
     */
    public MailChannelBuilder port(int value) {
        once("port", port);
        port = value;
        return this;
    }

    /**
     * Who we are at the server (SMTP AUTH, RFC 4954, with PLAIN or LOGIN).
     *
     * @param user printable ASCII
     * @param password the password
     * @return this
     */
    public MailChannelBuilder login(String user, Secret password) {
        once("login", login);
        login = new SmtpServer.Login(user, password);
        return this;
    }

    /**
     * The sender, of the envelope and of the From field; required.
     *
     * @param address the address
     * @return this
     */
    public MailChannelBuilder from(MailAddress address) {
        once("from", from);
        from = address;
        return this;
    }

    /**
     * What stands before the sender's address in the From field.
     *
     * @param name 1 to 100 characters of any script, without control characters; default none
     * @return this
     */
    public MailChannelBuilder fromName(String name) {
        once("from name", fromName);
        fromName = name;
        return this;
    }

    /**
     * Where answers go.
     *
     * @param address the address; default the sender
     * @return this
     */
    public MailChannelBuilder replyTo(MailAddress address) {
        once("reply to", replyTo);
        replyTo = address;
        return this;
    }

    /**
     * How we name ourselves to the server.
     *
     * @param name a host name; default our address on the connection, in brackets (RFC 5321 section 4.1.3)
     * @return this
     */
    public MailChannelBuilder heloName(String name) {
        once("helo name", heloName);
        heloName = name;
        return this;
    }

    /**
     * Whom to trust. The name and the dates of the certificate are verified in any case.
     *
     * @param context default that of the JVM
     * @return this
     */
    public MailChannelBuilder trust(SSLContext context) {
        once("trust", trust);
        trust = context;
        return this;
    }

    /**
     * How long an attempt may take, with everything.
     *
     * @param value 1 s to 5 min; default 30 s
     * @return this
     */
    public MailChannelBuilder deadline(Duration value) {
        once("deadline", deadline);
        deadline = value;
        return this;
    }

    /**
     * The channel; nothing is resolved or connected yet.
     *
     * @return a channel to close after use
     * @throws IllegalArgumentException when something is wrong; names everything that is
     */
    public MailChannel build() {
        Security chosen = security == null ? Security.START_TLS : security;
        int chosenPort = port == null ? defaultPort(chosen) : port;
        Duration chosenDeadline = deadline == null ? Duration.ofSeconds(30) : deadline;
        List<String> wrong = new ArrayList<>();
        check(wrong, HOST.matcher(host).matches() || isIpv6(host), "host", host, "a host name or an IP address");
        check(wrong, chosenPort >= 1 && chosenPort <= 65_535, "port", String.valueOf(chosenPort), "1 to 65535");
        check(
                wrong,
                chosenDeadline.compareTo(MIN_DEADLINE) >= 0 && chosenDeadline.compareTo(MAX_DEADLINE) <= 0,
                "deadline",
                DurationText.of(chosenDeadline),
                "1s to 5m");
        checkNames(wrong);
        if (login != null && chosen == Security.NONE) {
            wrong.add("login: is never sent in clear text; use startTls() or implicitTls()");
        }
        MailAddress sender = from;
        if (sender == null || !wrong.isEmpty()) {
            if (sender == null) {
                wrong.add("from: is required");
            }
            throw new IllegalArgumentException("mail channel: " + String.join("; ", wrong));
        }
        SmtpServer server = new SmtpServer(
                new Peer(host, chosenPort, chosen == Security.TLS),
                chosen == Security.START_TLS,
                login,
                heloName,
                new Tls(trust == null ? Tls.ofTheJvm() : trust));
        return new MailChannel(server, new Sender(sender, fromName, replyTo), chosenDeadline);
    }

    private void checkNames(List<String> wrong) {
        if (login != null) {
            check(
                    wrong,
                    USER.matcher(login.user()).matches(),
                    "user",
                    login.user(),
                    "1 to 255 printable ASCII characters");
        }
        if (fromName != null) {
            check(wrong, NAME.matcher(fromName).matches(), "from name", fromName, "1 to 100 characters on one line");
        }
        if (heloName != null) {
            check(wrong, HOST.matcher(heloName).matches(), "helo name", heloName, "a host name");
        }
    }

    private static boolean isIpv6(String host) {
        return host.indexOf(':') >= 0 && IPV6.matcher(host).matches();
    }

    private static int defaultPort(Security security) {
        return switch (security) {
            case START_TLS -> SUBMISSION;
            case TLS -> SUBMISSION_TLS;
            case NONE -> RELAY;
        };
    }

    private static void check(List<String> wrong, boolean right, String property, String value, String rule) {
        if (!right) {
            wrong.add(property + " '" + Printable.of(value) + "': has to be " + rule);
        }
    }

    private static void once(String property, @Nullable Object set) {
        if (set != null) {
            throw new IllegalStateException("mail channel: " + property + " is set twice");
        }
    }
}
