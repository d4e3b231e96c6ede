package io.dnsfailover.dns.powerdns;

import io.dnsfailover.dns.server.PowerDnsServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands before the API of a real server, and may answer for it. */
final class Relay implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: ([0-9]+)");

    private final ServerSocket socket;
    private final PowerDnsServer server;
    private final Manners manners;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** What is done with a request. */
    @FunctionalInterface
    interface Manners {
        /** Answers, or does not. */
        void answer(Exchange exchange) throws Exception;
    }

    private Relay(ServerSocket socket, PowerDnsServer server, Manners manners) {
        this.socket = socket;
        this.server = server;
        this.manners = manners;
    }

    static Relay before(PowerDnsServer server, Manners manners) throws IOException {
        return over(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server, manners);
    }

    static Relay over(ServerSocket socket, PowerDnsServer server, Manners manners) {
        Relay relay = new Relay(socket, server, manners);
        Thread thread = new Thread(relay::serve, "relay");
        thread.setDaemon(true);
        thread.start();
        return relay;
    }

    /** Requests with this method are answered so, all others by the server. */
    static Manners forMethod(String method, Manners manners) {
        return exchange -> {
            if (exchange.line().startsWith(method + " ")) {
                manners.answer(exchange);
            } else {
                exchange.forward();
            }
        };
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    PowerDnsPublisherBuilder publisher() {
        return Api.to(address(), server.address());
    }

    /** How many requests there were with this method. */
    long count(String method) {
        return asked.stream().filter(line -> line.startsWith(method + " ")).count();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread thread = new Thread(() -> serve(connection), "relay connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            byte[] request = read(new DataInputStream(connection.getInputStream()));
            String line = new String(request, StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElseThrow();
            asked.add(line);
            manners.answer(new Exchange(line, request, connection.getOutputStream()));
        } catch (Exception e) {
            // The publisher has left, or the test is over.
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        Matcher length = LENGTH.matcher(head);
        byte[] body = new byte[length.find() ? Integer.parseInt(length.group(1)) : 0];
        in.readFully(body);
        return (head + new String(body, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** One request, to be answered. */
    final class Exchange {
        private final String line;
        private final byte[] request;
        private final OutputStream out;

        private Exchange(String line, byte[] request, OutputStream out) {
            this.line = line;
            this.request = request;
            this.out = out;
        }

        /** Such as {@code GET /path HTTP/1.1}. */
        String line() {
            return line;
        }

        String request() {
            return new String(request, StandardCharsets.ISO_8859_1);
        }

        /** Lets the server answer. */
        void forward() throws IOException {
            out.write(ask());
        }

        /** What the server answers, which nobody hears of yet. */
        byte[] ask() throws IOException {
            try (Socket api = new Socket(server.api().getAddress(), server.api().getPort())) {
                api.getOutputStream().write(request);
                return api.getInputStream().readAllBytes();
            }
        }

        /** Answers; {@code |} stands for a line break. */
        void say(String written) throws IOException {
            out.write(written.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }
}
