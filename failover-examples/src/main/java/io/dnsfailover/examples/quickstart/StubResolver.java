package io.dnsfailover.examples.quickstart;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Asks a DNS server as a resolver would: over UDP, a fresh socket for each question, and no cache. */
final class StubResolver {
    private static final int TIMEOUT_MILLIS = 1000;

    private final InetSocketAddress server;

    StubResolver(InetSocketAddress server) {
        this.server = server;
    }

    /** How to ask the same on the command line. */
    String asDig(String name) {
        return "dig @" + server.getAddress().getHostAddress() + " -p " + server.getPort() + " " + name;
    }

    /** The IPv4 addresses of a name, such as {@code 127.0.0.1 (TTL 5)}; the response code when there are none. */
    String lookUp(String name) throws IOException {
        Message query = Message.newQuery(Record.newRecord(Name.fromString(name), Type.A, DClass.IN));
        Message response = new Message(exchange(query.toWire()));
        List<Record> answers = response.getSection(Section.ANSWER);
        if (answers.isEmpty()) {
            return Rcode.string(response.getRcode());
        }
        return answers.stream()
                .map(answer -> answer.rdataToString() + " (TTL " + answer.getTTL() + ")")
                .collect(Collectors.joining(", "));
    }

    private byte[] exchange(byte[] query) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.send(new DatagramPacket(query, query.length));
            DatagramPacket response = new DatagramPacket(new byte[1232], 1232);
            socket.receive(response);
            return Arrays.copyOf(response.getData(), response.getLength());
        }
    }
}
