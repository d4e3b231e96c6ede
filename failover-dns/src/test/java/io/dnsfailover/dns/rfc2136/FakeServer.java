package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.internal.Held;
import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.dns.internal.batch.Write;
import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.dns.server.ServerKey;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Change;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;

/**
 * A name server that does what it is told, writes included, and then answers as badly as a test wants it to: so that a publisher
 * that believed such an answer would report a success that even is one.
 */
final class FakeServer implements AutoCloseable {
    private final Manners manners;
    private final TSIG key = Publishing.key(ServerKey.DEFAULT).signer();
    private final List<Record> zone = new CopyOnWriteArrayList<>();
    private final DatagramSocket udp;
    private final DatagramSocket elsewhere;
    private final ServerSocket tcp;

    private FakeServer(Manners manners, DatagramSocket udp, ServerSocket tcp) throws IOException {
        this.manners = manners;
        this.udp = udp;
        this.elsewhere = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.tcp = tcp;
    }

    private static FakeServer bound(Manners manners) throws IOException {
        while (true) {
            DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            try {
                ServerSocket tcp = new ServerSocket(udp.getLocalPort(), 10, InetAddress.getLoopbackAddress());
                return new FakeServer(manners, udp, tcp);
            } catch (BindException taken) {
                // Free for UDP only: take the next one.
                udp.close();
            }
        }
    }

    /** How to answer. */
    interface Manners {
        /**
         * Turns the true reply into what goes out.
         *
         * @param request what was asked
         * @param reply the reply, not signed yet
         * @param out where to send it
         */
        void answer(Message request, Message reply, Out out) throws IOException;
    }

    /** Sends octets to whoever asked. */
    final class Out {
        private final SocketAddress peer;
        private final DataOutputStream stream;

        private Out(SocketAddress peer, DataOutputStream stream) {
            this.peer = peer;
            this.stream = stream;
        }

        FakeServer server() {
            return FakeServer.this;
        }

        boolean isTcp() {
            return stream != null;
        }

        void send(byte[] octets) throws IOException {
            if (stream == null) {
                udp.send(new DatagramPacket(octets, octets.length, peer));
            } else {
                stream.writeShort(octets.length);
                stream.write(octets);
                stream.flush();
            }
        }

        void sendRaw(byte[] octets) throws IOException {
            stream.write(octets);
            stream.flush();
        }

        void sendFromElsewhere(byte[] octets) throws IOException {
            elsewhere.send(new DatagramPacket(octets, octets.length, peer));
        }

        /** Signs with the key that the publisher knows, for this request. */
        void sendSigned(Message request, Message reply) throws IOException {
            key.apply(reply, request.getTSIG());
            send(reply.toWire());
        }
    }

    static FakeServer start(Manners manners) throws IOException {
        FakeServer server = bound(manners);
        server.run("fake-udp", server::serveUdp);
        server.run("fake-tcp", server::serveTcp);
        return server;
    }

    /** Answers queries as it should, updates as told. */
    static FakeServer answeringUpdates(Manners manners) throws IOException {
        Manners both = (request, reply, out) -> {
            if (request.getHeader().getOpcode() == Opcode.UPDATE) {
                manners.answer(request, reply, out);
            } else {
                out.sendSigned(request, reply);
            }
        };
        return start(manners instanceof Stubborn ? (Stubborn) both::answer : both);
    }

    void stopTcp() throws IOException {
        tcp.close();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) udp.getLocalSocketAddress();
    }

    Rfc2136PublisherBuilder publisher() {
        return Rfc2136Publisher.to(address()).key(Publishing.key(ServerKey.DEFAULT));
    }

    private void serveUdp() throws IOException {
        byte[] buffer = new byte[65535];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            udp.receive(packet);
            serve(Arrays.copyOf(buffer, packet.getLength()), new Out(packet.getSocketAddress(), null));
        }
    }

    private void serveTcp() throws IOException {
        while (true) {
            try (Socket socket = tcp.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] request = new byte[in.readUnsignedShort()];
                in.readFully(request);
                serve(request, new Out(null, new DataOutputStream(socket.getOutputStream())));
                if (manners instanceof Stubborn) {
                    in.read();
                }
            } catch (IOException e) {
                if (tcp.isClosed()) {
                    return;
                }
            }
        }
    }

    /** Manners that leave a TCP connection open when they have answered. */
    interface Stubborn extends Manners {}

    private void serve(byte[] wire, Out out) throws IOException {
        Message request = new Message(wire);
        Message reply = new Message(request.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.AA);
        reply.getHeader().setOpcode(request.getHeader().getOpcode());
        reply.addRecord(request.getQuestion(), Section.QUESTION);
        if (request.getHeader().getOpcode() == Opcode.UPDATE) {
            write(request);
        } else {
            List<Record> answers = matching(request.getQuestion());
            answers.forEach(record -> reply.addRecord(record, Section.ANSWER));
            reply.getHeader().setRcode(answers.isEmpty() ? Rcode.NXDOMAIN : Rcode.NOERROR);
        }
        manners.answer(request, reply, out);
    }

    private void write(Message update) {
        for (Record record : update.getSection(Section.UPDATE)) {
            if (record.getDClass() == DClass.ANY) {
                zone.removeAll(matching(record));
            } else {
                zone.add(record);
            }
        }
    }

    /** Somebody else writes. */
    void put(OwnershipMark mark, RecordSetKey key, String datum) {
        Change change = Publishing.change(mark.generation(), Publishing.set(key, datum));
        write(Rfc2136Records.update(List.of(new Write(change, mark, Held.NOTHING))));
    }

    private List<Record> matching(Record like) {
        List<Record> found = new ArrayList<>();
        for (Record record : zone) {
            if (record.getName().equals(like.getName()) && record.getType() == like.getType()) {
                found.add(record);
            }
        }
        return found;
    }

    /** What {@link RealServer#ZONE} holds here. */
    List<Record> zone() {
        return List.copyOf(zone);
    }

    private void run(String name, Loop loop) {
        Thread thread = new Thread(
                () -> {
                    try {
                        loop.run();
                    } catch (IOException closed) {
                        // The sockets were closed: this is how it ends.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Loop {
        void run() throws IOException;
    }

    @Override
    public void close() throws IOException {
        udp.close();
        elsewhere.close();
        tcp.close();
    }
}
