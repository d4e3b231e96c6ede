package io.dnsfailover.dns.listen;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The sockets of one address and port.
 *
 * @param udp one for each thread; the system deals the clients out among them
 * @param tcp the listening one
 */
record Sockets(List<DatagramChannel> udp, ServerSocketChannel tcp) {
    private static final int PORT_ATTEMPTS = 16;
    private static final int BACKLOG = 256;
    private static final int BUFFER = 1 << 20;

    /**
     * Binds them all; nothing is left open when that fails.
     *
     * @param address where; port 0 takes one that is free for UDP and TCP
     * @param count how many for UDP
     */
    static Sockets bind(InetSocketAddress address, int count) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Sockets sockets = new Sockets(new ArrayList<>(count), ServerSocketChannel.open());
            try {
                sockets.tcp.bind(address, BACKLOG);
                int port = ((InetSocketAddress) sockets.tcp.getLocalAddress()).getPort();
                for (int i = 0; i < count; i++) {
                    sockets.udp.add(bindUdp(new InetSocketAddress(address.getAddress(), port), count > 1));
                }
                return sockets;
            } catch (IOException | RuntimeException e) {
                sockets.close();
                // A port that is free for TCP need not be free for UDP; another one will be.
                if (!(e instanceof BindException) || address.getPort() != 0 || attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static DatagramChannel bindUdp(InetSocketAddress address, boolean shared) throws IOException {
        boolean ipv4Only = address.getAddress() instanceof Inet4Address
                && !address.getAddress().isAnyLocalAddress();
        DatagramChannel udp = ipv4Only ? DatagramChannel.open(StandardProtocolFamily.INET) : DatagramChannel.open();
        try {
            udp.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            if (shared) {
                udp.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            return udp.bind(address);
        } catch (IOException | RuntimeException e) {
            udp.close();
            throw e;
        }
    }

    void close() {
        closeQuietly(tcp);
        closeUdp();
    }

    /** Closes all but the listening one, which is its loop's to close. */
    void closeUdp() {
        udp.forEach(Sockets::closeQuietly);
    }

    private static void closeQuietly(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The socket is given up either way.
        }
    }
}
