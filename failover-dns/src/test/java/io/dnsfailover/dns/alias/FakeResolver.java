package io.dnsfailover.dns.alias;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A recursive resolver on loopback, over UDP and TCP, that answers what a test tells it to. */
public final class FakeResolver implements AutoCloseable {
    /** What is answered; anything from nothing to rubbish. */
    @FunctionalInterface
    public interface Script {
        /** The datagrams, or the one message over TCP, that answer a query. */
        List<byte[]> answer(Message query, boolean overTcp) throws IOException;
    }

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Script script;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private FakeResolver(InetSocketAddress at, Script script) throws IOException {
        this.script = script;
        this.tcp = new ServerSocket(at.getPort(), 10, at.getAddress());
        this.udp = new DatagramSocket(tcp.getLocalPort(), at.getAddress());
        daemon(this::serveUdp);
        daemon(this::serveTcp);
    }

    public static FakeResolver answering(Script script) {
        return at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), script);
    }

    /** The same at an address. */
    public static FakeResolver at(InetSocketAddress address, Script script) {
        try {
            return new FakeResolver(address, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that answers each query with records such as {@code a.test. 60 A 192.0.2.1}, whatever is asked. */
    public static FakeResolver holding(String... records) {
        return answering((query, overTcp) -> List.of(response(query, records).toWire()));
    }

    /** One whose responses are made from the empty one. */
    public static FakeResolver changing(UnaryOperator<Message> change) {
        return answering(
                (query, overTcp) -> List.of(change.apply(response(query)).toWire()));
    }

    /** The response with those of the records that the question asks for. */
    public static byte[] answer(Message query, String... records) {
        return response(query, records).toWire();
    }

    /** The response with those of the records that have the type of the question, or are aliases. */
    public static Message response(Message query, String... records) {
        Message response = new Message(query.getHeader().getID());
        response.getHeader().setFlag(Flags.QR);
        response.getHeader().setFlag(Flags.RA);
        response.addRecord(query.getQuestion(), Section.QUESTION);
        for (String text : records) {
            Record record = record(text);
            if (record.getType() == query.getQuestion().getType() || record.getType() == Type.CNAME) {
                response.addRecord(record, Section.ANSWER);
            }
        }
        return response;
    }

    public static Record record(String text) {
        try {
            String[] parts = text.split(" ", 4);
            int type = Type.value(parts[2], true);
            return Record.fromString(
                    Name.fromString(parts[0]), type, DClass.IN, Long.parseLong(parts[1]), parts[3], Name.root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) udp.getLocalSocketAddress();
    }

    /** Every question so far, such as {@code udp a.test. A}. */
    public List<String> asked() {
        return asked;
    }

    private void serveUdp() throws IOException {
        byte[] buffer = new byte[4096];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            udp.receive(packet);
            for (byte[] response : answers(Arrays.copyOf(buffer, packet.getLength()), false)) {
                udp.send(new DatagramPacket(response, response.length, packet.getSocketAddress()));
            }
        }
    }

    private void serveTcp() throws IOException {
        while (true) {
            Socket client = tcp.accept();
            daemon(() -> {
                try (client;
                        InputStream in = client.getInputStream()) {
                    int length = ByteBuffer.wrap(in.readNBytes(2)).getShort();
                    for (byte[] response : answers(in.readNBytes(length), true)) {
                        client.getOutputStream()
                                .write(ByteBuffer.allocate(2 + response.length)
                                        .putShort((short) response.length)
                                        .put(response)
                                        .array());
                    }
                }
            });
        }
    }

    private List<byte[]> answers(byte[] query, boolean overTcp) throws IOException {
        Message message = new Message(query);
        Record question = message.getQuestion();
        asked.add((overTcp ? "tcp " : "udp ") + question.getName() + " " + Type.string(question.getType()));
        return script.answer(message, overTcp);
    }

    private interface Serving {
        void run() throws IOException;
    }

    private static void daemon(Serving serving) {
        Thread thread = new Thread(
                () -> {
                    try {
                        serving.run();
                    } catch (IOException e) {
                        // closed, or a client that went away
                    }
                },
                "fake-resolver");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
