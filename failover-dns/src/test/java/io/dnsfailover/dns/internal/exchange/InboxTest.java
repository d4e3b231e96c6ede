package io.dnsfailover.dns.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.dns.server.ServerKey;
import io.dnsfailover.dns.tsig.TsigKey;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Update;

/** Which of the messages that arrive is the reply. */
class InboxTest {
    private static final TsigKey KEY =
            TsigKey.of(ServerKey.DEFAULT.name(), ServerKey.DEFAULT.algorithm(), ServerKey.DEFAULT.secret());

    @Test
    @DisplayName("every bit of a confirmation that is flipped makes it a forgery")
    void inbox_anyBitFlipped_isNotBelieved() throws Exception {
        Signer signer = new Signer(KEY);
        Signer.Request request = signer.sign(new Update(Name.fromString(RealServer.ZONE)));
        byte[] unsigned = confirmationOf(request).toWire();
        Message reply = new Message(unsigned);
        KEY.signer().apply(reply, request.signature());
        byte[] wire = reply.toWire();
        int believed = 0;

        assertThat(believes(signer, request, wire)).isTrue();
        for (int bit = 0; bit < wire.length * 8; bit++) {
            byte[] flipped = wire.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            if (believes(signer, request, flipped)) {
                assertThat(meansTheSame(wire, bit, unsigned.length))
                        .as("bit %s", bit)
                        .isTrue();
                believed++;
            }
        }
        assertThat(believed).isEqualTo("ddns".length() + "hmacsha".length() + 1);
    }

    /**
     * The case of the key's and the algorithm's name means nothing (RFC 8945 section 4.3.3), and a time to live with its highest
     * bit set means zero (RFC 2181 section 8), which is what that of a signature is.
     */
    private static boolean meansTheSame(byte[] wire, int bit, int signatureStart) {
        int highestOctetOfTtl = signatureStart + "?ddns?".length() + 4;
        boolean letter = bit / 8 >= signatureStart && bit % 8 == 5 && "ddnshmacsha".indexOf(wire[bit / 8]) >= 0;
        return letter || bit == highestOctetOfTtl * 8 + 7;
    }

    private static Message confirmationOf(Signer.Request request) {
        Message reply = new Message(request.id());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setOpcode(Opcode.UPDATE);
        reply.addRecord(request.message().getQuestion(), Section.QUESTION);
        return reply;
    }

    private static boolean believes(Signer signer, Signer.Request request, byte[] wire) {
        return new Inbox(request, signer, Deadline.after(Duration.ofSeconds(1))).offer(wire) != null;
    }
}
