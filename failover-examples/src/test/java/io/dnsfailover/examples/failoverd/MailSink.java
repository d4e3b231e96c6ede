package io.dnsfailover.examples.failoverd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A mail server that takes everything, and keeps it. */
final class MailSink implements AutoCloseable {
    private final ServerSocket server;
    private final List<Mail> mails = new CopyOnWriteArrayList<>();

    /** A mail as it came. */
    record Mail(List<String> recipients, String source) {
        /** The subject on one line; what is plain ASCII comes as it is. */
        String subject() {
            String unfolded = source.replaceAll("\r?\n[ \t]+", " ");
            int at = unfolded.indexOf("Subject: ") + "Subject: ".length();
            return unfolded.substring(at, unfolded.indexOf('\n', at)).strip();
        }
    }

    private MailSink(ServerSocket server) {
        this.server = server;
    }

    static MailSink start() {
        ServerSocket server = Backend.opened(ServerSocket::new);
        MailSink sink = new MailSink(server);
        Backend.opened(() -> {
            server.bind(new InetSocketAddress(Backend.address("127.0.0.1"), 0));
            return server;
        });
        Thread thread = new Thread(sink::serve, "mail-sink");
        thread.setDaemon(true);
        thread.start();
        return sink;
    }

    int port() {
        return server.getLocalPort();
    }

    /** Waits until so many mails came. */
    List<Mail> await(int count) {
        Awaitility.await().atMost(ChildJvm.PATIENCE).until(() -> mails.size() >= count);
        return List.copyOf(mails);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                talk(client);
            } catch (IOException e) {
                // Closed, or a client that went away: the next one.
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = client.getOutputStream();
        List<String> recipients = new CopyOnWriteArrayList<>();
        say(out, "220 sink");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("RCPT TO:")) {
                recipients.add(line.replaceAll(".*<(.*)>.*", "$1"));
                say(out, "250 ok");
            } else if (command.equals("DATA")) {
                say(out, "354 go on");
                StringBuilder source = new StringBuilder();
                for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
                    source.append(text).append('\n');
                }
                mails.add(new Mail(List.copyOf(recipients), source.toString()));
                say(out, "250 taken");
            } else {
                say(out, command.equals("QUIT") ? "221 bye" : "250 ok");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
