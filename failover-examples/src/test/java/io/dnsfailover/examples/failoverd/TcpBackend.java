package io.dnsfailover.examples.failoverd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that greets over TCP. */
final class TcpBackend implements Backend {
    private final InetSocketAddress address;
    private ServerSocket socket;

    private TcpBackend(InetSocketAddress wanted) {
        this.socket = serve(wanted);
        this.address = (InetSocketAddress) socket.getLocalSocketAddress();
    }

    static TcpBackend on(String address) {
        return new TcpBackend(new InetSocketAddress(Backend.address(address), 0));
    }

    private static ServerSocket serve(InetSocketAddress where) {
        ServerSocket listening = Backend.opened(() -> {
            ServerSocket opening = new ServerSocket();
            opening.setReuseAddress(true);
            opening.bind(where);
            return opening;
        });
        Thread thread = new Thread(() -> greet(listening), "tcp-backend");
        thread.setDaemon(true);
        thread.start();
        return listening;
    }

    private static void greet(ServerSocket listening) {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                client.getOutputStream().write("220 ready\r\n".getBytes(US_ASCII));
            } catch (IOException e) {
                // The client went away, or this server dies.
            }
        }
    }

    @Override
    public int port() {
        return address.getPort();
    }

    @Override
    public void die() {
        Backend.opened(() -> {
            socket.close();
            return socket;
        });
    }

    @Override
    public void comeBack() {
        socket = serve(address);
    }
}
