package io.dnsfailover.benchmarks.probes;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a measurement, all addresses of 127.0.0.0/8 at once: one thread that answers HTTP, takes TCP, and on a
 * port of its own is hostile (takes a request, then silence or a byte of a head every 100 ms, in turns); and four threads
 * for TLS. Says its ports on standard output, then the number of connections for each line that it reads.
 */
final class Backend {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);
    private static final int BACKLOG = 4096;
    private static final long DRIP_MILLIS = 100;
    private static final int TLS_THREADS = 4; // so that nobody waits for another's handshake

    private final AtomicLong connections = new AtomicLong();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
    private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER.length);
    private final Selector selector = Selector.open();

    private Backend() throws IOException {
        answer.put(ANSWER).flip();
    }

    private static final class Hostile {
        private static final byte[] DRIP =
                "HTTP/1.1 200 OK\r\nX: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
                        .getBytes(StandardCharsets.US_ASCII);
        private final boolean drips;
        private int sent;

        Hostile(boolean drips) {
            this.drips = drips;
        }
    }

    /**
     * Runs until its standard input ends.
     *
     * @param args a key store and its password, for TLS; or none
     */
    public static void main(String[] args) throws Exception {
        Backend backend = new Backend();
        int plain = backend.listen(null);
        int hostile = backend.listen(new Hostile(false));
        int tls = args.length == 2 ? backend.listenTls(args[0], args[1]) : 0;
        daemon(backend::serve);
        System.out.println(plain + " " + hostile + " " + tls);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        while (in.readLine() != null) {
            System.out.println(backend.connections.get());
        }
    }

    private int listen(@Nullable Hostile kind) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress("0.0.0.0", 0), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT, kind);
        return server.socket().getLocalPort();
    }

    private void serve() {
        long drip = System.nanoTime();
        while (true) {
            try {
                selector.select(this::ready, DRIP_MILLIS);
                if (System.nanoTime() - drip > DRIP_MILLIS * 1_000_000) {
                    drip = System.nanoTime();
                    selector.keys().forEach(Backend::drip);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept((ServerSocketChannel) key.channel(), (Hostile) key.attachment());
            } else {
                talk(key, (SocketChannel) key.channel());
            }
        } catch (IOException e) {
            close(key);
        }
    }

    private void accept(ServerSocketChannel server, @Nullable Hostile kind) throws IOException {
        for (SocketChannel next = server.accept(); next != null; next = server.accept()) {
            long number = connections.incrementAndGet();
            next.configureBlocking(false);
            next.register(selector, SelectionKey.OP_READ, kind == null ? null : new Hostile(number % 2 == 0));
        }
    }

    private void talk(SelectionKey key, SocketChannel connection) throws IOException {
        if (connection.read(buffer.clear()) < 0) {
            close(key);
        } else if (key.attachment() == null) {
            connection.write(answer.duplicate());
        }
    }

    private static void drip(SelectionKey key) {
        if (key.isValid()
                && key.channel() instanceof SocketChannel connection
                && key.attachment() instanceof Hostile h) {
            try {
                if (h.drips) {
                    connection.write(ByteBuffer.wrap(Hostile.DRIP, h.sent++ % Hostile.DRIP.length, 1));
                }
            } catch (IOException e) {
                close(key);
            }
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            // It is gone all the same.
        }
    }

    private int listenTls(String keyStore, String password) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(keyStore)) {
            keys.load(in, password.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, password.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        SSLServerSocket server =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, BACKLOG);
        for (int i = 0; i < TLS_THREADS; i++) {
            daemon(() -> serveTls(server));
        }
        return server.getLocalPort();
    }

    private void serveTls(SSLServerSocket server) {
        byte[] request = new byte[4096];
        while (true) {
            try (Socket connection = server.accept()) {
                connections.incrementAndGet();
                if (connection.getInputStream().read(request) > 0) {
                    connection.getOutputStream().write(ANSWER);
                }
            } catch (IOException e) {
                // What the other side does is its own business.
            }
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "backend");
        thread.setDaemon(true);
        thread.start();
    }
}
