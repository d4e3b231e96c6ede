package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.server.ServerKey;
import io.dnsfailover.dns.tsig.TsigKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSOutput;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;

/** Replies that must not be believed, each in one way only. */
enum Forgery implements FakeServer.Manners {
    SILENCE((request, reply, out) -> {}),
    EMPTY((request, reply, out) -> out.send(new byte[0])),
    GARBAGE((request, reply, out) -> out.send(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, (byte) 0xc0})),
    UNSIGNED((request, reply, out) -> out.send(reply.toWire())),
    UNSIGNED_REFUSED(
            (request, reply, out) -> out.send(withRcode(reply, Rcode.REFUSED).toWire())),
    UNSIGNED_NXRRSET(
            (request, reply, out) -> out.send(withRcode(reply, Rcode.NXRRSET).toWire())),
    WRONG_SECRET((request, reply, out) ->
            signed(request, reply, out, other("ddns.", "bm90IHRoZSBzZWNyZXQgdGhhdCBpcyBzaGFyZWQ="))),
    WRONG_KEY_NAME((request, reply, out) -> signed(request, reply, out, other("other.", ServerKey.DEFAULT.secret()))),
    WRONG_ALGORITHM((request, reply, out) -> signed(
            request,
            reply,
            out,
            TsigKey.of("ddns", "hmac-sha512", ServerKey.DEFAULT.secret()).signer())),
    WRONG_ID((request, reply, out) -> {
        reply.getHeader().setID(request.getHeader().getID() ^ 1);
        out.sendSigned(request, reply);
    }),
    OTHER_PORT((request, reply, out) -> {
        key().apply(reply, request.getTSIG());
        out.sendFromElsewhere(reply.toWire());
    }),
    NOT_A_RESPONSE((request, reply, out) -> {
        reply.getHeader().unsetFlag(Flags.QR);
        out.sendSigned(request, reply);
    }),
    OTHER_OPCODE((request, reply, out) -> {
        reply.getHeader().setOpcode(Opcode.STATUS);
        out.sendSigned(request, reply);
    }),
    FOR_ANOTHER_REQUEST((request, reply, out) -> {
        Message another = Message.newQuery(request.getQuestion());
        key().apply(another, null);
        out.sendSigned(another, reply);
    }),
    NOT_TIED_TO_THE_REQUEST((request, reply, out) -> {
        key().apply(reply, null);
        out.send(reply.toWire());
    }),
    OF_ANOTHER_TIME((request, reply, out) -> signed(request, reply, out, keyAt(Duration.ofSeconds(-302)))),
    ERROR_THAT_LOOSENS_THE_TIE((request, reply, out) -> {
        reply.addRecord(
                signatureOfABadSignature(reply.toWire(), reply.getHeader().getID()), Section.ADDITIONAL);
        out.send(reply.toWire());
    }),
    MAC_0((request, reply, out) -> shortened(request, reply, out, 0)),
    MAC_1((request, reply, out) -> shortened(request, reply, out, 1)),
    MAC_9((request, reply, out) -> shortened(request, reply, out, 9)),
    MAC_10((request, reply, out) -> shortened(request, reply, out, 10)),
    MAC_15((request, reply, out) -> shortened(request, reply, out, 15)),
    MAC_16((request, reply, out) -> shortened(request, reply, out, 16)),
    MAC_31((request, reply, out) -> shortened(request, reply, out, 31)),
    MAC_33((request, reply, out) -> shortened(request, reply, out, 33));

    // Lambdas that capture nothing: the compiler cannot see that they are immutable.
    @SuppressWarnings("ImmutableEnumChecker")
    private final FakeServer.Manners manners;

    Forgery(FakeServer.Manners manners) {
        this.manners = manners;
    }

    @Override
    public void answer(Message request, Message reply, FakeServer.Out out) throws IOException {
        manners.answer(request, reply, out);
    }

    private static TSIG key() {
        return Publishing.key(ServerKey.DEFAULT).signer();
    }

    private static TSIG other(String name, String secret) {
        return TsigKey.of(name, secret).signer();
    }

    private static TSIG keyAt(Duration offset) throws IOException {
        byte[] secret = Base64.getDecoder().decode(ServerKey.DEFAULT.secret());
        return new TSIG(
                TSIG.HMAC_SHA256,
                Name.fromString("ddns."),
                new SecretKeySpec(secret, "HmacSHA256"),
                Clock.offset(Clock.systemUTC(), offset));
    }

    private static void signed(Message request, Message reply, FakeServer.Out out, TSIG key) throws IOException {
        key.apply(reply, request.getTSIG());
        out.send(reply.toWire());
    }

    private static Message withRcode(Message reply, int rcode) {
        reply.getHeader().setRcode(rcode);
        return reply;
    }

    /** A true MAC that does not cover the request's: dnsjava's own signer leaves it out for this error. */
    private static TSIGRecord signatureOfABadSignature(byte[] unsigned, int id) throws IOException {
        Instant now = Instant.now();
        DNSOutput signed = new DNSOutput();
        signed.writeByteArray(unsigned);
        signed.writeByteArray(Name.fromString("ddns.").toWireCanonical());
        signed.writeU16(DClass.ANY);
        signed.writeU32(0);
        signed.writeByteArray(TSIG.HMAC_SHA256.toWireCanonical());
        signed.writeU16((int) (now.getEpochSecond() >> 32));
        signed.writeU32(now.getEpochSecond() & 0xffffffffL);
        signed.writeU16((int) TSIG.FUDGE.toSeconds());
        signed.writeU16(Rcode.BADSIG);
        signed.writeU16(0);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(ServerKey.DEFAULT.secret()), "HmacSHA256"));
            return new TSIGRecord(
                    Name.fromString("ddns."),
                    DClass.ANY,
                    0,
                    TSIG.HMAC_SHA256,
                    now,
                    TSIG.FUDGE,
                    mac.doFinal(signed.toByteArray()),
                    id,
                    Rcode.BADSIG,
                    null);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** A true signature, cut or lengthened. */
    private static void shortened(Message request, Message reply, FakeServer.Out out, int octets) throws IOException {
        TSIGRecord good = key().generate(reply, reply.toWire(), Rcode.NOERROR, request.getTSIG());
        reply.addRecord(
                new TSIGRecord(
                        good.getName(),
                        good.getDClass(),
                        good.getTTL(),
                        good.getAlgorithm(),
                        good.getTimeSigned(),
                        good.getFudge(),
                        Arrays.copyOf(good.getSignature(), octets),
                        good.getOriginalID(),
                        good.getError(),
                        good.getOther()),
                Section.ADDITIONAL);
        out.send(reply.toWire());
    }
}
