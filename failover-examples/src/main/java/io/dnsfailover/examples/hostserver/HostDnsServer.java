package io.dnsfailover.examples.hostserver;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.answer.Scope;
import io.dnsfailover.dns.answer.Transport;
import io.dnsfailover.spi.RecordDirectory;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Zone;

/** A small DNS server with a zone of its own, into which the answerer is built. One thread for UDP, one for TCP, and one for each of its connections. */
public final class HostDnsServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostDnsServer.class);
    private static final int PATIENCE_MILLIS = 2000;

    private final Answerer managed;
    private final OwnZone own;
    private final ServerSocket tcp;
    private final DatagramSocket udp;

    private HostDnsServer(InetSocketAddress address, Zone zone, RecordDirectory failover) throws IOException {
        // tag::embed[]
        managed = Answerer.over(failover).scope(Scope.RECORDS).build();
        // end::embed[]
        own = new OwnZone(zone, managed);
        tcp = new ServerSocket();
        tcp.bind(address);
        udp = new DatagramSocket(new InetSocketAddress(address.getAddress(), tcp.getLocalPort()));
    }

    /**
     * Starts to answer.
     *
     * @param address where; port 0 takes a free one
     * @param zone what the server has always served
     * @param failover the names that fail over, such as a {@code Failover}
     * @return the running server
     * @throws IOException when the address is not to be had
     */
    public static HostDnsServer start(InetSocketAddress address, Zone zone, RecordDirectory failover)
            throws IOException {
        HostDnsServer server = new HostDnsServer(address, zone, failover);
        server.daemon("host-dns-udp", server::serveUdp);
        server.daemon("host-dns-tcp", server::serveTcp);
        return server;
    }

    /**
     * Where it answers.
     *
     * @return the address, with the port that was taken
     */
    public InetSocketAddress address() {
        return (InetSocketAddress) tcp.getLocalSocketAddress();
    }

    // tag::respond[]
    private byte[] respond(byte[] query, Transport transport) throws IOException {
        byte[] ours = managed.answerIfOurs(query, transport).orElse(null);
        return ours != null ? ours : own.respond(query);
    }
    // end::respond[]

    private void serveUdp() {
        DatagramPacket packet = new DatagramPacket(new byte[1232], 1232);
        while (!udp.isClosed()) {
            try {
                packet.setLength(1232);
                udp.receive(packet);
                byte[] response = respond(Arrays.copyOf(packet.getData(), packet.getLength()), Transport.UDP);
                udp.send(new DatagramPacket(response, response.length, packet.getSocketAddress()));
            } catch (IOException e) {
                report(e);
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket client = tcp.accept();
                daemon("host-dns-tcp-client", () -> serve(client));
            } catch (IOException e) {
                report(e);
            }
        }
    }

    /** Answers one query after another until the client closes or is idle: clients reuse connections (RFC 7766 section 6.2.1). */
    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(PATIENCE_MILLIS);
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
            while (true) {
                byte[] response = respond(in.readNBytes(in.readUnsignedShort()), Transport.TCP);
                out.writeShort(response.length);
                out.write(response);
                out.flush();
            }
        } catch (IOException e) {
            report(e);
        }
    }

    private void report(IOException e) {
        if (!udp.isClosed()) {
            LOG.debug("A client got no answer", e);
        }
    }

    private void daemon(String name, Runnable action) {
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Closes both sockets, which ends both threads. */
    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            report(e);
        }
    }
}
