package io.dnsfailover.notify.webhook;

import io.dnsfailover.notify.SocketServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A web service that writes down every request and replies what a test says. */
final class HttpSink implements AutoCloseable {
    private final @Nullable SSLContext tls;
    private final SocketServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Reply reply = socket -> write(socket, "HTTP/1.1 204 No Content\r\n\r\n");

    /** What to do when a request has come. */
    @FunctionalInterface
    interface Reply {
        void to(Socket socket) throws IOException, InterruptedException;
    }

    /** A request as it came. */
    record Request(String line, Map<String, String> fields, String body) {}

    private HttpSink(@Nullable SSLContext tls) throws IOException {
        this.tls = tls;
        this.server = new SocketServer(this::serve);
    }

    static HttpSink clear() throws IOException {
        return new HttpSink(null);
    }

    static HttpSink tls(SSLContext context) throws IOException {
        return new HttpSink(context);
    }

    HttpSink reply(String text) {
        return reply(socket -> write(socket, text));
    }

    HttpSink reply(Reply next) {
        reply = next;
        return this;
    }

    void sayNothing() throws InterruptedException {
        server.sayNothing();
    }

    String url(String path) {
        return (tls == null ? "http" : "https") + "://127.0.0.1:" + server.port() + path;
    }

    int connections() {
        return server.connections();
    }

    List<Request> requests() {
        return new ArrayList<>(requests);
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Socket connection) throws IOException, InterruptedException {
        Socket socket = tls == null ? connection : SocketServer.secured(tls, connection);
        InputStream in = new BufferedInputStream(socket.getInputStream());
        String first = line(in);
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            String[] parts = field.split(": ", 2);
            fields.put(parts[0], parts[1]);
        }
        byte[] body = in.readNBytes(Integer.parseInt(fields.get("Content-Length")));
        requests.add(new Request(first, fields, new String(body, StandardCharsets.UTF_8)));
        reply.to(socket);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("no whole request");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).replace("\r", "");
    }
}
