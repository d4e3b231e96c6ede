package io.dnsfailover.dns.primary;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.tsig.TsigKey;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;

/** What a secondary is told, by one that plays it. */
class NotifyTest {
    private DatagramSocket secondary;
    private HiddenPrimary primary;

    /** A datagram as it came. */
    private static final class Told {
        private final Message message;
        private final byte[] wire;
        private final InetSocketAddress from;

        Told(Message message, byte[] wire, InetSocketAddress from) {
            this.message = message;
            this.wire = wire;
            this.from = from;
        }

        Message message() {
            return message;
        }

        boolean isSigned() {
            return World.KEY.signer().verify(message, wire, null) == Rcode.NOERROR;
        }

        InetSocketAddress from() {
            return from;
        }

        long serial() {
            return ((SOARecord) message.getSection(Section.ANSWER).get(0)).getSerial();
        }

        int id() {
            return message.getHeader().getID();
        }
    }

    @BeforeEach
    void start() throws IOException {
        secondary = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        secondary.setSoTimeout(20_000);
        primary = HiddenPrimary.on(World.ANY_PORT)
                .zone(World.zone())
                .secondary(Secondary.at((InetSocketAddress) secondary.getLocalSocketAddress())
                        .key(World.KEY))
                .start();
    }

    @AfterEach
    void stop() {
        primary.close();
        secondary.close();
    }

    private Told receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        secondary.receive(packet);
        byte[] wire = Arrays.copyOf(packet.getData(), packet.getLength());
        return new Told(new Message(wire), wire, (InetSocketAddress) packet.getSocketAddress());
    }

    private void acknowledge(Told told, int rcode, @Nullable TSIG key) throws IOException {
        Message reply = new Message(told.id());
        reply.getHeader().setOpcode(Opcode.NOTIFY);
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setRcode(rcode);
        reply.addRecord(told.message().getQuestion(), Section.QUESTION);
        TSIGRecord request = told.message().getTSIG();
        if (key != null) {
            key.apply(reply, request);
        }
        byte[] wire = reply.toWire();
        secondary.send(new DatagramPacket(wire, wire.length, told.from()));
    }

    @Test
    @DisplayName("a start is told, signed, from the address of the primary, with the serial")
    void start_isTold() throws Exception {
        Told told = receive();

        assertThat(told.message().getHeader().getOpcode()).isEqualTo(Opcode.NOTIFY);
        assertThat(told.message().getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(told.message().getQuestion().getType()).isEqualTo(Type.SOA);
        assertThat(told.serial()).isEqualTo(primary.serial(World.ZONE));
        assertThat(told.from().getAddress())
                .isEqualTo(primary.addresses().get(0).getAddress());
        assertThat(told.isSigned()).isTrue();
    }

    @Test
    @DisplayName("a batch is told once; what changes before the acknowledgement is told right after it")
    void changes_areToldAtThePaceOfTheAcknowledgements() throws Exception {
        Told first = receive();
        acknowledge(first, Rcode.NOERROR, World.KEY.signer());
        Awaitility.await().until(() -> primary.counters().acknowledged() == 1);

        primary.publisher().replaceAll(List.of(World.change(1, "a", "192.0.2.1"), World.change(1, "b", "192.0.2.1")));
        Told batch = receive();
        assertThat(batch.serial()).isEqualTo(first.serial() + 1);
        primary.publisher().replace(World.change(2, "a", "192.0.2.2"));
        primary.publisher().replace(World.change(3, "a", "192.0.2.3"));
        acknowledge(batch, Rcode.NOERROR, World.KEY.signer());
        Told next = receive();

        assertThat(next.serial()).isEqualTo(first.serial() + 3);
        acknowledge(next, Rcode.NOERROR, World.KEY.signer());
        Awaitility.await().until(() -> primary.counters().acknowledged() == 3);
        assertThat(primary.counters().notified()).isLessThanOrEqualTo(4);
    }

    @Test
    @DisplayName(
            "without an acknowledgement it is told again, with another id; so it is when the reply is forged or refuses")
    void unacknowledged_isToldAgain() throws Exception {
        Told first = receive();
        acknowledge(first, Rcode.NOERROR, null);
        acknowledge(
                first,
                Rcode.NOERROR,
                TsigKey.of("transfer", "YW5vdGhlciBzZWNyZXQgZm9yIHRlc3RzIG9ubHk=")
                        .signer());
        acknowledge(first, Rcode.REFUSED, World.KEY.signer());

        Told second = receive();

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(primary.counters().acknowledged()).isZero();
        acknowledge(second, Rcode.NOERROR, World.KEY.signer());
        Awaitility.await().until(() -> primary.counters().acknowledged() == 1);
    }

    @Test
    @DisplayName("while nothing is acknowledged, news is told soon, and not at the end of the pause")
    void newsForASilentSecondary_isToldSoon() throws Exception {
        Told first = receive();
        Told second = receive();
        primary.publisher().replace(World.change(1, "a", "192.0.2.1"));

        Told third = receive();

        assertThat(second.serial()).isEqualTo(first.serial());
        assertThat(third.serial()).isEqualTo(first.serial() + 1);
    }
}
