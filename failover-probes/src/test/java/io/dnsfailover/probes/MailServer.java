package io.dnsfailover.probes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that takes no mail: greets, does STARTTLS if it has a certificate, and says good-bye. */
final class MailServer {
    private final @Nullable SSLContext tls;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    MailServer() {
        this(null);
    }

    MailServer(@Nullable SSLContext tls) {
        this.tls = tls;
    }

    /** What clients have said. */
    List<String> heard() {
        return heard;
    }

    void talk(Socket connection) throws IOException {
        Peer.send(connection, "220-mail.example.com ESMTP\r\n220 ready\r\n");
        listen(connection, tls != null);
    }

    private void listen(Socket connection, boolean offersTls) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (line.startsWith("EHLO ")) {
                Peer.send(
                        connection,
                        "250-mail.example.com\r\n" + (offersTls ? "250-STARTTLS\r\n" : "") + "250 SIZE 1000\r\n");
            } else if (line.equals("STARTTLS") && tls != null) {
                Peer.send(connection, "220 go ahead\r\n");
                SSLSocket secured =
                        (SSLSocket) tls.getSocketFactory().createSocket(connection, null, connection.getPort(), true);
                secured.setUseClientMode(false);
                secured.startHandshake();
                listen(secured, false);
                return;
            } else if (line.equals("QUIT")) {
                Peer.send(connection, "221 bye\r\n");
                return;
            } else {
                Peer.send(connection, "500 what?\r\n");
            }
        }
    }
}
