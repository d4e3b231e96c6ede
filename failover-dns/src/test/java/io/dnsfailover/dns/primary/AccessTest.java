package io.dnsfailover.dns.primary;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.answer.Transport;
import io.dnsfailover.dns.tsig.TsigKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;

/** What comes back for one datagram, of a friend or a stranger. */
class AccessTest {
    private static final String OTHER_SECRET = "YW5vdGhlciBzZWNyZXQgZm9yIHRlc3RzIG9ubHk=";

    private HiddenPrimary primary;

    @BeforeEach
    void start() throws IOException {
        primary = World.primary(World.zoneOf(100)).start();
    }

    @AfterEach
    void stop() {
        primary.close();
    }

    private static Message query(String name, int type) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
    }

    private Message ask(Message query, @Nullable TSIG key) throws IOException {
        if (key != null) {
            key.apply(query, null);
        }
        byte[] wire = World.exchange(primary.addresses().get(0), query.toWire());
        assertThat(wire).isNotNull();
        Message reply = new Message(wire);
        assertThat(reply.getHeader().getID()).isEqualTo(query.getHeader().getID());
        if (key != null && reply.getRcode() != Rcode.NOTAUTH) {
            assertThat(key.verify(reply, wire, query.getTSIG())).isEqualTo(Rcode.NOERROR);
        }
        return reply;
    }

    private Message ask(String name, int type) throws IOException {
        return ask(query(name, type), World.KEY.signer());
    }

    @Test
    @DisplayName("who has the key gets signed answers, and the SOA record is the one that is transferred")
    void signedQuery_isAnswered() throws Exception {
        Message reply = ask("example.com.", Type.SOA);

        assertThat(((SOARecord) reply.getSection(Section.ANSWER).get(0)).getSerial())
                .isEqualTo(primary.serial(World.ZONE));
        assertThat(ask("www.example.com.", Type.A).getSection(Section.ANSWER)).hasSize(1);
        assertThat(ask("www.example.com.", Type.AAAA).getSection(Section.AUTHORITY))
                .hasSize(1);
        assertThat(ask("none.example.com.", Type.A).getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(ask("example.net.", Type.SOA).getRcode()).isEqualTo(Rcode.REFUSED);
    }

    @Test
    void unsignedQuery_isRefused() throws Exception {
        assertThat(ask(query("example.com.", Type.SOA), null).getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(primary.counters().refused()).isEqualTo(1);
    }

    @Test
    @DisplayName("what is wrong with a signature is told as RFC 8945 has it")
    void wrongSignature_isTold() throws Exception {
        TSIG badSecret = TsigKey.of("transfer", OTHER_SECRET).signer();
        TSIG badName = TsigKey.of("nobody", OTHER_SECRET).signer();
        TSIG badAlgorithm = TsigKey.of("transfer", "hmac-sha512", OTHER_SECRET).signer();

        assertThat(errorOf(badSecret)).isEqualTo(Rcode.BADSIG);
        assertThat(errorOf(badName)).isEqualTo(Rcode.BADKEY);
        assertThat(errorOf(badAlgorithm)).isEqualTo(Rcode.BADKEY);
        assertThat(errorOf(hourAgo())).isEqualTo(Rcode.BADTIME);
        assertThat(primary.counters().refused()).isEqualTo(4);
    }

    private int errorOf(TSIG key) throws IOException {
        Message reply = ask(query("example.com.", Type.SOA), key);
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOTAUTH);
        assertThat(reply.getSection(Section.ANSWER)).isEmpty();
        TSIGRecord signature = reply.getTSIG();
        assertThat(signature).isNotNull();
        return signature.getError();
    }

    private static TSIG hourAgo() throws IOException {
        byte[] secret = Base64.getDecoder().decode("dGhpcyBpcyBhIHNlY3JldCBmb3IgdGVzdHMgb25seSE=");
        return new TSIG(
                TSIG.HMAC_SHA256,
                Name.fromString("transfer."),
                new SecretKeySpec(secret, "HmacSHA256"),
                Clock.fixed(Instant.now().minusSeconds(3600), ZoneOffset.UTC));
    }

    @Test
    @DisplayName("an incremental transfer that fits a datagram comes in one; one that does not is the SOA record alone")
    void incrementalTransfer_overUdp_isWhatFits() throws Exception {
        long start = primary.serial(World.ZONE);
        primary.publisher().replace(World.change(1, "www", "192.0.2.20"));

        assertThat(incremental(start).getSection(Section.ANSWER)).hasSize(7);
        assertThat(incremental(start + 1).getSection(Section.ANSWER)).hasSize(1);
        assertThat(incremental(start - 5).getSection(Section.ANSWER)).hasSize(1);

        for (int i = 2; i < 12; i++) {
            primary.publisher().replace(World.change(i, "www", "192.0.2." + i));
        }
        assertThat(incremental(start).getSection(Section.ANSWER)).hasSize(1);
    }

    private Message incremental(long serial) throws IOException {
        Message query = query("example.com.", Type.IXFR);
        Name apex = Name.fromString("example.com.");
        query.addRecord(new SOARecord(apex, DClass.IN, 0, apex, apex, serial, 0, 0, 0, 0), Section.AUTHORITY);
        return ask(query, World.KEY.signer());
    }

    @Test
    void fullTransfer_overUdp_isMalformed() throws Exception {
        assertThat(ask("example.com.", Type.AXFR).getRcode()).isEqualTo(Rcode.FORMERR);
    }

    @Test
    void otherOpcodes_areNotImplemented() throws Exception {
        Message update = query("example.com.", Type.SOA);
        update.getHeader().setOpcode(Opcode.UPDATE);
        assertThat(ask(update, World.KEY.signer()).getRcode()).isEqualTo(Rcode.NOTIMP);
    }

    @Test
    @DisplayName("no octets of a stranger or of a friend's address hurt it")
    void randomOctets_doNotHurt() throws Exception {
        Random random = new Random(5);
        byte[] good = query("example.com.", Type.SOA).toWire();
        PrimaryHandler handler = new PrimaryHandler(
                primary.zones(),
                new Access(List.of(Secondary.in("127.0.0.1").key(World.KEY))),
                new Tally(),
                1,
                Duration.ofSeconds(1));
        InetSocketAddress client = World.socket("127.0.0.1", 5353);
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = random.nextBoolean() ? good.clone() : new byte[random.nextInt(200)];
            for (int k = 0; k < 1 + random.nextInt(8) && bad.length > 0; k++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            ByteBuffer response = ByteBuffer.allocate(4096);
            int length = handler.handle(ByteBuffer.wrap(bad.length < 12 ? good : bad), client, Transport.UDP, response);
            assertThat(length).isBetween(12, 512).isEqualTo(response.position());
        }
        assertThat(ask("example.com.", Type.SOA).getRcode()).isEqualTo(Rcode.NOERROR);
    }
}
