package io.dnsfailover.examples.failoverd;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** A web server that answers with the status that a rule says, and counts who asked. */
final class HttpBackend implements Backend {
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ToIntFunction<String> status;
    private final InetSocketAddress address;
    private HttpServer server;

    private HttpBackend(InetSocketAddress wanted, ToIntFunction<String> status) {
        this.status = status;
        this.server = serve(wanted);
        this.address = server.getAddress();
    }

    static HttpBackend on(String address) {
        return answering(address, client -> 200);
    }

    /**
     * @param status the status for a client's address; 0 drops the connection without a word
     */
    static HttpBackend answering(String address, ToIntFunction<String> status) {
        return new HttpBackend(new InetSocketAddress(Backend.address(address), 0), status);
    }

    private HttpServer serve(InetSocketAddress where) {
        HttpServer http = Backend.opened(() -> HttpServer.create(where, 0));
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
        return http;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String client = exchange.getRemoteAddress().getAddress().getHostAddress();
        seen.merge(client, 1, Integer::sum);
        int code = status.applyAsInt(client);
        try (exchange) {
            if (code != 0) {
                exchange.sendResponseHeaders(code, -1);
            }
        }
    }

    /** How often a client's address has asked. */
    int asked(String client) {
        return seen.getOrDefault(client, 0);
    }

    @Override
    public int port() {
        return address.getPort();
    }

    @Override
    public void die() {
        server.stop(0);
    }

    @Override
    public void comeBack() {
        server = serve(address);
    }

    @Override
    public void close() {
        die();
        threads.shutdownNow();
    }
}
