package io.dnsfailover.probes;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A name server that answers every question as a test wants, over UDP or TCP. */
final class DnsPeer {
    /** The question of a query stands from here on. */
    private static final int HEAD = 12;

    static final int TRUNCATED = 0x0200;

    private DnsPeer() {}

    /** From a query to an answer; null for silence. */
    @FunctionalInterface
    interface Answers {
        byte[] to(byte[] query);
    }

    static UdpPeer udp(Answers answers) {
        return UdpPeer.that((question, socket) -> {
            byte[] answer = answers.to(Arrays.copyOf(question.getData(), question.getLength()));
            if (answer != null) {
                socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            }
        });
    }

    static Peer.Script tcp(Answers answers) {
        return connection -> {
            byte[] answer = answers.to(readQuery(connection));
            ByteBuffer framed = ByteBuffer.allocate(2 + answer.length);
            framed.putShort((short) answer.length).put(answer);
            connection.getOutputStream().write(framed.array());
            Peer.drain(connection);
        };
    }

    static byte[] readQuery(Socket connection) throws IOException {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        return in.readNBytes(in.readUnsignedShort());
    }

    static Answers address(String... addresses) {
        return query -> {
            Builder answer = new Builder(query, 0);
            for (String address : addresses) {
                answer.record(1, Peer.address(address).getAddress());
            }
            return answer.bytes();
        };
    }

    static Answers rcode(int rcode) {
        return query -> new Builder(query, rcode).bytes();
    }

    /** Puts an answer together: the query's head and question, then records at the name that was asked for. */
    static final class Builder {
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(all);
        private int count;

        Builder(byte[] query, int flags) {
            try {
                out.write(query);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            this.flags = flags;
        }

        private final int flags;

        /** A record whose owner is a pointer to the question's name. */
        Builder record(int type, byte[] data) {
            return record(0xc000 | HEAD, type, data);
        }

        Builder record(int owner, int type, byte[] data) {
            try {
                out.writeShort(owner);
                out.writeShort(type);
                out.writeShort(1);
                out.writeInt(60);
                out.writeShort(data.length);
                out.write(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            count++;
            return this;
        }

        /** Where the next byte goes. */
        int position() {
            return all.size();
        }

        byte[] bytes() {
            byte[] bytes = all.toByteArray();
            ByteBuffer.wrap(bytes).putShort(2, (short) (0x8180 | flags)).putShort(6, (short) count);
            return bytes;
        }
    }
}
