package io.dnsfailover.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A web server that says {@code ok}. For one thread. */
final class WebServer implements AutoCloseable {
    private final InetSocketAddress address;
    private HttpServer server;

    private WebServer(HttpServer server) {
        this.server = server;
        this.address = server.getAddress();
    }

    /**
     * @param port 0 for any that is free
     */
    static WebServer start(InetAddress address, int port) throws IOException {
        return new WebServer(serve(new InetSocketAddress(address, port)));
    }

    private static HttpServer serve(InetSocketAddress address) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        byte[] body = "ok\n".getBytes(UTF_8);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }

    int port() {
        return address.getPort();
    }

    /** Starts it again where it was. */
    void startAgain() throws IOException {
        server = serve(address);
    }

    /** Pulls the plug: from now on connections are refused. */
    @Override
    public void close() {
        server.stop(0);
    }
}
