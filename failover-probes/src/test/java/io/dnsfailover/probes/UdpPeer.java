package io.dnsfailover.probes;

import io.dnsfailover.model.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A UDP server on loopback that does to each datagram what a test wants. */
final class UdpPeer implements AutoCloseable {
    /** What a server says to a datagram. */
    interface Answer {
        void to(DatagramPacket question, DatagramSocket socket) throws IOException;
    }

    private final DatagramSocket socket;
    private final Set<SocketAddress> clients = ConcurrentHashMap.newKeySet();

    private UdpPeer(int port, Answer answer) {
        try {
            socket = new DatagramSocket(port, Peer.address("127.0.0.1"));
            socket.setReceiveBufferSize(1 << 20);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(() -> serve(answer), "test-udp-peer");
        thread.setDaemon(true);
        thread.start();
    }

    static UdpPeer that(Answer answer) {
        return at(0, answer);
    }

    /** On a port that is free. */
    static UdpPeer at(int port, Answer answer) {
        return new UdpPeer(port, answer);
    }

    static UdpPeer echoing() {
        return that((question, socket) -> socket.send(question));
    }

    static UdpPeer silent() {
        return that((question, socket) -> {});
    }

    /** A port of loopback that nobody listens on. */
    static int closedPort() {
        try (DatagramSocket gone = new DatagramSocket(0, Peer.address("127.0.0.1"))) {
            return gone.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Endpoint endpoint() {
        return Endpoint.of("127.0.0.1").onPort(socket.getLocalPort());
    }

    /** Where datagrams came from. */
    Set<SocketAddress> clients() {
        return clients;
    }

    private void serve(Answer answer) {
        byte[] buffer = new byte[65_535];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                clients.add(packet.getSocketAddress());
                answer.to(packet, socket);
            } catch (IOException e) {
                // closed: the loop ends; or the client is gone, which is its own business
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
