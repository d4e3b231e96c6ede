package io.dnsfailover.dns.listen;

import io.dnsfailover.dns.answer.Fixture;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import org.xbill.DNS.Message;

/** A client of the sockets, without any cleverness. */
final class Client {
    static final int TIMEOUT_MILLIS = 5_000;

    private Client() {}

    static Message overUdp(InetSocketAddress server, Message query) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            byte[] wire = query.toWire();
            socket.send(new DatagramPacket(wire, wire.length, server));
            DatagramPacket response = new DatagramPacket(new byte[4096], 4096);
            socket.receive(response);
            if (!response.getSocketAddress().equals(server)) {
                throw new AssertionError("answered from " + response.getSocketAddress());
            }
            return Fixture.parse(Arrays.copyOf(response.getData(), response.getLength()));
        }
    }

    static Socket connect(InetSocketAddress server) throws IOException {
        Socket socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    static byte[] framed(Message... queries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Message query : queries) {
            byte[] wire = query.toWire();
            out.write(wire.length >>> 8);
            out.write(wire.length);
            out.write(wire);
        }
        return out.toByteArray();
    }

    static Message read(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] response = new byte[in.readUnsignedShort()];
        in.readFully(response);
        return Fixture.parse(response);
    }

    /** Whether the server has closed the connection, or resets it, within the timeout of the socket. */
    static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
