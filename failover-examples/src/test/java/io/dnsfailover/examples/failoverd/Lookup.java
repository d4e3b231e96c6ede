package io.dnsfailover.examples.failoverd;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Asks one DNS server over UDP, without a cache.
 *
 * @param server whom
 */
record Lookup(InetSocketAddress server) {
    private static final int TIMEOUT_MILLIS = 2000;

    /** The IPv4 addresses of a name. */
    List<String> addresses(String name) {
        try {
            return ask(name);
        } catch (IOException e) {
            return List.of(e.toString());
        }
    }

    /** Waits until the name has this address alone. */
    void await(String name, String address) {
        Awaitility.await()
                .atMost(ChildJvm.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> Assertions.assertThat(addresses(name)).containsExactly(address));
    }

    private List<String> ask(String name) throws IOException {
        Message query = Message.newQuery(Record.newRecord(Name.fromString(name), Type.A, DClass.IN));
        byte[] wire = query.toWire();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.send(new DatagramPacket(wire, wire.length));
            DatagramPacket response = new DatagramPacket(new byte[1232], 1232);
            socket.receive(response);
            return new Message(Arrays.copyOf(response.getData(), response.getLength()))
                    .getSection(Section.ANSWER).stream()
                            .map(Record::rdataToString)
                            .toList();
        }
    }
}
