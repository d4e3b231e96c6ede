package io.dnsfailover.probes;

import io.dnsfailover.model.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP server on loopback that does to each connection what a test wants, on a thread for each. */
final class Peer implements AutoCloseable {
    /** What happens to a connection; it is closed afterwards. */
    @FunctionalInterface
    interface Script {
        void play(Socket connection) throws Exception;
    }

    private final ServerSocket server;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private Peer(InetAddress address, Script script) {
        try {
            this.server = new ServerSocket();
            server.bind(new InetSocketAddress(address, 0), 4096);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.script = script;
        start(this::accept);
    }

    static Peer that(Script script) {
        return at("127.0.0.1", script);
    }

    static Peer at(String address, Script script) {
        return new Peer(address(address), script);
    }

    /** Accepts and says nothing. */
    static Peer silent() {
        return that(connection -> drain(connection));
    }

    /** Reads what is asked up to the empty line, and then sends. */
    static Peer saying(String response) {
        return that(connection -> {
            readHead(connection);
            send(connection, response);
            connection.shutdownOutput();
            drain(connection);
        });
    }

    /** A port of loopback that nobody listens on. */
    static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, address("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    static String readHead(Socket connection) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = connection.getInputStream().read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Reads until the other side closes. */
    static void drain(Socket connection) throws IOException {
        byte[] buffer = new byte[4096];
        while (connection.getInputStream().read(buffer) >= 0) {
            // until it ends
        }
    }

    static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }

    int port() {
        return server.getLocalPort();
    }

    Endpoint endpoint() {
        String literal = server.getInetAddress().getHostAddress();
        return Endpoint.of(literal).onPort(port());
    }

    int accepted() {
        return accepted.get();
    }

    /** Connections that the other side has not closed yet. */
    int open() {
        return open.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                accepted.incrementAndGet();
                open.add(connection);
                start(() -> play(connection));
            } catch (IOException e) {
                // closed: the loop ends
            }
        }
    }

    private void play(Socket connection) {
        try (connection) {
            script.play(connection);
        } catch (Exception e) {
            // what the other side does to a connection is its own business
        } finally {
            open.remove(connection);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "test-peer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
