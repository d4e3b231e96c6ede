package io.dnsfailover.examples.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.dnsfailover.model.Endpoint;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Takes connections on loopback and answers each request of 14 bytes with the same text; an empty one is silence. */
final class FakeRedis implements Closeable {
    private static final int PING_BYTES = 14;

    private final String host;
    private final String answer;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final ServerSocket server;

    FakeRedis(String host, String answer) throws IOException {
        this.host = host;
        this.answer = answer;
        this.server = new ServerSocket(0, 500, InetAddress.getByName(host));
        Thread thread = new Thread(this::serve, "fake-redis");
        thread.setDaemon(true);
        thread.start();
    }

    Endpoint endpoint() {
        return Endpoint.of(host).onPort(server.getLocalPort());
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                clients.add(client);
                if (!answer.isEmpty()) {
                    int unused = client.getInputStream().readNBytes(PING_BYTES).length;
                    client.getOutputStream().write(answer.getBytes(US_ASCII));
                    client.close();
                }
            } catch (IOException e) {
                // This client, or the server, is gone.
            }
        }
    }

    /** Refuses whoever comes from now on, and drops whoever is there. */
    void dies() throws IOException {
        server.close();
        for (Socket client : clients) {
            client.close();
        }
    }

    @Override
    public void close() throws IOException {
        dies();
    }
}
