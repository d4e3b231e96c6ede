package io.dnsfailover.dns.primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import org.xbill.DNS.ZoneTransferException;
import org.xbill.DNS.ZoneTransferIn;

/** Readers that do not read, and too many of them. */
class LimitsTest {
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    /** Many times what the buffers of a socket take. */
    private static final PrimaryZone LARGE = World.zoneOf(100_000);

    /** Begins a transfer and takes nothing of it. */
    private static Socket stalled(HiddenPrimary primary) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(primary.addresses().get(0));
        Message query = Message.newQuery(Record.newRecord(Name.fromString("example.com."), Type.AXFR, DClass.IN));
        World.KEY.signer().apply(query, null);
        byte[] wire = query.toWire();
        socket.getOutputStream().write(new byte[] {(byte) (wire.length >>> 8), (byte) wire.length});
        socket.getOutputStream().write(wire);
        return socket;
    }

    private static int transfer(HiddenPrimary primary) throws IOException, ZoneTransferException {
        ZoneTransferIn transfer = ZoneTransferIn.newAXFR(
                Name.fromString("example.com."), primary.addresses().get(0), World.KEY.signer());
        transfer.run();
        return transfer.getAXFR().size();
    }

    @Test
    @DisplayName(
            "beyond the most transfers at a time there is SERVFAIL, and a place again when one that stalls is cut off")
    void stalledReaders_areCutOff_andGiveTheirPlacesBack() throws Exception {
        try (HiddenPrimary primary = World.primary(LARGE)
                .maxTransfers(2)
                .idleTimeout(Duration.ofMillis(300))
                .start()) {
            List<Socket> sockets = new ArrayList<>();
            try {
                for (int i = 0; i < 3; i++) {
                    sockets.add(stalled(primary));
                    int begun = i + 1;
                    Awaitility.await()
                            .atMost(AT_MOST)
                            .until(() -> primary.listenerCounters().get(0).tcpQueries() >= begun);
                }
                assertThat(primary.counters().overLimit()).isEqualTo(1);
                assertThat(rcode(sockets.get(2))).isEqualTo(Rcode.SERVFAIL);

                Awaitility.await()
                        .atMost(AT_MOST)
                        .until(() -> primary.counters().brokenOff() == 2);
                assertThat(transfer(primary)).isEqualTo(100_005);
            } finally {
                for (Socket socket : sockets) {
                    socket.close();
                }
            }
        }
    }

    private static int rcode(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] reply = new byte[in.readUnsignedShort()];
        in.readFully(reply);
        Message message = new Message(reply);
        assertThat(message.getSection(Section.ANSWER)).isEmpty();
        return message.getRcode();
    }

    @Test
    @DisplayName("a reader that takes a little all the time is cut off when the time for a transfer is over")
    void trickle_isCutOff() throws Exception {
        try (HiddenPrimary primary = World.primary(LARGE)
                        .transferTimeout(Duration.ofMillis(300))
                        .start();
                Socket slow = stalled(primary)) {
            Awaitility.await()
                    .atMost(AT_MOST)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        slow.getInputStream().readNBytes(16 * 1024);
                        return primary.counters().brokenOff() == 1;
                    });
            assertThat(primary.counters().fullTransfers()).isZero();
        }
    }

    @Test
    @DisplayName("closing cuts transfers off")
    void close_endsTransfers() throws Exception {
        HiddenPrimary primary = World.primary(LARGE).start();
        try (Socket slow = stalled(primary)) {
            Awaitility.await()
                    .atMost(AT_MOST)
                    .until(() -> primary.listenerCounters().get(0).tcpQueries() == 1);

            primary.close();

            assertThat(primary.counters().brokenOff()).isEqualTo(1);
            InetSocketAddress address = primary.addresses().get(0);
            assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
                    .isInstanceOf(IOException.class);
            assertThat(slow.isConnected()).isTrue();
        }
    }
}
