package io.dnsfailover.examples.failoverd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/** A server that answers {@code pong} over UDP. */
final class UdpBackend implements Backend {
    private final InetSocketAddress address;
    private DatagramSocket socket;

    private UdpBackend(InetSocketAddress wanted) {
        this.socket = serve(wanted);
        this.address = (InetSocketAddress) socket.getLocalSocketAddress();
    }

    static UdpBackend on(String address) {
        return new UdpBackend(new InetSocketAddress(Backend.address(address), 0));
    }

    private static DatagramSocket serve(InetSocketAddress where) {
        DatagramSocket bound = Backend.opened(() -> new DatagramSocket(where));
        Thread thread = new Thread(() -> answer(bound), "udp-backend");
        thread.setDaemon(true);
        thread.start();
        return bound;
    }

    private static void answer(DatagramSocket bound) {
        byte[] pong = "pong".getBytes(US_ASCII);
        while (!bound.isClosed()) {
            try {
                DatagramPacket ping = new DatagramPacket(new byte[64], 64);
                bound.receive(ping);
                bound.send(new DatagramPacket(pong, pong.length, ping.getSocketAddress()));
            } catch (IOException e) {
                // This server dies.
            }
        }
    }

    @Override
    public int port() {
        return address.getPort();
    }

    @Override
    public void die() {
        socket.close();
    }

    @Override
    public void comeBack() {
        socket = serve(address);
    }
}
