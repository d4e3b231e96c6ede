package io.dnsfailover.notify.mail;

import io.dnsfailover.notify.SocketServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that takes everything, but for what a test says, and writes down every line that it gets.
 *
 * <p>Answers are set by the beginning of a command, the longest that fits; {@code GREETING} is the beginning of the connection,
 * {@code BODY} the end of the data, {@code MID-DATA} the middle of it, {@code HANDSHAKE} the start of TLS.
 */
final class SmtpSink implements AutoCloseable {
    /** Answers nothing for ever. */
    static final String STALL = "<stall>";

    /** Closes the connection. */
    static final String CLOSE = "<close>";

    /** An endless reply, an octet every 20 ms. */
    static final String DRIP = "<drip>";

    /** An endless reply as fast as it goes. */
    static final String FLOOD = "<flood>";

    private final Map<String, String> answers = new LinkedHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final @Nullable SSLContext startTls;
    private final @Nullable SSLContext implicit;
    private final SocketServer server;
    private boolean offersLogin = true;

    private SmtpSink(@Nullable SSLContext startTls, @Nullable SSLContext implicit) throws IOException {
        this.startTls = startTls;
        this.implicit = implicit;
        this.server = new SocketServer(this::talk);
    }

    static SmtpSink clear() throws IOException {
        return new SmtpSink(null, null);
    }

    static SmtpSink startTls(SSLContext context) throws IOException {
        return new SmtpSink(context, null);
    }

    static SmtpSink tls(SSLContext context) throws IOException {
        return new SmtpSink(null, context);
    }

    SmtpSink answer(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    SmtpSink withoutLogin() {
        offersLogin = false;
        return this;
    }

    int port() {
        return server.port();
    }

    /** Every command of every connection, as it came; the mails themselves are in {@link #mails()}. */
    List<String> commands() {
        return new ArrayList<>(commands);
    }

    /** As {@link #commands()}, when the client has said goodbye, for whose answer it does not wait. */
    List<String> commandsUntilQuit() {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(10))
                .until(() -> commands.contains("QUIT"));
        return commands();
    }

    /** The mails that were taken, without the dots that SMTP adds. */
    List<String> mails() {
        return new ArrayList<>(mails);
    }

    void forget() {
        commands.clear();
        mails.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void talk(Socket connection) throws IOException, InterruptedException {
        Socket socket = connection;
        if (implicit != null) {
            special(socket, "HANDSHAKE");
            socket = SocketServer.secured(implicit, connection);
        }
        boolean secure = implicit != null;
        boolean first = true;
        while (true) {
            Dialogue dialogue = new Dialogue(socket);
            if (first) {
                dialogue.say("GREETING", "220 sink.example.com ESMTP");
                first = false;
            }
            if (!dialogue.untilStartTls(secure)) {
                return;
            }
            special(socket, "HANDSHAKE");
            socket = SocketServer.secured(startTls, socket);
            secure = true;
        }
    }

    /** The longest answer that fits. */
    private @Nullable String answerTo(String command) {
        String best = null;
        for (String start : answers.keySet()) {
            if (command.startsWith(start) && (best == null || start.length() > best.length())) {
                best = start;
            }
        }
        return best == null ? null : answers.get(best);
    }

    /** Does what is no reply; says whether it did. */
    private void special(Socket socket, String stage) throws IOException, InterruptedException {
        String answer = answerTo(stage);
        if (STALL.equals(answer)) {
            server.sayNothing();
            throw new IOException("closed");
        } else if (CLOSE.equals(answer)) {
            socket.close();
            throw new IOException("closed");
        } else if (DRIP.equals(answer)) {
            endless(socket, "2", 20);
        } else if (FLOOD.equals(answer)) {
            endless(socket, "250-more and more and more and more and more and more and more and more\r\n", 0);
        }
    }

    private void endless(Socket socket, String text, long pauseMillis) throws IOException, InterruptedException {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        while (true) {
            socket.getOutputStream().write(octets);
            socket.getOutputStream().flush();
            if (pauseMillis > 0) {
                Thread.sleep(pauseMillis);
            }
        }
    }

    /** The conversation on one stream, in clear text or after TLS has begun. */
    private final class Dialogue {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Dialogue(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        /** True when TLS is to begin; false at the end. */
        boolean untilStartTls(boolean secure) throws IOException, InterruptedException {
            for (String command = line(); command != null; command = line()) {
                commands.add(command);
                String verb = command.split("[ :]", 2)[0];
                switch (verb) {
                    case "EHLO" -> say(secure ? "EHLO-AGAIN" : command, capabilities(secure));
                    case "STARTTLS" -> {
                        if (say(command, "220 go ahead") || injectsBeforeTls()) {
                            return true;
                        }
                    }
                    case "AUTH" -> say(command, "235 welcome");
                    case "DATA" -> data(command);
                    case "QUIT" -> {
                        say(command, "221 bye");
                        return false;
                    }
                    default -> say(command, "250 fine");
                }
            }
            return false;
        }

        private boolean injectsBeforeTls() {
            String answer = answerTo("STARTTLS");
            return answer != null && answer.startsWith("220 ");
        }

        private String capabilities(boolean secure) {
            String login = offersLogin && secure ? "250-AUTH PLAIN LOGIN\r\n" : "";
            String tls = startTls != null && !secure ? "250-STARTTLS\r\n" : "";
            return "250-sink.example.com\r\n" + login + tls + "250 8BITMIME";
        }

        /** Says what the test wants, or this; true for this. */
        boolean say(String command, String usual) throws IOException, InterruptedException {
            special(socket, command);
            String answer = answerTo(command);
            reply(answer == null ? usual : answer);
            return answer == null;
        }

        private void reply(String text) throws IOException {
            out.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        private void data(String command) throws IOException, InterruptedException {
            if (!say(command, "354 go ahead")) {
                return;
            }
            StringBuilder mail = new StringBuilder();
            for (String line = line(); ; line = line()) {
                if (line == null) {
                    throw new IOException("the client left in the middle of the data");
                }
                if (line.equals(".")) {
                    break;
                }
                special(socket, "MID-DATA");
                mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            special(socket, "BODY");
            if (answerTo("BODY") == null) {
                mails.add(mail.toString());
            }
            say("BODY", "250 taken");
        }

        /** A line as it came, which may hold a bare CR or LF: only CRLF ends it. */
        private @Nullable String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int before = 0;
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                if (octet == '\n' && before == '\r') {
                    String text = line.toString(StandardCharsets.ISO_8859_1);
                    return text.substring(0, text.length() - 1);
                }
                line.write(octet);
                before = octet;
            }
            return null;
        }
    }
}
