package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.server.SecondaryServer;
import io.dnsfailover.dns.tsig.TsigKey;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Target;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Change;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Short words for the tests of this package. */
final class World {
    static final DnsName ZONE = DnsName.of("example.com.");
    static final TsigKey KEY = TsigKey.of("transfer", SecondaryServer.KEY.secret());
    static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final String HEAD = """
            $TTL 300
            @ SOA ns1 hostmaster 7 300 60 604800 60
            @ NS ns1
            ns1 A 127.0.0.1
            www 30 A 192.0.2.10
            """;

    private World() {}

    static InetSocketAddress socket(String literal, int port) {
        return new InetSocketAddress(((Target.Address) Target.parse(literal)).address(), port);
    }

    static PrimaryZone zone(String... more) {
        return PrimaryZone.parse("example.com.", HEAD + String.join("\n", more) + "\n");
    }

    /** A zone with some more names that never change. */
    static PrimaryZone zoneOf(int names) {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 0; i < names; i++) {
            text.append("host")
                    .append(i)
                    .append(" A 10.")
                    .append(i >> 16)
                    .append('.')
                    .append(i >> 8 & 255)
                    .append('.')
                    .append(i & 255)
                    .append('\n');
        }
        return PrimaryZone.parse("example.com.", text.toString());
    }

    static HiddenPrimaryBuilder primary(PrimaryZone zone) {
        return HiddenPrimary.on(ANY_PORT)
                .zone(zone)
                .secondary(Secondary.in("127.0.0.0/8").key(KEY));
    }

    static RecordSet addresses(String owner, String... rdata) {
        RecordSetKey key = new RecordSetKey(ZONE, DnsName.of(owner + ".example.com."), RecordType.A);
        return RecordSet.of(key, new Ttl(30), List.of(rdata));
    }

    static Change change(long generation, String owner, String... rdata) {
        return new Change(addresses(owner, rdata), null, generation, 0);
    }

    /** What a server answers over UDP, without a key; null when it does not within a second. */
    static @Nullable Message ask(InetSocketAddress server, String name, int type) throws IOException {
        Message query = Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
        byte[] reply = exchange(server, query.toWire());
        return reply == null ? null : new Message(reply);
    }

    static byte @Nullable [] exchange(InetSocketAddress server, byte[] query) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(1000);
            socket.send(new DatagramPacket(query, query.length, server));
            DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
            socket.receive(packet);
            return Arrays.copyOf(packet.getData(), packet.getLength());
        } catch (SocketTimeoutException e) {
            return null;
        }
    }

    /** The one address that a server answers for a name; empty when there is none. */
    static String address(InetSocketAddress server, String owner) throws IOException {
        Message reply = ask(server, owner + ".example.com.", Type.A);
        return reply == null
                ? "no reply"
                : reply.getSection(Section.ANSWER).stream()
                        .map(Record::rdataToString)
                        .findFirst()
                        .orElse("");
    }

    static long serial(InetSocketAddress server) throws IOException {
        Message reply = ask(server, "example.com.", Type.SOA);
        return reply == null || reply.getSection(Section.ANSWER).isEmpty()
                ? -1
                : ((SOARecord) reply.getSection(Section.ANSWER).get(0)).getSerial();
    }
}
