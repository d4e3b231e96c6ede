package io.dnsfailover.dns.rfc2136;

import static io.dnsfailover.dns.rfc2136.Publishing.assertFails;
import static io.dnsfailover.dns.rfc2136.Publishing.at;
import static io.dnsfailover.dns.rfc2136.Publishing.change;
import static io.dnsfailover.dns.rfc2136.Publishing.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.dns.server.ServerKey;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Update;

/** What a server, or somebody who plays one, answers must be proven before it counts. */
@Execution(ExecutionMode.CONCURRENT)
class ForgedRepliesTest {
    /** Long enough for true replies on a busy machine, and always waited for in full. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    /** For calls that get no true reply at all. */
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private static final RecordSetKey WWW = at("www.example.com.", RecordType.A);
    private static final Change MOVE = change(1, set(WWW, "192.0.2.20"));

    /** The first exchange of a process loads classes and seeds random numbers, which may take longer than {@link #SHORT}. */
    @BeforeAll
    static void warmUp() throws Exception {
        try (FakeServer server = FakeServer.start((request, reply, out) -> out.sendSigned(request, reply));
                Rfc2136Publisher publisher = server.publisher().build()) {
            publisher.replace(MOVE);
        }
    }

    @ParameterizedTest
    @EnumSource(Forgery.class)
    @DisplayName("a write that was made and is confirmed wrongly is not known to have happened")
    void replace_updateAnsweredByForgery_isUnknown(Forgery forgery) throws Exception {
        try (FakeServer server = FakeServer.answeringUpdates(forgery);
                Rfc2136Publisher publisher = server.publisher().timeout(SHORT).build()) {
            assertFails(PublishEffect.UNKNOWN, publisher, MOVE).hasMessageNotContaining(ServerKey.DEFAULT.secret());

            assertThat(server.zone()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Forgery.class)
    @DisplayName("what is read from a forger is not read, and nothing is written")
    void replace_queryAnsweredByForgery_changesNothing(Forgery forgery) throws Exception {
        try (FakeServer server = FakeServer.start(forgery);
                Rfc2136Publisher publisher =
                        server.publisher().timeout(SHORTEST).build()) {
            assertFails(PublishEffect.NONE, publisher, MOVE);

            assertThat(server.zone()).isEmpty();
            assertThatThrownBy(() -> publisher.read(WWW))
                    .isInstanceOfSatisfying(
                            PublishException.class, e -> assertThat(e.effect()).isEqualTo(PublishEffect.NONE));
        }
    }

    @ParameterizedTest
    @EnumSource(Forgery.class)
    @DisplayName("a forged reply that comes first does not hide the true one")
    void replace_trueReplyAfterForgery_succeeds(Forgery forgery) throws Exception {
        FakeServer.Manners both = (request, reply, out) -> {
            byte[] unspoilt = reply.toWire();
            for (int i = 0; i < 50; i++) {
                forgery.answer(request, new Message(unspoilt), out);
            }
            out.sendSigned(request, reply);
        };
        try (FakeServer server = FakeServer.start(both);
                Rfc2136Publisher publisher = server.publisher().build()) {
            publisher.replace(MOVE);

            assertThat(publisher.read(WWW)).isEqualTo(new Published(MOVE.desired(), 1));
        }
    }

    @Test
    @DisplayName("every bit of a confirmation that is flipped makes it a forgery")
    void inbox_anyBitFlipped_isNotBelieved() throws Exception {
        Signer signer = new Signer(Publishing.key(ServerKey.DEFAULT));
        Signer.Request request = signer.sign(new Update(Name.fromString(RealServer.ZONE)));
        byte[] unsigned = confirmationOf(request).toWire();
        Message reply = new Message(unsigned);
        Publishing.key(ServerKey.DEFAULT).signer().apply(reply, request.signature());
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
